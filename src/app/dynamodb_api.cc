#include "app/dynamodb_api.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "dynarock/auth/sigv4_signer.h"
#include "dynarock/json/document.h"

namespace dynarock::app {
namespace {

using Reply = tl::expected<std::string, ApiError>;
using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr std::array<std::string_view, 4> kRetryable = {
    "ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
    "LimitExceededException"};

ApiError error_of(int status, const std::string& body) {
  ApiError error;
  json::Document document;
  if (document.parse(body) && document.root().is_object()) {
    const json::Value root = document.root();
    const std::string_view type = root.find_text("__type").value_or("");
    error.code = type.substr(type.find('#') + 1);
    const auto message = root.find_text("message");
    error.message = message ? *message : root.find_text("Message").value_or("");
  }
  if (error.code.empty()) error.message = "HTTP status " + std::to_string(status);
  error.retryable = status >= 500 || std::ranges::find(kRetryable, error.code) != kRetryable.end();
  return error;
}

Reply reply_of(http::Response response) {
  if (response.status != 200) return tl::unexpected(error_of(response.status, response.body));
  return std::move(response.body);
}

/// A call's headers, signature and all, except for Host.
Headers signed_headers(std::string_view operation, const std::string& host,
                       const std::string& target, const std::string& body, const ApiCaller& caller,
                       const Clock& clock) {
  Headers headers = {{"Content-Type", "application/x-amz-json-1.0"},
                     {"X-Amz-Target", "DynamoDB_20120810." + std::string(operation)}};
  auth::OutgoingRequest request{"POST", target, {{"Host", host}}, body};
  request.headers.insert(request.headers.end(), headers.begin(), headers.end());
  for (auto& header :
       auth::sign(request, caller.credentials, {caller.region, "dynamodb"}, clock.now())) {
    headers.push_back(std::move(header));
  }
  return headers;
}

class HttpApi final : public DynamoDbApi {
 public:
  HttpApi(http::Endpoint endpoint, ApiCaller caller, const Clock& clock)
      : client_(std::move(endpoint)), caller_(std::move(caller)), clock_(clock) {}

  Reply call(std::string_view operation, const std::string& body) override {
    http::ClientRequest request;
    request.method = "POST";
    request.target = client_.endpoint().path + "/";
    request.headers = signed_headers(operation, client_.endpoint().authority(), request.target,
                                     body, caller_, clock_);
    request.body = body;
    auto response = client_.send(request);
    if (!response) return tl::unexpected(ApiError{"", response.error(), false});
    return reply_of(std::move(*response));
  }

 private:
  http::Client client_;
  ApiCaller caller_;
  const Clock& clock_;
};

class HandlerApi final : public DynamoDbApi {
 public:
  HandlerApi(http::Handler& handler, ApiCaller caller, const Clock& clock)
      : handler_(handler), caller_(std::move(caller)), clock_(clock) {}

  Reply call(std::string_view operation, const std::string& body) override {
    const std::string host = "localhost";
    const Headers headers = signed_headers(operation, host, "/", body, caller_, clock_);
    http::Request request;
    request.method = "POST";
    request.target = "/";
    request.headers.assign(headers.begin(), headers.end());
    request.headers.emplace_back("Host", host);
    request.body = body;
    request.remote_address = "127.0.0.1";
    return reply_of(handler_.handle(request));
  }

 private:
  http::Handler& handler_;
  ApiCaller caller_;
  const Clock& clock_;
};

}  // namespace

std::unique_ptr<DynamoDbApi> make_http_api(http::Endpoint endpoint, ApiCaller caller,
                                           const Clock& clock) {
  return std::make_unique<HttpApi>(std::move(endpoint), std::move(caller), clock);
}

std::unique_ptr<DynamoDbApi> make_handler_api(http::Handler& handler, ApiCaller caller,
                                              const Clock& clock) {
  return std::make_unique<HandlerApi>(handler, std::move(caller), clock);
}

}  // namespace dynarock::app
