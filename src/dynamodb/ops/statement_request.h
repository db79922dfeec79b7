#pragma once

#include <string_view>
#include <vector>

#include "dynamodb/ops/shapes.h"
#include "dynarock/base/result.h"
#include "dynarock/dynamodb/model/attribute_value.h"
#include "dynarock/dynamodb/partiql/statement.h"
#include "dynarock/json/document.h"

// What the operations that take PartiQL have in common.

namespace dynarock::dynamodb {

inline constexpr Shape kStatementText = aws::string_shape({.min = 1, .max = 8192});
inline constexpr Shape kStatementParameters = aws::list_of(kAttributeValue, {.min = 1});

/// The statement of a request or of a batch's or transaction's member.
Result<partiql::Statement> read_statement(json::Value request,
                                          const std::vector<AttributeValue>& parameters);

/// Whether a failed condition is to show the item.
bool wants_item_on_failure(json::Value request);

/// Whether the statement reads.
inline bool is_select(const partiql::Statement& statement) {
  return std::holds_alternative<partiql::Select>(statement);
}

}  // namespace dynarock::dynamodb
