#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/expr/condition.h"
#include "dynarock/dynamodb/expr/key_condition.h"
#include "dynarock/dynamodb/expr/projection.h"
#include "dynarock/dynamodb/expr/update.h"
#include "dynarock/json/document.h"

// All that a request says in expressions or in the legacy parameters, read in one go. An operation
// calls check_parameters(), later read_legacy(), later read_expressions(), with its own checks
// between them, because that is AWS's order of messages (mixing; attribute values; expressions).
//
//   auto given = expr::Parameters::of(request, expr::kPutItem);
//   DYNAROCK_TRY(expr::check_parameters(given, expr::kPutItem));
//   expr::Expressions expressions;
//   DYNAROCK_TRY(expr::read_legacy(given, expr::kPutItem, expressions));
//   DYNAROCK_TRY(expr::read_expressions(given, expr::kPutItem, expressions));

namespace dynarock::dynamodb::expr {

struct OperationStyle;

/// The members that concern expressions, as the request holds them; those that an operation does
/// not have are never there.
struct Parameters {
  std::optional<std::string_view> update_expression;
  std::optional<std::string_view> condition_expression;
  std::optional<std::string_view> key_condition_expression;
  std::optional<std::string_view> filter_expression;
  std::optional<std::string_view> projection_expression;
  std::optional<json::Value> names;
  std::optional<json::Value> values;

  std::optional<json::Value> attribute_updates;
  std::optional<json::Value> expected;
  std::optional<json::Value> filter;  ///< QueryFilter or ScanFilter
  std::string_view filter_name;       ///< which of the two
  std::optional<json::Value> key_conditions;
  std::optional<json::Value> attributes_to_get;
  std::optional<std::string_view> conditional_operator;

  /// Finds the members in a request, a transaction member, or a table's part of a BatchGetItem.
  /// Like all that its model does not know, AWS ignores those of other operations.
  static Parameters of(json::Value request, const OperationStyle& style);
};

/// How the operations differ: which members they have, which texts, and whether AWS puts
/// `1 validation error detected: ` before these (PutItem, UpdateItem, DeleteItem).
struct OperationStyle;
extern const OperationStyle kPutItem;
extern const OperationStyle kUpdateItem;
extern const OperationStyle kDeleteItem;
extern const OperationStyle kGetItem;
extern const OperationStyle kBatchGetItem;
extern const OperationStyle kQuery;
extern const OperationStyle kScan;
extern const OperationStyle kTransactGetItems;
extern const OperationStyle kTransactWriteItems;

/// What a request's parameters mean, whichever way they were written.
struct Expressions {
  std::optional<Update> update;
  std::optional<Condition> condition;
  std::optional<KeyCondition> key_condition;
  std::optional<Condition> filter;
  std::optional<Projection> projection;
};

/// Refuses legacy and expression parameters in one request, then placeholders without expressions.
Result<void> check_parameters(const Parameters& given, const OperationStyle& style);

/// Reads the legacy parameters into `out`, all but KeyConditions.
Result<void> read_legacy(const Parameters& given, const OperationStyle& style, Expressions& out);

/// Reads the placeholders and the expressions into `out`, in AWS's order, then KeyConditions.
Result<void> read_expressions(const Parameters& given, const OperationStyle& style,
                              Expressions& out);

/// A ValidationException with `1 validation error detected: ` before its text, for an operation's
/// own checks; other errors as they are.
AwsError in_envelope(AwsError error);
/// The error without it.
AwsError out_of_envelope(AwsError error);

/// Refuses a filter that looks at key attributes of the table or index that is queried:
/// `Filter Expression can only contain non-primary key attributes: Primary key attribute: a`, or
/// with `QueryFilter` if `legacy`.
Result<void> check_filter_spares_keys(const Condition& filter,
                                      std::span<const std::string_view> keys, bool legacy);

}  // namespace dynarock::dynamodb::expr
