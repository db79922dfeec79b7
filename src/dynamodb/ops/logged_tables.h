#pragma once

#include <span>
#include <string>
#include <string_view>

namespace dynarock::dynamodb {

/// What the log says of a call about these tables: each name once, commas between, of many the
/// first four.
std::string logged_tables(std::span<const std::string_view> names);

}  // namespace dynarock::dynamodb
