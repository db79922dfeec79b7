#include "dynarock/authz/authorizer.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "dynarock/policy/explain.h"

namespace dynarock::authz {
namespace {

/// What a record takes, and what it takes more for each byte of its request at worst: names of a
/// few letters become strings.
constexpr std::size_t kRecordBytes = 4096;
constexpr std::size_t kBytesPerByte = 6;

void add_request_keys(const aws::Call& call, policy::Context& context) {
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(call.now.time_since_epoch()).count();
  context.set("aws:RequestedRegion", call.region);
  context.set("aws:CurrentTime", iso_seconds(call.now));
  context.set("aws:EpochTime", std::to_string(seconds));
  context.set("aws:SecureTransport", call.http.secure ? "true" : "false");
  constexpr std::pair<std::string_view, std::string_view> kHeaders[] = {
      {"User-Agent", "aws:UserAgent"}, {"Referer", "aws:Referer"}};
  for (const auto& [header, key] : kHeaders)
    if (const std::string_view value = call.http.header(header); !value.empty())
      context.set(key, value);
}

/// What a record has of every call.
void describe(const aws::Call& call, Record& record) {
  record.request_id = call.request_id;
  record.time = call.now;
  record.service = call.service;
  record.operation = call.operation;
  record.weight = kRecordBytes + kBytesPerByte * call.http.body.size();
  add_request_keys(call, record.context);
}

std::string_view source_ip(const aws::Call& call) {
  constexpr std::string_view kMapped = "::ffff:";
  std::string_view address = call.http.remote_address;
  if (address.starts_with(kMapped)) address.remove_prefix(kMapped.size());
  return address;
}

/// Without what would end a header, which names out of requests may have.
std::string header_text(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

AwsError access_denied(std::string message) {
  return {"AccessDeniedException", std::move(message), {}};
}

/// What nobody may do, for nothing is known of it.
AwsError unknown_operation(const Record& record) {
  return access_denied("User: " + record.caller->principal.arn +
                       " is not authorized to perform: " + record.service + ":" + record.operation);
}

}  // namespace

const AccessSource* Authorizer::source_of(const aws::Call& call) const {
  const auto source = sources_.find(call.service);
  return source == sources_.end() ? nullptr : source->second;
}

std::shared_ptr<const Caller> Authorizer::caller_of(const aws::Call& call, json::Value input) {
  if (!call.authorization.access_key_id.empty()) return callers_.find(call);
  auto caller = std::make_shared<Caller>();
  caller->principal.arn = "anonymous";
  const AccessSource* source = source_of(call);
  if (auto sender = source ? source->sender_of(call, input) : std::nullopt) {
    caller->principal = std::move(sender->principal);
    for (const auto& [key, value] : sender->keys) caller->context.set(key, value);
  }
  return caller;
}

Result<void> Authorizer::authorize(const aws::OperationSpec&, aws::Call& call, json::Value input) {
  return authorize(call, input, Keep::kAll);
}

Result<void> Authorizer::authorize(aws::Call& call, json::Value input, Keep keep) {
  const auto record = std::make_shared<Record>(caller_of(call, input));
  const Result<void> verdict = judge(*record, call, input);
  record->allowed = verdict.has_value();
  if (keep == Keep::kAll || !record->allowed) records_.add(record);
  observations_.add(*record);
  if (options_.mode == Mode::kEnforce) return verdict;
  call.response_headers.emplace_back(
      kVerdictHeader, verdict ? "allowed" : "denied; " + header_text(verdict.error().message));
  if (!verdict) call.note = "denied if enforced: " + verdict.error().message;
  return {};
}

void Authorizer::note_lost(const aws::Call& call) {
  const auto record = std::make_shared<Record>(callers_.find(call));
  describe(call, *record);
  record->path = call.path;
  records_.add(record);
}

/// Fills in the record.
Result<void> Authorizer::judge(Record& record, const aws::Call& call, json::Value input) const {
  describe(call, record);
  enter_network(record, call);

  const AccessSource* source = source_of(call);
  auto requests = source ? source->accesses_of(call, input, record.context) : std::nullopt;
  if (!requests) return fail(unknown_operation(record));
  record.requests = std::move(*requests);
  record.accesses.reserve(record.requests.size());
  for (policy::AccessRequest& request : record.requests) add_access(record, request);
  record.verdict = policy::evaluate(record.request());

  const policy::AccessVerdict* denial = record.verdict.denial();
  if (denial == nullptr) return {};
  const auto i = static_cast<std::size_t>(denial - record.verdict.accesses.data());
  if (!record.requests[i].refusal.empty()) return fail(access_denied(record.requests[i].refusal));
  if (!record.caller->principal.has_account())
    return fail(access_denied("Not authorized to perform " + record.accesses[i].action));
  return fail(access_denied(policy::denial_message(record.caller->principal, record.accesses[i],
                                                   *denial, options_.name_policies)));
}

/// Takes over the request's texts.
void Authorizer::add_access(Record& record, policy::AccessRequest& request) const {
  policy::Access access{std::move(request.action), std::move(request.resource),
                        std::move(request.resource_account), &request.context,
                        request.resource_policy.get()};
  const std::string& owner =
      access.resource_account.empty() ? record.caller->principal.account : access.resource_account;
  request.context.set("aws:ResourceAccount", owner);
  if (const OrganizationAccount* account = organization_.find_account(owner)) {
    access.resource_control = account->resource_control;
    if (!organization_.id.empty()) request.context.set("aws:ResourceOrgID", organization_.id);
  }
  record.accesses.push_back(std::move(access));
}

/// Through the endpoint that the request names, else the way that it is known to have taken.
void Authorizer::enter_network(Record& record, const aws::Call& call) const {
  for (const std::string_view named :
       {call.http.header(kVpcEndpointHeader), call.host.vpc_endpoint})
    if (!named.empty()) {
      record.context.set("aws:VpcSourceIp", source_ip(call));
      return enter_vpc_endpoint(record, call, named);
    }
  record.path = call.path;
  const bool is_known = call.path && !call.path->source_ip.empty();
  const std::string_view sender = is_known ? call.path->source_ip : source_ip(call);
  if (!call.path || call.path->vpc_endpoint.empty()) {
    record.context.set("aws:SourceIp", sender);
    return;
  }
  record.context.set("aws:VpcSourceIp", sender);
  record.context.set("aws:SourceVpc", call.path->vpc_id);
  enter_vpc_endpoint(record, call, call.path->vpc_endpoint);
}

void Authorizer::enter_vpc_endpoint(Record& record, const aws::Call& call,
                                    std::string_view id) const {
  record.context.set("aws:SourceVpce", id);
  const VpcEndpoint* endpoint = organization_.find_vpc_endpoint(id);
  if (!endpoint && vpc_endpoints_) {
    record.found_endpoint = vpc_endpoints_->find(id, call);
    endpoint = record.found_endpoint.get();
  }
  if (!endpoint) return;
  record.context.set("aws:SourceVpc", endpoint->vpc_id);
  record.gateway_endpoint = endpoint->gateway;
  if (endpoint->policy) record.vpc_endpoint = &*endpoint->policy;
}

}  // namespace dynarock::authz
