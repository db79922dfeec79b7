#include "dynarock/aws/constraints.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <vector>

#include "aws/print.h"
#include "dynarock/aws/deserialize.h"

namespace dynarock::aws {
namespace {

using json::Value;

/// The newer layer's parser gives up on requests nested deeper.
constexpr std::size_t kNewerLayerDepth = 128;
constexpr std::size_t kMaxClauses = 10;

/// Java's String.length(): characters outside the basic plane count twice.
std::int64_t length_of(std::string_view utf8) {
  std::int64_t length = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    length += (byte & 0xc0) != 0x80;
    length += byte >= 0xf0;
  }
  return length;
}

template <class Report>
void check_range(std::int64_t size, const Limits& limits, Rule max, Rule min, Report report) {
  if (limits.max != Limits::kNone && size > limits.max) report(max);
  if (limits.min != Limits::kNone && size < limits.min) report(min);
}

template <class Report>
void check_text(std::string_view text, const Shape& shape, Report report) {
  const Limits& limits = shape.limits;
  if (!shape.values.empty() && std::ranges::find(shape.values, text) == shape.values.end())
    report(Rule::values);
  if (!limits.any() || (limits.exempt && limits.exempt(text))) return;
  if (!limits.pattern.text.empty() && !limits.pattern.matches(text)) report(Rule::pattern);
  check_range(length_of(text), limits, Rule::max_length, Rule::min_length, report);
}

/// Calls report(rule) for each rule that the value itself breaks, in AWS's order, leaving aside
/// what lies below it.
template <class Report>
void check_own(Value value, const Shape& shape, Report report);

bool breaks_own(Value value, const Shape& shape) {
  bool broken = false;
  check_own(value, shape, [&](Rule) { broken = true; });
  return broken;
}

bool any_key_broken(Value map, const Shape& key) {
  bool broken = false;
  for (const Value::Member entry : map.members())
    check_text(entry.name, key, [&](Rule) { broken = true; });
  return broken;
}

bool any_value_broken(Value map, const Shape& shape) {
  for (const Value::Member entry : map.members())
    if (!entry.value.is_null() && breaks_own(entry.value, shape)) return true;
  return false;
}

bool any_element_broken(Value list, const Shape& shape) {
  for (const Value element : list.elements())
    if (!element.is_null() && breaks_own(element, shape)) return true;
  return false;
}

/// Whether null can't stand for a value of the shape.
bool needs_value(const Shape& shape) {
  return shape.kind == ShapeKind::structure && shape.required != 0;
}

bool has_null_element(Value list) {
  for (const Value element : list.elements())
    if (element.is_null()) return true;
  return false;
}

bool has_null_value(Value map) {
  for (const Value::Member entry : map.members())
    if (entry.value.is_null()) return true;
  return false;
}

/// Whether a map answers for what its values break by themselves.
bool reported_at_map(const Shape& value_shape) {
  return value_shape.is_scalar() ? value_shape.constrained : value_shape.limits.any();
}

template <class Report>
void check_own(Value value, const Shape& shape, Report report) {
  switch (shape.kind) {
    case ShapeKind::string:
      return check_text(value.text(), shape, report);
    case ShapeKind::integer:
    case ShapeKind::long_integer:
      if (shape.limits.any())
        check_range(to_integer(value), shape.limits, Rule::max_value, Rule::min_value, report);
      return;
    case ShapeKind::list:
      check_range(static_cast<std::int64_t>(value.size()), shape.limits, Rule::max_length,
                  Rule::min_length, report);
      if (shape.element->is_scalar() && any_element_broken(value, *shape.element))
        report(Rule::list_elements);
      if (needs_value(*shape.element) && has_null_element(value)) report(Rule::null_element);
      return;
    case ShapeKind::map:
      check_range(static_cast<std::int64_t>(value.size()), shape.limits, Rule::max_length,
                  Rule::min_length, report);
      if (shape.key && any_key_broken(value, *shape.key)) report(Rule::map_keys);
      if (reported_at_map(*shape.element) && any_value_broken(value, *shape.element))
        report(Rule::map_values);
      if (needs_value(*shape.element) && has_null_value(value)) report(Rule::null_value);
      return;
    default:
      return;
  }
}

bool satisfies(Value value, const Shape& shape);

/// Walks the members as sent, for they are fewer than the fields.
bool members_satisfy(Value object, const Shape& shape) {
  std::uint64_t present = 0;
  for (const Value::Member member : object.members()) {
    const Field* field = shape.find_field(member.name);
    if (!field || member.value.is_null()) continue;
    if (!satisfies(member.value, *field->shape)) return false;
    present |= std::uint64_t{1} << (field - shape.fields.data());
  }
  return (shape.required & ~present) == 0;
}

/// Whether nothing here or below is broken, without allocating. May be wrong about members that
/// are sent twice, in the strict direction.
bool satisfies(Value value, const Shape& shape) {
  if (!shape.constrained || value.is_null()) return true;
  if (shape.kind == ShapeKind::structure) return members_satisfy(value, shape);
  if (breaks_own(value, shape)) return false;
  if (shape.is_scalar() || shape.element->is_scalar()) return true;
  for (const Value element : value.elements())
    if (!satisfies(element, *shape.element)) return false;
  for (const Value::Member entry : value.members())
    if (!satisfies(entry.value, *shape.element)) return false;
  return true;
}

/// The way from the request to a member, in the spellings that messages need.
struct Path {
  std::string older;   // requestItems.users.member.keys
  std::string newer;   // RequestItems.users.member.Keys
  std::string member;  // RequestItems.*.Keys, as in Rewording::member

