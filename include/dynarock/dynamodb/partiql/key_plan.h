#pragma once

#include <optional>
#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/expr/condition.h"
#include "dynarock/dynamodb/expr/key_condition.h"
#include "dynarock/dynamodb/model/table.h"
#include "dynarock/dynamodb/partiql/statement.h"

// What a WHERE says of keys, by the schema of the table or index.

namespace dynarock::dynamodb::partiql {

/// Part of one partition: the items of which all terms hold.
struct KeyBranch {
  AttributeValue hash;
  /// On the range attribute.
  std::vector<expr::KeyTerm> range;
};

/// How to read what a SELECT asks for.
struct ReadPlan {
  /// Read everything and filter; else the union of the branches.
  bool scan = false;
  /// Whether all that is asked for has hash values by `=` or IN, rather than the sides of an OR.
  bool keyed = false;
  /// By partition, in the order in which to read these.
  std::vector<KeyBranch> branches;
  /// Whether the branches hold items for which the WHERE does not.
  bool filter = true;
  /// The order inside a partition.
  bool forward = true;
};

/// Breaks the WHERE into reads of partitions and holds ORDER BY to the keys. The table or index has
/// one HASH and at most one RANGE attribute.
Result<ReadPlan> plan_reads(const Select& select, const KeySchema& keys);

/// What a WHERE says of one item's key, and what else.
struct KeyedWhere {
  /// The first value that each key attribute is said to equal; maybe not of all attributes, nor of
  /// their types.
  Item key;
  std::optional<expr::Condition> rest;
  /// A key attribute that is said to equal two values; the second is in `rest`.
  std::optional<std::string> contradicted;
};

/// Whether IN with one value says the same as `=`: AWS takes it so where it reads.
enum class SingleIn { kIsEquality, kIsCondition };

/// Splits a WHERE, all terms of which hold together, by the schema's attributes.
KeyedWhere find_key(const std::optional<expr::Condition>& where, const KeySchema& keys,
                    SingleIn single_in);

/// `Key attribute's data type should match its data type in table's schema: Key pk`
Result<void> check_key_types(const Item& key, const KeySchema& keys);

/// The whole key that a statement which writes must name. Refuses values of other types than the
/// schema's, two values for one attribute, and `Where clause does not contain a mandatory equality
/// on all key attributes`.
Result<KeyedWhere> require_key(const std::optional<expr::Condition>& where, const KeySchema& keys);

}  // namespace dynarock::dynamodb::partiql
