#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "dynarock/auth/credentials.h"
#include "dynarock/base/clock.h"
#include "dynarock/http/client.h"
#include "dynarock/http/message.h"

namespace dynarock::app {

/// Why a call failed.
struct ApiError {
  /// Without namespace, such as "ResourceInUseException"; empty if there was no answer.
  std::string code;
  std::string message;
  /// Whether the same call may succeed later.
  bool retryable = false;

  /// `ValidationException: One or more ...`
  std::string text() const { return code.empty() ? message : code + ": " + message; }
};

/// DynamoDB, wherever it is. For one thread at a time.
class DynamoDbApi {
 public:
  virtual ~DynamoDbApi() = default;
  /// Calls an operation with a JSON body and returns the answer's.
  virtual tl::expected<std::string, ApiError> call(std::string_view operation,
                                                   const std::string& body) = 0;
};

/// Who calls, and which region is meant.
struct ApiCaller {
  auth::Credentials credentials;
  std::string region;
};

/// Over the network.
std::unique_ptr<DynamoDbApi> make_http_api(http::Endpoint endpoint, ApiCaller caller,
                                           const Clock& clock);

/// In this process. The handler must outlive the object.
std::unique_ptr<DynamoDbApi> make_handler_api(http::Handler& handler, ApiCaller caller,
                                              const Clock& clock);

}  // namespace dynarock::app