  Path child(std::string_view name) const {
    Path path = *this;
    for (std::string* text : {&path.older, &path.newer, &path.member})
      if (!text->empty()) *text += '.';
    path.older += lower_first(name);
    path.newer += name;
    path.member += name;
    return path;
  }
  Path element(std::string_view position) const {
    const std::string suffix = "." + std::string(position) + ".member";
    return {older + suffix, newer + suffix, member + ".*"};
  }
};

struct Violation {
  Path path;
  Rule rule;
  const Shape& shape;
  std::optional<Value> value;
};

/// Finds all that is broken, in the order of the shapes' fields.
class Collector {
 public:
  void visit_structure(Value value, const Shape& shape, const Path& path) {
    for (const Field& field : shape.fields) {
      if (field.is_hidden) continue;
      const std::optional<Value> member = value.find(field.name);
      if (member)
        visit(*member, *field.shape, path.child(field.name));
      else if (field.required)
        violations_.push_back({path.child(field.name), Rule::required, *field.shape, {}});
    }
  }

  const std::vector<Violation>& violations() const { return violations_; }

 private:
  void visit(Value value, const Shape& shape, const Path& path) {
    if (!shape.constrained || value.is_null()) return;
    if (shape.kind == ShapeKind::structure) return visit_structure(value, shape, path);
    check_own(value, shape, [&](Rule rule) { violations_.push_back({path, rule, shape, value}); });
    visit_below(value, shape, path);
  }

  void visit_below(Value value, const Shape& shape, const Path& path) {
    // Scalars are reported at their collection.
    if (shape.is_scalar() || shape.element->is_scalar()) return;
    std::size_t position = 0;
    for (const Value element : value.elements())
      visit(element, *shape.element, path.element(std::to_string(++position)));
    for (const Value::Member entry : value.members()) {
      const Path inside = path.element(entry.name);
      if (reported_at_map(*shape.element))
        visit_below(entry.value, *shape.element, inside);
      else
        visit(entry.value, *shape.element, inside);
    }
  }

