#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dynarock/dynamodb/engine/engine.h"
#include "dynarock/json/document.h"

namespace dynarock::dynamodb {

/// The answer of a single write: `attributes` (an item's JSON) if there are any to return, and what
/// the request asks for of ConsumedCapacity and ItemCollectionMetrics.
std::string write_answer(json::Value request, const Written& written, const Item& key,
                         std::optional<std::string_view> attributes);

/// Refuses ReturnValues other than ALL_OLD and NONE, as PutItem and DeleteItem do.
Result<void> check_old_or_none(json::Value request);

}  // namespace dynarock::dynamodb
