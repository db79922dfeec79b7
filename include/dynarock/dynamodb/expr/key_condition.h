#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/expr/condition.h"
#include "dynarock/dynamodb/expr/placeholders.h"
#include "dynarock/dynamodb/model/attribute_value.h"
#include "dynarock/dynamodb/model/table.h"

namespace dynarock::dynamodb::expr {

enum class KeyOperator : std::uint8_t {
  kEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kBetween,
  kBeginsWith
};

/// `sk BETWEEN :a AND :b`: an attribute, an operator, one value or two.
struct KeyTerm {
  std::string attribute;
  KeyOperator op;
  std::vector<AttributeValue> values;
};

/// The terms of a KeyConditionExpression or of KeyConditions, as written, not yet held to a schema.
struct KeyCondition {
  std::vector<KeyTerm> terms;
};

/// The condition as a term on an attribute, if it is a predicate on a single whole attribute and
/// values, with an operator that key conditions have.
std::optional<KeyTerm> key_term_of(const Condition& condition);

/// Parses a KeyConditionExpression and checks all that can be known without the table.
Result<KeyCondition> parse_key_condition(std::string_view text, Placeholders& placeholders);

/// The key condition in terms of a schema.
struct KeyQuery {
  /// The value of every HASH attribute, in schema order.
  std::vector<AttributeValue> hash;
  /// The values of the first RANGE attributes that are given by `=` and followed by a further
  /// condition.
  std::vector<AttributeValue> range_prefix;
  /// The last condition on a RANGE attribute (the one behind range_prefix), if there is any.
  std::optional<KeyTerm> range;
};

/// Holds a key condition to a schema: every HASH attribute by `=`, RANGE attributes from the left
/// without gaps, all but the last by `=`, the types as declared, no empty values. A table has one
/// HASH and at most one RANGE attribute, a global secondary index up to four of each. `index` is
/// the index's name in messages, empty for the table's own schema.
Result<KeyQuery> bind(KeyCondition condition, std::span<const KeyAttribute> hash,
                      std::span<const KeyAttribute> range, std::string_view index = {});

/// Whether a key lies within the range condition (not looking at the hash attributes);
/// `range_values` are the values of all RANGE attributes in schema order.
bool matches_range(const KeyQuery& query, std::span<const AttributeValue* const> range_values);

/// The condition as text, for tests: `pk = {"S":"x"} AND sk BETWEEN {"N":"1"} AND {"N":"2"}`.
std::string to_string(const KeyCondition& condition);

}  // namespace dynarock::dynamodb::expr
