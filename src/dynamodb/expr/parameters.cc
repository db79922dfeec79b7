#include "dynarock/dynamodb/expr/parameters.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "dynarock/dynamodb/expr/legacy.h"

namespace dynarock::dynamodb::expr {

/// The rows are at the foot of this file.
struct OperationStyle {
  /// The members it has that Parameters knows, but for the placeholders' maps.
  std::span<const std::string_view> members;
  /// Whether it has ExpressionAttributeValues.
  bool has_values;
  /// Whether texts begin with `1 validation error detected: `.
  bool enveloped;
  Wording wording;
  /// Whether placeholders without any expression are refused.
  bool refuses_idle_placeholders;
  /// What follows `ExpressionAttributeValues can only be specified when using expressions`.
  std::string_view idle_values;
  /// Whether the condition's faults come before the update's.
  bool condition_first;
};

namespace {

constexpr std::string_view kEnvelope = "1 validation error detected: ";

/// Whether a request has a member, and the member's name in messages.
struct Member {
  std::string_view name;
  bool present;
};

std::string list_present(std::span<const Member> members) {
  std::string list;
  for (const Member& member : members) {
    if (!member.present) continue;
    if (!list.empty()) list += ", ";
    list += member.name;
  }
  return list;
}

/// AWS lists members in these orders. KeyConditions may stand beside a FilterExpression or a
/// ProjectionExpression, so it counts only when there is a KeyConditionExpression too.
Result<void> check_not_mixed(const Parameters& given) {
  const std::array legacy{
      Member{"AttributeUpdates", given.attribute_updates.has_value()},
      Member{"AttributesToGet", given.attributes_to_get.has_value()},
      Member{given.filter_name, given.filter.has_value()},
      Member{"Expected", given.expected.has_value()},
      Member{"ConditionalOperator", given.conditional_operator.has_value()},
      Member{"KeyConditions", given.key_conditions && given.key_condition_expression},
  };
  const std::array expressions{
      Member{"UpdateExpression", given.update_expression.has_value()},
      Member{"ProjectionExpression", given.projection_expression.has_value()},
      Member{"FilterExpression", given.filter_expression.has_value()},
      Member{"ConditionExpression", given.condition_expression.has_value()},
      Member{"KeyConditionExpression", given.key_condition_expression.has_value()},
  };
  const std::string old_ones = list_present(legacy);
  const std::string new_ones = list_present(expressions);
  if (old_ones.empty() || new_ones.empty()) return {};
  return fail(validation_error(
      "Can not use both expression and non-expression parameters in the same request: "
      "Non-expression parameters: {" +
      old_ones + "} Expression parameters: {" + new_ones + "}"));
}

/// A ProjectionExpression uses names, never values.
Result<void> check_not_idle(const Parameters& given, const OperationStyle& style) {
  const bool uses_values = given.update_expression || given.condition_expression ||
                           given.key_condition_expression || given.filter_expression;
  if (given.names && !uses_values && !given.projection_expression) {
    return fail(
        validation_error("ExpressionAttributeNames can only be specified when using expressions"));
  }
  if (given.values && !uses_values) {
    return fail(
        validation_error("ExpressionAttributeValues can only be specified when using expressions" +
                         std::string(style.idle_values)));
  }
  return {};
}

Result<void> check(const Parameters& given, const OperationStyle& style) {
  DYNAROCK_TRY(check_not_mixed(given));
  if (style.refuses_idle_placeholders) return check_not_idle(given, style);
  return {};
}

Result<void> read_old(const Parameters& given, const OperationStyle& style, Expressions& out) {
  const auto conditional_operator = given.conditional_operator;
  if (given.attribute_updates)
    out.update = DYNAROCK_TRY(update_of(*given.attribute_updates, style.wording));
  if (given.expected) {
    out.condition =
        DYNAROCK_TRY(condition_of_expected(*given.expected, conditional_operator, style.wording));
  }
  if (given.filter) {
    out.filter =
        DYNAROCK_TRY(condition_of_filter(*given.filter, conditional_operator, style.wording));
  }
  if (!given.expected && !given.filter) {
    DYNAROCK_TRY(check_conditional_operator(conditional_operator, std::nullopt));
  }
  if (given.attributes_to_get) {
    out.projection = DYNAROCK_TRY(projection_of(*given.attributes_to_get));
  }
  return {};
}

Result<void> read_new(const Parameters& given, const OperationStyle& style, Expressions& out) {
  const bool has_expression = given.update_expression || given.condition_expression ||
                              given.key_condition_expression || given.filter_expression ||
                              given.projection_expression;
  if (has_expression) {
    Placeholders placeholders =
        DYNAROCK_TRY(Placeholders::read(given.names, given.values, style.wording));
    const auto read_condition = [&]() -> Result<void> {
      if (!given.condition_expression) return {};
      out.condition = DYNAROCK_TRY(
          parse_condition("ConditionExpression", *given.condition_expression, placeholders));
      return {};
    };
    if (style.condition_first) DYNAROCK_TRY(read_condition());
    if (given.update_expression) {
      out.update = DYNAROCK_TRY(parse_update(*given.update_expression, placeholders));
    }
    if (!style.condition_first) DYNAROCK_TRY(read_condition());
    if (given.key_condition_expression) {
      out.key_condition =
          DYNAROCK_TRY(parse_key_condition(*given.key_condition_expression, placeholders));
    }
    if (given.filter_expression) {
      out.filter =
          DYNAROCK_TRY(parse_condition("FilterExpression", *given.filter_expression, placeholders));
    }
    if (given.projection_expression) {
      out.projection = DYNAROCK_TRY(parse_projection(*given.projection_expression, placeholders));
    }
    DYNAROCK_TRY(placeholders.check_all_used());
  }
  if (given.key_conditions) {
    out.key_condition = DYNAROCK_TRY(key_condition_of(*given.key_conditions, style.wording));
  }
  return {};
}

Result<void> in_style(const OperationStyle& style, Result<void> result) {
  if (!result && style.enveloped) return fail(in_envelope(std::move(result).error()));
  return result;
}

}  // namespace

Parameters Parameters::of(json::Value request, const OperationStyle& style) {
  Parameters given;
  const auto has = [&style](std::string_view name) {
    return std::ranges::find(style.members, name) != style.members.end();
  };
  const auto find = [&](std::string_view name) {
    return has(name) ? request.find(name) : std::nullopt;
  };
  const auto find_text = [&](std::string_view name) {
    return has(name) ? request.find_text(name) : std::nullopt;
  };
  given.update_expression = find_text("UpdateExpression");
  given.condition_expression = find_text("ConditionExpression");
  given.key_condition_expression = find_text("KeyConditionExpression");
  given.filter_expression = find_text("FilterExpression");
  given.projection_expression = find_text("ProjectionExpression");
  given.names = request.find("ExpressionAttributeNames");
  if (style.has_values) given.values = request.find("ExpressionAttributeValues");
  given.attribute_updates = find("AttributeUpdates");
  given.expected = find("Expected");
  for (const std::string_view name :
       {std::string_view("QueryFilter"), std::string_view("ScanFilter")}) {
    if (const auto filter = find(name)) {
      given.filter = filter;
      given.filter_name = name;
    }
  }
  given.key_conditions = find("KeyConditions");
  given.attributes_to_get = find("AttributesToGet");
  given.conditional_operator = find_text("ConditionalOperator");
  return given;
}

Result<void> check_parameters(const Parameters& given, const OperationStyle& style) {
  return in_style(style, check(given, style));
}

Result<void> read_legacy(const Parameters& given, const OperationStyle& style, Expressions& out) {
  return in_style(style, read_old(given, style, out));
}

Result<void> read_expressions(const Parameters& given, const OperationStyle& style,
                              Expressions& out) {
  return in_style(style, read_new(given, style, out));
}

AwsError in_envelope(AwsError error) {
  if (error.code == "ValidationException") error.message.insert(0, kEnvelope);
  return error;
}

AwsError out_of_envelope(AwsError error) {
  if (error.message.starts_with(kEnvelope)) error.message.erase(0, kEnvelope.size());
  return error;
}

Result<void> check_filter_spares_keys(const Condition& filter,
                                      std::span<const std::string_view> keys, bool legacy) {
  for (const Path* path : paths_of(filter)) {
    if (std::find(keys.begin(), keys.end(), path->attribute()) == keys.end()) continue;
    return fail(
        validation_error(std::string(legacy ? "QueryFilter" : "Filter Expression") +
                         " can only contain non-primary key attributes: Primary key attribute: " +
                         path->attribute()));
  }
  return {};
}

namespace {

constexpr std::string_view kPutMembers[] = {"ConditionExpression", "Expected",
                                            "ConditionalOperator"};
constexpr std::string_view kUpdateMembers[] = {"UpdateExpression", "ConditionExpression",
                                               "AttributeUpdates", "Expected",
                                               "ConditionalOperator"};
constexpr std::string_view kGetMembers[] = {"ProjectionExpression", "AttributesToGet"};
constexpr std::string_view kQueryMembers[] = {
    "KeyConditionExpression", "FilterExpression", "ProjectionExpression",
    "KeyConditions",          "QueryFilter",      "AttributesToGet",
    "ConditionalOperator"};
constexpr std::string_view kScanMembers[] = {"FilterExpression", "ProjectionExpression",
                                             "ScanFilter", "AttributesToGet",
                                             "ConditionalOperator"};
constexpr std::string_view kTransactGetMembers[] = {"ProjectionExpression"};
constexpr std::string_view kTransactWriteMembers[] = {"UpdateExpression", "ConditionExpression"};

}  // namespace

// Columns: members, has values, enveloped, wording, refuses idle placeholders, idle values,
// condition first.
const OperationStyle kPutItem{kPutMembers, true, true, Wording::current, true, "", true};
const OperationStyle kUpdateItem{kUpdateMembers, true, true, Wording::current, true, "", true};
const OperationStyle kDeleteItem{kPutMembers, true, true, Wording::current, true, "", true};
const OperationStyle kGetItem{kGetMembers, false, false, Wording::current, true, "", false};
const OperationStyle kBatchGetItem{kGetMembers, false, false, Wording::current, true, "", false};
const OperationStyle kQuery{kQueryMembers, true,
                            false,         Wording::current,
                            true,          ": FilterExpression and KeyConditionExpression are null",
                            false};
const OperationStyle kScan{
    kScanMembers, true, false, Wording::older, true, ": FilterExpression is null", false};
const OperationStyle kTransactGetItems{
    kTransactGetMembers, false, false, Wording::current, false, "", false};
const OperationStyle kTransactWriteItems{
    kTransactWriteMembers, true, false, Wording::current, false, "", false};

}  // namespace dynarock::dynamodb::expr
