#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "dynarock/aws/shape.h"
#include "dynarock/base/result.h"
#include "dynarock/json/document.h"

namespace dynarock::aws {

/// What a value can fail to satisfy.
enum class Rule : std::uint8_t {
  required,
  pattern,
  max_length,
  min_length,
  max_value,
  min_value,
  values,
  /// Keys of a map, scalar elements of a list, and values of a map by their own limits: AWS
  /// reports these at the collection.
  map_keys,
  map_values,
  list_elements,
  /// Null among structures that have required members; elsewhere null counts as absent.
  null_value,
  null_element,
};

/// Since June 2026 AWS checks many members in a newer layer that words them differently, operation
/// by operation. One row says so for one member and rule.
struct Rewording {
  enum class Form : std::uint8_t {
    /// The text takes the place of the ordinary clause, among the others.
    clause,
    /// The text is the only clause reported: `1 validation error detected: ` and the text.
    alone,
    /// The text is the whole message.
    bare,
    /// The ordinary clause, left out when anything else is broken.
    yielding,
  };

  /// The member's names from the top, `*` for an element of a list or map: `RequestItems.*.Keys`.
  std::string_view member;
  Rule rule;
  /// In it `{path}` stands for the members' names as sent (`RequestItems.users.member.Keys`),
  /// `{json}` for the value's JSON as sent, and `{constraint}` for the rule's ordinary text.
  std::string_view text;
  Form form = Form::alone;
};

/// `Value at '{path}' failed to satisfy constraint: {constraint}`, the newer layer's usual wording.
inline constexpr std::string_view kNewerWording =
    "Value at '{path}' failed to satisfy constraint: {constraint}";

/// The rows of one operation, consulted in their order: the first row of form alone or bare that
/// applies is the answer. AWS falls back to the ordinary wording, and so do we, when a required
/// member is absent (rows of Rule::required still apply then) or in_newer_layer() does not hold.
using Rewordings = std::span<const Rewording>;

/// Whether a request meets its model's constraints. Failing, the ValidationException that AWS
/// answers: clauses in the order of the shape's fields, ten of them at most, values printed as
/// Java does.
Result<void> check_constraints(json::Value request, const Shape& shape, Rewordings rewordings = {});

/// Whether the newer layer reads the request at all: nested more than 128 brackets deep (62 levels
/// of attribute values), requests are answered by the older one, without its envelope.
bool in_newer_layer(json::Value request);

/// A value as Java's toString() shows it in AWS's messages, `KeySchemaElement(attributeName=a,
/// keyType=HASH)`.
std::string print_value(json::Value value, const Shape& shape);

}  // namespace dynarock::aws
