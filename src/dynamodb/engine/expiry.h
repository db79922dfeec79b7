#pragma once

#include <cstdint>
#include <optional>

#include "dynarock/dynamodb/model/attribute_value.h"
#include "dynarock/dynamodb/model/table.h"

namespace dynarock::dynamodb {

/// The second after the epoch at which an item expires, parts of seconds cut off. Nothing for an
/// item whose attribute is missing or no number that could be such a second.
std::optional<std::uint64_t> expiry_of(const TimeToLive& time_to_live, const Item& item);

}  // namespace dynarock::dynamodb
