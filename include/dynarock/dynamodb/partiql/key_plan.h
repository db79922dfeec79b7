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

/// The item that a WHERE names and what else it says of it.
struct KeyedWhere {
  Item key;
  std::optional<expr::Condition> rest;
};

/// Nothing if the WHERE does not give every key attribute by `=`. Refuses values of other types
/// than the schema's, and two values for one attribute.
Result<std::optional<KeyedWhere>> find_key(const std::optional<expr::Condition>& where,
                                           const KeySchema& keys);

/// The same for a statement that writes: `Where clause does not contain a mandatory equality on all
/// key attributes`.
Result<KeyedWhere> require_key(const std::optional<expr::Condition>& where, const KeySchema& keys);

}  // namespace dynarock::dynamodb::partiql
