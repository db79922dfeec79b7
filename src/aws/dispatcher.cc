#include "dynarock/aws/dispatcher.h"

#include <zlib.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <iterator>
#include <memory>
#include <utility>

#include "aws/json_protocol.h"
#include "dynarock/aws/constraints.h"
#include "dynarock/aws/deserialize.h"
#include "dynarock/aws/errors.h"

namespace dynarock::aws {
namespace {

/// Each thread parses into a document of its own, which keeps its memory from call to call unless
/// the last request was a huge one.
class Scratch {
 public:
  json::Document& document() { return *document_; }
  void trim(std::size_t used) {
    constexpr std::size_t kKept = 1 << 20;
    if (used > kKept) document_ = std::make_unique<json::Document>();
  }

 private:
  std::unique_ptr<json::Document> document_ = std::make_unique<json::Document>();
};
thread_local Scratch scratch;

/// The namespace of an error in a request that reached no service.
constexpr std::string_view kNoService = "com.amazon.coral.service";

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

std::uint32_t crc32_of(std::string_view body) {
  return static_cast<std::uint32_t>(
      ::crc32_z(0, reinterpret_cast<const Bytef*>(body.data()), body.size()));
}

}  // namespace

/// What is known so far of a call under way, for its answer and its log record.
struct Dispatcher::Progress {
  std::string_view request_id;
  Target target{};
  std::string table{};
  std::string note{};
  std::vector<std::pair<std::string_view, std::string>> response_headers{};
};

Dispatcher::Dispatcher(DispatcherOptions options, std::vector<Service*> services,
                       const Clock& clock, Ids& ids, CallLog* log)
    : options_(std::move(options)),
      services_(std::move(services)),
      clock_(clock),
      ids_(ids),
      log_(log) {}

http::Response Dispatcher::handle(const http::Request& request) {
  std::string request_id = ids_.request_id();
  http::Response response;
  if (request.method == "GET" && request.path() == "/")
    response = health();
  else if (request.method == "OPTIONS" && request.has_header("Origin"))
    response = preflight(request);
  else if (request.method != "POST" || !json_protocol::accepts(request))
    response = not_an_api_call();
  else
    response = call(request, request_id);

  if (request.has_header("Origin"))
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  response.headers.emplace_back("x-amzn-RequestId", std::move(request_id));
  response.headers.emplace_back("x-amz-crc32", std::to_string(crc32_of(response.body)));
  return response;
}

/// Runs a call, and makes an answer of whatever came of it.
http::Response Dispatcher::call(const http::Request& request, std::string_view request_id) {
  const auto started = std::chrono::steady_clock::now();
  Progress progress{request_id};
  Result<std::string> result;
  try {
    result = answer(request, progress);
  } catch (const std::exception& bug) {
    result = fail(internal_error(bug.what()));
  }

  http::Response response;
  response.headers.reserve(4);
  response.headers.emplace_back("Content-Type", json_protocol::answer_type(request));
  CallRecord record;
  if (result) {
    response.body = std::move(*result);
  } else {
    AwsError& error = result.error();
    if (!find_error(error.code))
      error = internal_error("no row in aws/errors.cc for the error " + std::string(error.code));
    const Service* service = progress.target.service;
    response.status = find_error(error.code)->status;
    response.body = encode_error(error, service ? service->model_namespace() : kNoService);
    record.error = error.code;
    if (response.status == 500) progress.note = error.message;
  }
  std::ranges::move(progress.response_headers, std::back_inserter(response.headers));

  if (log_) {
    if (progress.target.service) record.service = progress.target.service->name();
    if (progress.target.operation) record.operation = progress.target.operation->name;
    record.status = response.status;
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
Result<std::string> Dispatcher::answer(const http::Request& request, Progress& progress) {
  json::Document& document = scratch.document();
  if (!request.body.empty() && !(document.parse(request.body) && document.root().is_object()))
    return fail(json_protocol::malformed_body());

  progress.target = find_target(request);
  const auto [service, operation] = progress.target;
  if (!operation) return fail(json_protocol::unknown_operation());

  const auto authorization = DYNAROCK_TRY(auth::parse_authorization(request, service->name()));
  if (request.body.empty()) return fail(json_protocol::malformed_body());

  const json::Value root = document.root();
  DYNAROCK_TRY(check_types(root, *operation->input, service->model_namespace()));
  DYNAROCK_TRY(check_constraints(root, *operation->input, operation->rewordings));

  const std::string_view account =
      options_.shared ? options_.account
                      : auth::account_of(authorization.access_key_id, options_.account);
  Call call{.service = service->name(),
            .operation = operation->name,
            .account = account,
            .region = options_.shared ? options_.region : authorization.region,
            .request_id = progress.request_id,
            .now = clock_.now(),
            .authorization = authorization,
            .http = request};
  const Result<void> verdict =
      options_.authorizer ? options_.authorizer->authorize(*operation, call, root) : Result<void>{};
  Result<std::string> body = verdict ? service->run(*operation, call, root) : fail(verdict.error());
  progress.table = std::move(call.table);
  progress.note = std::move(call.note);
  progress.response_headers = std::move(call.response_headers);
  return body;
}

bool Dispatcher::blocks(const http::Request& request) const {
  const OperationSpec* operation = find_target(request).operation;
  return operation && operation->blocks;
}

Dispatcher::Target Dispatcher::find_target(const http::Request& request) const {
  const auto [prefix, operation] = json_protocol::target_of(request);
  for (Service* service : services_) {
    const std::span<const std::string_view> prefixes = service->target_prefixes();
    if (std::ranges::find(prefixes, prefix) != prefixes.end())
      return {service, service->find(operation)};
  }
  return {};
}

http::Response Dispatcher::health() const {
  return {200, {}, "healthy: dynamodb." + options_.region + ".amazonaws.com "};
}

}  // namespace dynarock::aws
