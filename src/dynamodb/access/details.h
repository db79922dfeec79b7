#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/dynamodb/expr/parameters.h"
#include "dynarock/dynamodb/model/attribute_value.h"
#include "dynarock/dynamodb/model/table.h"
#include "dynarock/json/document.h"
#include "dynarock/policy/context.h"

namespace dynarock::dynamodb {

/// Gathers what an access names of items: their attributes and the values of their partition keys.
/// What it is given must outlive it.
class Details {
 public:
  /// `keys` of the table or index; null if it is not there, and then no value is known to be a
  /// key's.
  explicit Details(const KeySchema* keys) : keys_(keys) {}

  /// A map of attribute values: an Item, a Key.
  void add_item(json::Value map);
  /// The names alone.
  void add_names(json::Value map);
  void add_item(const Item& item);
  /// Expressions and legacy parameters, with a key condition's values. What follows a fault is
  /// left out, for the operation will refuse it. Once at most.
  void add_parameters(json::Value request, const expr::OperationStyle& style);
  void add_name(std::string_view name) { names_.push_back(name); }
  void add_paths(const std::vector<const expr::Path*>& paths);
  /// A value of the schema's first partition key attribute.
  void add_partition(const AttributeValue& value) { add_partition(0, value); }

  /// Whether any expression says which attributes to return.
  bool projects() const { return projects_; }

  /// Sets Attributes, LeadingKeys and First- to FourthPartitionKeyValues.
  void write(policy::Context& context);

 private:
  void add_partition(std::size_t index, const AttributeValue& value);
  void add_key_condition(const expr::KeyCondition& condition);

  const KeySchema* keys_;
  std::vector<std::string_view> names_;
  /// Those that names_ refers to.
  expr::Expressions expressions_;
  /// By attribute of the partition key.
  std::array<std::vector<std::string>, 4> partitions_;
  bool projects_ = false;
};

}  // namespace dynarock::dynamodb
