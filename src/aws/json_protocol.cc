#include "aws/json_protocol.h"

namespace dynarock::aws::json_protocol {
namespace {

constexpr std::string_view kPlain = "application/json";
constexpr std::string_view kVersioned = "application/x-amz-json-1.0";

/// Content-Type without parameters and blanks.
std::string_view media_type(const http::Request& request) {
  std::string_view type = request.header("Content-Type");
  type = type.substr(0, type.find(';'));
  const std::size_t first = type.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return type.substr(first, type.find_last_not_of(" \t") - first + 1);
}

}  // namespace

Target target_of(const http::Request& request) {
  const std::string_view target = request.header("X-Amz-Target");
  const std::size_t dot = target.find('.');
  if (dot == std::string_view::npos) return {};
  return {target.substr(0, dot), target.substr(dot + 1)};
}

bool accepts(const http::Request& request) {
  const std::string_view type = media_type(request);
  return request.body.empty() || type == kPlain || type == kVersioned;
}

std::string_view answer_type(const http::Request& request) {
  return media_type(request) == kVersioned ? kVersioned : kPlain;
}

AwsError malformed_body() { return serialization_error({}); }

AwsError unknown_operation() { return {"UnknownOperationException", {}, {}}; }

}  // namespace dynarock::aws::json_protocol
