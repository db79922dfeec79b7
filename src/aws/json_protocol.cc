#include "aws/json_protocol.h"

#include <algorithm>
#include <utility>

#include "dynarock/aws/errors.h"

namespace dynarock::aws {
namespace {

constexpr std::string_view kPlain = "application/json";
constexpr std::string_view kVersion10 = "application/x-amz-json-1.0";
constexpr std::string_view kVersion11 = "application/x-amz-json-1.1";
/// The namespace of an error in a request that reached no service.
constexpr std::string_view kNoService = "com.amazon.coral.service";

/// Content-Type without parameters and blanks.
std::string_view media_type(const http::Request& request) {
  std::string_view type = request.header("Content-Type");
  type = type.substr(0, type.find(';'));
  const std::size_t first = type.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return type.substr(first, type.find_last_not_of(" \t") - first + 1);
}

/// What a body gets that is no JSON object: an error without message.
AwsError malformed_body() { return serialization_error({}); }

/// The content type follows the request's.
http::Response framed(const http::Request& request, int status, std::string body) {
  const std::string_view type = media_type(request);
  http::Response response;
  response.status = status;
  response.headers.reserve(4);
  response.headers.emplace_back("Content-Type",
                                type == kVersion10 || type == kVersion11 ? type : kPlain);
  response.body = std::move(body);
  return response;
}

/// The part of X-Amz-Target before its dot, and what follows; empty where there is no dot.
std::pair<std::string_view, std::string_view> split_target(const http::Request& request) {
  const std::string_view target = request.header("X-Amz-Target");
  const std::size_t dot = target.find('.');
  if (dot == std::string_view::npos) return {};
  return {target.substr(0, dot), target.substr(dot + 1)};
}

Service* find_service(std::string_view prefix, std::span<Service* const> services) {
  for (Service* service : services) {
    const std::span<const std::string_view> prefixes = service->target_prefixes();
    if (std::ranges::find(prefixes, prefix) != prefixes.end()) return service;
  }
  return nullptr;
}

/// Services of version 1.0 don't take 1.1.
bool asks_for_version_11(const http::Request& request, std::span<Service* const> services) {
  const Service* service = find_service(split_target(request).first, services);
  return service && service->json_version() == JsonVersion::k1_1;
}

class JsonProtocol final : public Protocol {
 public:
  /// An empty body may be of any type.
  bool accepts(const http::Request& request, std::span<Service* const> services) const override {
    if (request.method != "POST") return false;
    const std::string_view type = media_type(request);
    return request.body.empty() || type == kPlain || type == kVersion10 ||
           (type == kVersion11 && asks_for_version_11(request, services));
  }

  std::string make_request_id(Ids& ids) const override { return ids.request_id(); }

  Target find_target(const http::Request& request,
                     std::span<Service* const> services) const override {
    const auto [prefix, operation] = split_target(request);
    Service* service = find_service(prefix, services);
    return {service, service ? service->find(operation) : nullptr};
  }

  AwsError unknown_target(const http::Request&) const override {
    return {"UnknownOperationException", {}, {}};
  }

  Result<void> parse(const http::Request& request, Scratch& scratch) const override {
    json::Document& document = scratch.document();
    if (!request.body.empty() && !(document.parse(request.body) && document.root().is_object()))
      return fail(malformed_body());
    return {};
  }

  Result<json::Value> input(const http::Request& request, const OperationSpec&,
                            Scratch& scratch) const override {
    if (request.body.empty()) return fail(malformed_body());
    return scratch.document().root();
  }

  http::Response succeed(const Answer& answer, std::string body) const override {
    return framed(answer.request, 200, std::move(body));
  }

  http::Response refuse(const Answer& answer, const AwsError& error) const override {
    const Service* service = answer.target.service;
    const int status = find_error(error.code)->status;
    if (service && service->json_version() == JsonVersion::k1_1)
      return framed(answer.request, status, encode_plain_error(error));
    return framed(answer.request, status,
                  encode_error(error, service ? service->model_namespace() : kNoService));
  }
};

}  // namespace

const Protocol& json_protocol() {
  static const JsonProtocol protocol;
  return protocol;
}

}  // namespace dynarock::aws
