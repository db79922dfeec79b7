#include "dynarock/aws/shape.h"

#include <algorithm>

namespace dynarock::aws {

bool is_resource_name(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
  });
}

bool is_arn(std::string_view value) { return value.starts_with("arn:"); }

}  // namespace dynarock::aws
