#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace dynarock {

/// A failure as a client is told of it. Clients are wrong all day, so this is a value, not an
/// exception: functions return it in a Result. How a code travels (namespace, HTTP status, spelling
/// of the message member) is one row in aws/errors.cc.
struct AwsError {
  /// The error's name without namespace, such as "ValidationException". Refers to static storage.
  std::string_view code;
  std::string message;
  /// Further members of the error's body as JSON text without braces, such as `"Item":{...}`.
  std::string members;
};

/// The errors that every layer raises; services add theirs next to the code that raises them.
inline AwsError validation_error(std::string message) {
  return {"ValidationException", std::move(message), {}};
}
inline AwsError serialization_error(std::string message) {
  return {"SerializationException", std::move(message), {}};
}
/// A bug or a broken disk: the text goes to the log, the client sees only "Internal server error".
inline AwsError internal_error(std::string message) {
  return {"InternalServerError", std::move(message), {}};
}

}  // namespace dynarock
