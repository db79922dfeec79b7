#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "dynarock/json/document.h"

// Members of requests whose types the pipeline has checked.

namespace dynarock::dynamodb {

/// A Boolean member; AWS also takes `true`, `1` and `yes` as strings.
bool flag_member(json::Value request, std::string_view name, bool fallback = false);

/// An Integer or Long member, decimals cut off.
std::optional<std::int64_t> integer_member(json::Value request, std::string_view name);

}  // namespace dynarock::dynamodb
