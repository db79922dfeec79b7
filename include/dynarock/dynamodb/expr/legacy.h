#pragma once

#include <optional>
#include <string_view>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/expr/condition.h"
#include "dynarock/dynamodb/expr/key_condition.h"
#include "dynarock/dynamodb/expr/projection.h"
#include "dynarock/dynamodb/expr/update.h"
#include "dynarock/dynamodb/model/wording.h"
#include "dynarock/json/document.h"

// The parameters from before expressions (2012), in terms of what expressions are made of. The
// JSON has passed the model's constraints: members have their types, enums hold one of their
// values.

namespace dynarock::dynamodb::expr {

/// Of `Expected`. `conditional_operator` is "AND" (also if absent) or "OR".
Result<Condition> condition_of_expected(json::Value expected,
                                        std::optional<std::string_view> conditional_operator,
                                        Wording wording = Wording::current);

/// Of `QueryFilter` or `ScanFilter`.
Result<Condition> condition_of_filter(json::Value filter,
                                      std::optional<std::string_view> conditional_operator,
                                      Wording wording = Wording::current);

/// Of `KeyConditions`.
Result<KeyCondition> key_condition_of(json::Value key_conditions,
                                      Wording wording = Wording::current);

/// Of `AttributeUpdates`.
Result<Update> update_of(json::Value attribute_updates, Wording wording = Wording::current);

/// Of `AttributesToGet`, whose names are literal: dots and brackets mean nothing.
Result<Projection> projection_of(json::Value attributes_to_get);

/// Refuses a ConditionalOperator without Expected, QueryFilter or ScanFilter, or with fewer than
/// two elements in it.
Result<void> check_conditional_operator(std::optional<std::string_view> conditional_operator,
                                        std::optional<json::Value> conditions);

}  // namespace dynarock::dynamodb::expr
