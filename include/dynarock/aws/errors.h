#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "dynarock/base/error.h"

namespace dynarock::aws {

/// Which namespace an error's `__type` names.
enum class ErrorSpace : std::uint8_t {
  /// com.amazon.coral.service: of the protocol and of authentication.
  coral_service,
  /// com.amazon.coral.validate: ValidationException.
  coral_validate,
  /// The service's own, such as com.amazonaws.dynamodb.v20120810.
  model,
};

/// How an error travels.
struct ErrorSpec {
  std::string_view code;
  ErrorSpace space;
  int status;
  /// The member that holds the message: "message" or "Message".
  std::string_view message_key;
  /// Whether the error's further members stand before its message.
  bool members_first = false;
};

/// Every error that this program answers.
std::span<const ErrorSpec> all_errors();

/// The error's row, or null.
const ErrorSpec* find_error(std::string_view code);

/// The error as JSON. `model_namespace` is the service's own. An empty message is left out; that of
/// InternalServerError becomes `Internal server error`, since its text is for the log. The code
/// must have a row: std::logic_error if not.
std::string encode_error(const AwsError& error, std::string_view model_namespace);

/// The same for services of JSON 1.1, which name errors without any namespace.
std::string encode_plain_error(const AwsError& error);

}  // namespace dynarock::aws