  std::vector<Violation> violations_;
};

std::string size_text(std::string_view what, std::string_view comparison, std::int64_t limit) {
  return "Member must have " + std::string(what) + " " + std::string(comparison) +
         " than or equal to " + std::to_string(limit);
}

std::string list_text(const std::vector<std::string>& texts) {
  std::string joined = "[";
  for (const std::string& text : texts) joined += (joined.size() > 1 ? ", " : "") + text;
  return joined + "]";
}

std::string rule_text(Rule rule, const Shape& shape);

/// All that a shape asks for, `[Member must have length ..., ...]`.
std::string all_rules_text(const Shape& shape) {
  std::vector<std::string> texts;
  const Limits& limits = shape.limits;
  const bool number = shape.kind == ShapeKind::integer || shape.kind == ShapeKind::long_integer;
  if (limits.max != Limits::kNone)
    texts.push_back(rule_text(number ? Rule::max_value : Rule::max_length, shape));
  if (limits.min != Limits::kNone)
    texts.push_back(rule_text(number ? Rule::min_value : Rule::min_length, shape));
  if (!limits.pattern.text.empty()) texts.push_back(rule_text(Rule::pattern, shape));
  if (!shape.values.empty()) texts.push_back(rule_text(Rule::values, shape));
  return list_text(texts);
}

std::string rule_text(Rule rule, const Shape& shape) {
  switch (rule) {
    case Rule::required:
      return "Member must not be null";
    case Rule::pattern:
      return "Member must satisfy regular expression pattern: " +
             std::string(shape.limits.pattern.text);
    case Rule::max_length:
      return size_text("length", "less", shape.limits.max);
    case Rule::min_length:
      return size_text("length", "greater", shape.limits.min);
    case Rule::max_value:
      return size_text("value", "less", shape.limits.max);
    case Rule::min_value:
      return size_text("value", "greater", shape.limits.min);
    case Rule::values:
      return "Member must satisfy enum value set: " +
             list_text({shape.values.begin(), shape.values.end()});
    case Rule::map_keys:
      return "Map keys must satisfy constraint: " + all_rules_text(*shape.key);
    case Rule::map_values:
      return "Map value must satisfy constraint: " + all_rules_text(*shape.element);
    case Rule::list_elements:
      return "Member must satisfy constraint: " + all_rules_text(*shape.element);
    case Rule::null_value:
      return "Map value must satisfy constraint: [Member must not be null]";
    case Rule::null_element:
      return "Member must satisfy constraint: [Member must not be null]";
  }
  return {};
}

std::string ordinary_clause(const Violation& broken) {
  const std::string value =
      broken.value ? "'" + print_value(*broken.value, broken.shape) + "'" : "null";
  return "Value " + value + " at '" + broken.path.older +
         "' failed to satisfy constraint: " + rule_text(broken.rule, broken.shape);
}

void replace(std::string& text, std::string_view placeholder, const std::string& with) {
  const std::size_t at = text.find(placeholder);
  if (at != std::string::npos) text.replace(at, placeholder.size(), with);
}

std::string reworded_clause(const Rewording& row, const Violation& broken) {
  std::string text(row.text);
  replace(text, "{constraint}", rule_text(broken.rule, broken.shape));
  replace(text, "{path}", broken.path.newer);
  if (broken.value) replace(text, "{json}", compact_json(*broken.value));
  return text;
}

bool applies(const Rewording& row, const Violation& broken) {
  return row.rule == broken.rule && row.member == broken.path.member;
}

std::string message_of(const std::vector<std::string>& clauses) {
  std::string message = std::to_string(clauses.size());
  message += clauses.size() == 1 ? " validation error detected: " : " validation errors detected: ";
  for (const std::string& clause : clauses) {
    if (&clause != &clauses.front()) message += "; ";
    message += clause;
  }
  return message;
}

/// The rows that count for this request, see Rewordings.
std::vector<Rewording> rows_in_force(Rewordings rows, const std::vector<Violation>& violations,
                                     Value request) {
  const auto absent = [](const Violation& broken) { return broken.rule == Rule::required; };
  const bool newer = std::ranges::none_of(violations, absent) && in_newer_layer(request);
  std::vector<Rewording> in_force;
  for (const Rewording& row : rows)
    if (newer || row.rule == Rule::required) in_force.push_back(row);
  return in_force;
}

bool has_complaint(const Violation& broken) {
  return broken.rule == Rule::pattern && !broken.shape.limits.pattern.complaint.empty();
}

std::string complaint_of(const Violation& broken) {
  std::string text(broken.shape.limits.pattern.complaint);
  replace(text, "{path}", broken.path.older);
  return text;
}

std::string explain(const std::vector<Violation>& violations, Value request,
                    Rewordings rewordings) {
  const std::vector<Rewording> rows = rows_in_force(rewordings, violations, request);

  for (const Rewording& row : rows) {
    if (row.form == Rewording::Form::clause || row.form == Rewording::Form::yielding) continue;
    for (const Violation& broken : violations) {
      if (!applies(row, broken)) continue;
      const std::string text = reworded_clause(row, broken);
      return row.form == Rewording::Form::bare ? text : message_of({text});
    }
  }

  std::vector<std::string> clauses;
  std::vector<std::string> yielding;
  for (const Violation& broken : violations) {
    if (clauses.size() == kMaxClauses) break;
    const auto row = std::ranges::find_if(
        rows, [&](const Rewording& candidate) { return applies(candidate, broken); });
    if (row == rows.end())
      clauses.push_back(ordinary_clause(broken));
    else if (row->form == Rewording::Form::yielding)
      yielding.push_back(ordinary_clause(broken));
    else
      clauses.push_back(reworded_clause(*row, broken));
  }
  return message_of(clauses.empty() ? yielding : clauses);
}

bool deeper_than(Value value, std::size_t depth) {
  if (!value.is_array() && !value.is_object()) return false;
  if (depth == 0) return true;
  for (const Value element : value.elements())
    if (deeper_than(element, depth - 1)) return true;
  for (const Value::Member member : value.members())
    if (deeper_than(member.value, depth - 1)) return true;
  return false;
}

}  // namespace

Result<void> check_constraints(Value request, const Shape& shape, Rewordings rewordings) {
  if (satisfies(request, shape)) [[likely]]
    return {};
  Collector collector;
  collector.visit_structure(request, shape, {});
  const std::vector<Violation>& violations = collector.violations();
  if (violations.empty()) return {};
  std::vector<Violation> ordinary;
  std::ranges::remove_copy_if(violations, std::back_inserter(ordinary), has_complaint);
  return fail(validation_error(ordinary.empty() ? complaint_of(violations.front())
                                                : explain(ordinary, request, rewordings)));
}

bool in_newer_layer(Value request) { return !deeper_than(request, kNewerLayerDepth); }

}  // namespace dynarock::aws
