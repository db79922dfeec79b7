#include "ecs/agent/api.h"

#include <utility>
#include <vector>

#include "dynarock/auth/sigv4_signer.h"
#include "dynarock/json/document.h"

namespace dynarock::ecs {
namespace {

constexpr std::string_view kHost = "localhost";

ApiFailure failure_of(const http::Response& response) {
  ApiFailure failure;
  json::Document document;
  if (document.parse(response.body) && document.root().is_object()) {
    const json::Value root = document.root();
    const std::string_view type = root.find_text("__type").value_or("");
    failure.code = type.substr(type.find('#') + 1);
    const auto message = root.find_text("message");
    failure.message = message ? *message : root.find_text("Message").value_or("");
  }
  for (const auto& [name, value] : response.headers)
    if (name == "x-amzn-RequestId") failure.request_id = value;
  return failure;
}

}  // namespace

std::string ApiFailure::text() const {
  const std::string text = code + ": " + message;
  return request_id.empty() ? text : text + " status code: 400, request id: " + request_id;
}

tl::expected<std::string, ApiFailure> Api::call(const ApiCall& call,
                                                const auth::Credentials& credentials) const {
  auth::OutgoingRequest outgoing{"POST",
                                 "/",
                                 {{"Host", kHost},
                                  {"Content-Type", "application/x-amz-json-1.1"},
                                  {"X-Amz-Target", call.target}},
                                 call.body};
  const auto signature =
      auth::sign(outgoing, credentials, {call.region, call.service}, clock_.now());
  http::Request request;
  request.method = outgoing.method;
  request.target = outgoing.target;
  request.headers = outgoing.headers;
  request.headers.insert(request.headers.end(), signature.begin(), signature.end());
  request.body = call.body;
  request.remote_address = "127.0.0.1";
  // As the agent of ECS calls: policies may want TLS.
  request.secure = true;
  http::Response response = handler_.handle(request);
  if (response.delivery != http::Delivery::kSend)
    return tl::unexpected(ApiFailure{
        "RequestCanceled", "request context canceled caused by: context deadline exceeded", {}});
  if (response.status != 200) return tl::unexpected(failure_of(response));
  return std::move(response.body);
}

}  // namespace dynarock::ecs
