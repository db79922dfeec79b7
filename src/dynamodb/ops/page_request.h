#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dynamodb/ops/context.h"
#include "dynarock/dynamodb/expr/parameters.h"
#include "dynarock/json/document.h"

// What Query and Scan have in common.

namespace dynarock::dynamodb {

/// Refuses combinations of Select with IndexName and projections that can't be.
Result<void> check_select(json::Value request);

/// The index that the request names, or null. Refuses unknown indexes, those still being made, and
/// consistent reads of global ones.
Result<const Index*> find_index(const Table& table, json::Value request, Timestamp now);

/// Refuses to return what the index can't give: attributes that a global one does not project.
/// Returns whether items must be fetched from the table, as a local index allows.
/// `wants_all` is for Select=ALL_ATTRIBUTES; `projection` may be null.
Result<bool> check_projected(const Table& table, const Index* index, bool wants_all,
                             const expr::Projection* projection);
/// The same for a request.
Result<bool> check_projected(const Table& table, const Index* index, json::Value request,
                             const expr::Expressions& expressions);
/// Refuses a filter that reads what the index does not project. Only reads by the index's hash key
/// are held to it: a scan takes such attributes for missing.
Result<void> check_filter_projected(const Table& table, const Index* index,
                                    const expr::Condition& filter);

/// Whether ExclusiveStartKey holds just the key attributes of the table and of the index.
bool has_start_key_names(const Table& table, const Index* index, const Item& start_key);
/// Whether the key attributes have the types of their schemas.
bool has_start_key_types(const KeySchema& keys, const Item& start_key);
/// Where in the table or index the key stands, as keys behind the index prefix.
std::string start_position(const Table& table, const Index* index, const Item& start_key);

/// Reads the page and writes the answer.
std::string answer_page(Context& context, const PageRequest& page_request, json::Value request);

}  // namespace dynarock::dynamodb
