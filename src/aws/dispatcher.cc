#include "dynarock/aws/dispatcher.h"

#include <zlib.h>

#include <chrono>
#include <cstdint>
#include <exception>
#include <iterator>
#include <utility>

#include "aws/ec2_protocol.h"
#include "aws/json_protocol.h"
#include "aws/query_protocol.h"
#include "dynarock/aws/errors.h"

namespace dynarock::aws {
namespace {

thread_local Scratch scratch;

/// Of what is not answered; callers within the program see it.
constexpr int kLost = 504;

/// What a request gets that is no API call at all.
http::Response not_an_api_call() { return {404, {}, "<UnknownOperationException/>\n"}; }

http::Response preflight(const http::Request& request) {
  http::Response response;
  response.headers = {{"Access-Control-Max-Age", "172800"}};
  constexpr std::pair<std::string_view, std::string_view> kEchoed[] = {
      {"Access-Control-Request-Headers", "Access-Control-Allow-Headers"},
      {"Access-Control-Request-Method", "Access-Control-Allow-Methods"}};
  for (const auto& [asked, allowed] : kEchoed)
    if (request.has_header(asked)) response.headers.emplace_back(allowed, request.header(asked));
  return response;
}

const Protocol* find_protocol(const http::Request& request, std::span<Service* const> services) {
  for (const Protocol* protocol : {&json_protocol(), &query_protocol(), &ec2_protocol()})
    if (protocol->accepts(request, services)) return protocol;
  return nullptr;
}

std::uint32_t crc32_of(std::string_view body) {
  return static_cast<std::uint32_t>(
      ::crc32_z(0, reinterpret_cast<const Bytef*>(body.data()), body.size()));
}

}  // namespace

/// What is known so far of a call under way, for its answer and its log record.
struct Dispatcher::Progress {
  std::string_view request_id;
  Target target{};
  /// Whether it has not arrived: nothing is answered.
  bool is_lost = false;
  std::string table{};
  std::string note{};
  std::vector<std::pair<std::string_view, std::string>> response_headers{};
};

Dispatcher::Dispatcher(DispatcherOptions options, std::vector<Service*> services,
                       const Clock& clock, Ids& ids, CallLog* log)
    : options_(std::move(options)),
      authenticator_(options_.authentication, options_.credentials),
      services_(std::move(services)),
      clock_(clock),
      ids_(ids),
      log_(log) {
  for (Service* service : services_) services_by_name_[service->name()].push_back(service);
}

http::Response Dispatcher::handle(const http::Request& request) {
  const Endpoint endpoint = endpoint_of(request);
  const Protocol* protocol = find_protocol(request, endpoint.services);
  std::string request_id = protocol ? protocol->make_request_id(ids_) : ids_.request_id();
  http::Response response;
  if (protocol)
    response = call(*protocol, endpoint, request, request_id);
  else if (request.method == "GET" && request.path() == "/")
    response = health(endpoint.host);
  else if (request.method == "OPTIONS" && request.has_header("Origin"))
    response = preflight(request);
  else
    response = not_an_api_call();

  if (request.has_header("Origin"))
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  response.headers.emplace_back("x-amzn-RequestId", std::move(request_id));
  if (!protocol || protocol == &json_protocol())
    response.headers.emplace_back("x-amz-crc32", std::to_string(crc32_of(response.body)));
  return response;
}

/// At a host of AWS's there is the service that it names, elsewhere there are all.
Dispatcher::Endpoint Dispatcher::endpoint_of(const http::Request& request) const {
  const std::optional<AwsHost> host = parse_aws_host(request.header("Host"));
  if (!host) return {services_};
  const auto named = services_by_name_.find(host->service);
  if (named == services_by_name_.end()) return {{}, *host};
  return {named->second, *host};
}

/// Runs a call, and makes an answer of whatever came of it.
http::Response Dispatcher::call(const Protocol& protocol, const Endpoint& endpoint,
                                const http::Request& request, std::string_view request_id) {
  const auto started = std::chrono::steady_clock::now();
  Progress progress{request_id};
  http::Response response;
  Result<std::string> result;
  try {
    result = answer(protocol, endpoint, request, progress);
    if (result)
      response = protocol.succeed({request, progress.target, request_id}, std::move(*result));
  } catch (const std::exception& bug) {
    result = fail(internal_error(bug.what()));
  }

  CallRecord record;
  if (progress.is_lost) {
    response = {.status = kLost, .delivery = options_.lost};
  } else if (!result) {
    AwsError& error = result.error();
    if (!find_error(error.code))
      error = internal_error("no row in aws/errors.cc for the error " + std::string(error.code));
    response = protocol.refuse({request, progress.target, request_id}, error);
    record.error = error.code;
    if (response.status == 500) progress.note = error.message;
  }
  std::ranges::move(progress.response_headers, std::back_inserter(response.headers));

  if (log_) {
    if (progress.target.service) record.service = progress.target.service->name();
    if (progress.target.operation) record.operation = progress.target.operation->name;
    record.status = progress.is_lost ? 0 : response.status;
    record.micros = std::chrono::duration_cast<std::chrono::microseconds>(
                        std::chrono::steady_clock::now() - started)
                        .count();
    record.table = progress.table;
    record.request_id = request_id;
    record.note = progress.note;
    log_->record(record);
  }
  scratch.trim(request.body.size());
  return response;
}

/// The request path, in AWS's order of checking: JSON before the target, the target before the
/// signature, and that before the missing body.
Result<std::string> Dispatcher::answer(const Protocol& protocol, const Endpoint& endpoint,
                                       const http::Request& request, Progress& progress) {
  DYNAROCK_TRY(protocol.parse(request, scratch));
  progress.target = protocol.find_target(request, endpoint.services);
  const auto [service, operation] = progress.target;
  if (!operation) return fail(protocol.unknown_target(request));

  const Timestamp now = clock_.now();
  const auth::Sender sender = DYNAROCK_TRY(identify(request, endpoint, progress.target, now));
  const auth::IssuedCredentials* credentials = sender.credentials.get();
  Call call{.service = service->name(),
            .operation = operation->name,
            .account = account_of(sender, endpoint.host),
            .region = region_of(sender, endpoint.host),
            .request_id = progress.request_id,
            .now = now,
            .authorization = sender.authorization,
            .credentials = credentials,
            .http = request,
            .host = endpoint.host};
  if (options_.network) call.path = options_.network->path_of(call);
  if (call.path && !call.path->arrives()) {
    progress.is_lost = true;
    progress.note = call.path->sender + ": " + call.path->problem;
    if (options_.authorizer) options_.authorizer->note_lost(call);
    return {};
  }
  const json::Value input = DYNAROCK_TRY(protocol.input(request, *operation, scratch));
  DYNAROCK_TRY(protocol.check(input, progress.target));

  if (credentials)
    options_.credentials->note_use(credentials->access_key_id, call.service, call.region, call.now);
  const Result<void> verdict = options_.authorizer
                                   ? options_.authorizer->authorize(*operation, call, input)
                                   : Result<void>{};
  Result<std::string> body =
      verdict ? service->run(*operation, call, input) : fail(verdict.error());
  progress.table = std::move(call.table);
  progress.note = std::move(call.note);
  progress.response_headers = std::move(call.response_headers);
  return body;
}

/// Who sent the request; nobody where it need not say.
Result<auth::Sender> Dispatcher::identify(const http::Request& request, const Endpoint& endpoint,
                                          const Target& target, Timestamp now) const {
  if (target.operation->unsigned_too && !auth::is_signed(request)) return auth::Sender{};
  return authenticator_.authenticate(request, {target.service->name(), endpoint.host.region}, now);
}

std::string_view Dispatcher::account_of(const auth::Sender& sender, const AwsHost& host) const {
  if (options_.shared) return options_.account;
  if (sender.credentials) return sender.credentials->principal.account;
  return auth::account_of(sender.authorization.access_key_id,
                          host.account.empty() ? options_.account : host.account);
}

std::string_view Dispatcher::region_of(const auth::Sender& sender, const AwsHost& host) const {
  if (options_.shared) return options_.region;
  for (const std::string_view region : {sender.authorization.region, host.region})
    if (!region.empty()) return region;
  return options_.region;
}

bool Dispatcher::blocks(const http::Request& request) const {
  const Endpoint endpoint = endpoint_of(request);
  const Protocol* protocol = find_protocol(request, endpoint.services);
  if (!protocol) return false;
  const OperationSpec* operation = protocol->find_target(request, endpoint.services).operation;
  return operation && operation->blocks;
}

http::Response Dispatcher::health(const AwsHost& host) const {
  const std::string region(host.region.empty() ? options_.region : host.region);
  return {200, {}, "healthy: dynamodb." + region + ".amazonaws.com "};
}

}  // namespace dynarock::aws
