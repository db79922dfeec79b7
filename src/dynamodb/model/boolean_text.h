#pragma once

#include <optional>
#include <string_view>

namespace dynarock::dynamodb {

/// AWS's deserialiser takes `true`, `1`, `yes`, `false`, `0`, `no` in any case for booleans.
std::optional<bool> parse_boolean(std::string_view text);

}  // namespace dynarock::dynamodb
