#pragma once

#include <string_view>

#include "dynarock/base/error.h"
#include "dynarock/http/message.h"

/// The awsJson1_0 protocol: a POST whose X-Amz-Target names the operation and whose body is JSON.
namespace dynarock::aws::json_protocol {

/// X-Amz-Target in its two parts, `DynamoDB_20120810` and `PutItem`; both empty if it is malformed.
struct Target {
  std::string_view prefix;
  std::string_view operation;
};
Target target_of(const http::Request& request);

/// Whether the body may be JSON going by its media type. An empty body may be of any type.
bool accepts(const http::Request& request);

/// The answer's media type, which follows the request's.
std::string_view answer_type(const http::Request& request);

/// What a body that is no JSON object gets, and an operation that does not exist: errors without
/// message.
AwsError malformed_body();
AwsError unknown_operation();

}  // namespace dynarock::aws::json_protocol
