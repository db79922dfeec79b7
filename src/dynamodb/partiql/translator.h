#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dynamodb/partiql/syntax.h"
#include "dynarock/dynamodb/expr/condition.h"
#include "dynarock/dynamodb/expr/projection.h"
#include "dynarock/dynamodb/expr/update.h"

namespace dynarock::dynamodb::partiql {

/// Makes values, paths, conditions, updates and projections of the parts of one statement, refusing
/// what DynamoDB does not have. `parameters` has one value for each that the statement names.
class Translator {
 public:
  Translator(std::string_view statement, std::span<const AttributeValue> parameters)
      : statement_(statement), parameters_(parameters) {}

  /// An attribute's value: literals and parameters. `under` is the place that messages name.
  Result<AttributeValue> value(const Node& node, const std::string& under = "root",
                               int level = 1) const;
  /// The item of an INSERT.
  Result<Item> item(const Node& node) const;
  /// A name or a path of names and indices.
  Result<expr::Path> path(const Node& node) const;
  /// The condition of a WHERE.
  Result<expr::Condition> where(const Node& node) const;
  Result<expr::Update> update(const std::vector<StatementSyntax::Change>& changes) const;
  Result<expr::Projection> projection(const std::vector<Node>& nodes) const;

  std::string place_of(const Node& node) const { return place(node.span, statement_); }

 private:
  Result<AttributeValue> number(const Node& node, const std::string& under) const;
  Result<AttributeValue> list(const Node& node, const std::string& under, int level) const;
  Result<AttributeValue> bag(const Node& node, const std::string& under) const;
  Result<Map> map(const Node& node, const std::string& under, bool is_item, int level) const;
  Result<expr::PathElement> path_element(const Node& step) const;

  Result<expr::Condition> condition(const Node& node) const;
  /// The condition, or the complaint that an operand stands where one belongs.
  Result<expr::Condition> condition_or(const Node& node, std::string_view complaint) const;
  Result<expr::Condition> connective(const Node& node) const;
  Result<expr::Condition> comparison(const Node& node) const;
  Result<expr::Condition> membership(const Node& node) const;
  Result<expr::Condition> type_test(const Node& node) const;
  Result<expr::Condition> function(const Node& node) const;
  Result<expr::Operand> operand(const Node& node) const;
  Result<std::vector<expr::Operand>> operands(const std::vector<Node>& nodes) const;

  Result<expr::UpdateAction> assignment(const StatementSyntax::Change& change) const;
  Result<expr::UpdateAction> set_action(const Node& call, expr::Path target) const;
  Result<expr::SetValue> set_value(const Node& node) const;

  std::string_view statement_;
  std::span<const AttributeValue> parameters_;
};

/// expr::check_disjoint for the paths of a statement, where the later of two is named first.
Result<void> check_disjoint(std::vector<expr::Path> paths);
/// `Unrecognized function: foo`, with its place.
AwsError unrecognized_function(const Translator& translator, const Node& call);

inline constexpr std::string_view kMissingOperand = "MISSING must be compared using IS operator";
inline constexpr std::string_view kEmptyComponent = "Path component cannot be an empty string";

}  // namespace dynarock::dynamodb::partiql
