// The condition operators. To add one: a row in kRows. IfExists, ForAllValues and ForAnyValue apply
// to every row (condition.cc).

#include "dynarock/policy/operators.h"

#include <array>
#include <cmath>
#include <functional>
#include <optional>

#include "dynarock/base/base64.h"
#include "dynarock/base/characters.h"
#include "dynarock/base/numbers.h"
#include "dynarock/policy/arn.h"
#include "dynarock/policy/glob.h"
#include "policy/ip_range.h"
#include "policy/moment.h"

namespace dynarock::policy {
namespace {

std::optional<double> parse_finite(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto value = parse_number<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<bool> parse_boolean(std::string_view text) {
  const std::string lower = lower_case(text);
  if (lower == "true") return true;
  if (lower == "false") return false;
  return std::nullopt;
}

template <class T>
Operand operand_of(const std::optional<T>& value) {
  return value ? Operand(*value) : Operand();
}

Operand prepare_text(std::string_view text) { return std::string(text); }
Operand prepare_lower(std::string_view text) { return lower_case(text); }
Operand prepare_glob(std::string_view text) { return std::make_shared<const Glob>(text); }
Operand prepare_arn(std::string_view text) { return std::make_shared<const ArnPattern>(text); }
Operand prepare_number(std::string_view text) { return operand_of(parse_finite(text)); }
Operand prepare_moment(std::string_view text) { return operand_of(parse_moment(text)); }
Operand prepare_boolean(std::string_view text) { return operand_of(parse_boolean(text)); }
Operand prepare_range(std::string_view text) {
  const std::optional<IpRange> range = IpRange::parse(text);
  return range ? Operand(std::make_shared<const IpRange>(*range)) : Operand();
}
Operand prepare_bytes(std::string_view text) {
  Result<std::string> bytes = base64_decode(text);
  return bytes ? Operand(std::move(*bytes)) : Operand();
}

bool equal_text(const Operand& wanted, std::string_view actual) {
  return std::get<std::string>(wanted) == actual;
}

bool equal_ignoring_case(const Operand& wanted, std::string_view actual) {
  return std::get<std::string>(wanted) == lower_case(actual);
}

bool like(const Operand& wanted, std::string_view actual) {
  return std::get<std::shared_ptr<const Glob>>(wanted)->matches(actual);
}

bool like_arn(const Operand& wanted, std::string_view actual) {
  const auto& pattern = *std::get<std::shared_ptr<const ArnPattern>>(wanted);
  const std::optional<Arn> arn = split_arn(actual);
  return arn ? pattern.matches(*arn) : pattern.matches_all();
}

bool equal_boolean(const Operand& wanted, std::string_view actual) {
  return parse_boolean(actual) == std::get<bool>(wanted);
}

bool equal_bytes(const Operand& wanted, std::string_view actual) {
  const Result<std::string> bytes = base64_decode(actual);
  return bytes && *bytes == std::get<std::string>(wanted);
}

bool in_range(const Operand& wanted, std::string_view actual) {
  const std::optional<IpRange> address = IpRange::parse(actual);
  return address && std::get<std::shared_ptr<const IpRange>>(wanted)->contains(*address);
}

template <class Compare>
bool compare_number(const Operand& wanted, std::string_view actual) {
  const std::optional<double> value = parse_finite(actual);
  return value && Compare()(*value, std::get<double>(wanted));
}

template <class Compare>
bool compare_moment(const Operand& wanted, std::string_view actual) {
  const std::optional<std::int64_t> value = parse_moment(actual);
  return value && Compare()(*value, std::get<std::int64_t>(wanted));
}

constexpr auto kLiteral = TemplateText::Wildcards::kNo;
constexpr auto kWild = TemplateText::Wildcards::kYes;

// Columns: name, whether negated, what `*` is, how a value is prepared, how it is compared.
constexpr auto kRows = std::to_array<Operator>({
    {"StringEquals", false, kLiteral, prepare_text, equal_text},
    {"StringNotEquals", true, kLiteral, prepare_text, equal_text},
    {"StringEqualsIgnoreCase", false, kLiteral, prepare_lower, equal_ignoring_case},
    {"StringNotEqualsIgnoreCase", true, kLiteral, prepare_lower, equal_ignoring_case},
    {"StringLike", false, kWild, prepare_glob, like},
    {"StringNotLike", true, kWild, prepare_glob, like},
    {"NumericEquals", false, kLiteral, prepare_number, compare_number<std::equal_to<>>},
    {"NumericNotEquals", true, kLiteral, prepare_number, compare_number<std::equal_to<>>},
    {"NumericLessThan", false, kLiteral, prepare_number, compare_number<std::less<>>},
    {"NumericLessThanEquals", false, kLiteral, prepare_number, compare_number<std::less_equal<>>},
    {"NumericGreaterThan", false, kLiteral, prepare_number, compare_number<std::greater<>>},
    {"NumericGreaterThanEquals", false, kLiteral, prepare_number,
     compare_number<std::greater_equal<>>},
    {"DateEquals", false, kLiteral, prepare_moment, compare_moment<std::equal_to<>>},
    {"DateNotEquals", true, kLiteral, prepare_moment, compare_moment<std::equal_to<>>},
    {"DateLessThan", false, kLiteral, prepare_moment, compare_moment<std::less<>>},
    {"DateLessThanEquals", false, kLiteral, prepare_moment, compare_moment<std::less_equal<>>},
    {"DateGreaterThan", false, kLiteral, prepare_moment, compare_moment<std::greater<>>},
    {"DateGreaterThanEquals", false, kLiteral, prepare_moment,
     compare_moment<std::greater_equal<>>},
    {"Bool", false, kLiteral, prepare_boolean, equal_boolean},
    {"BinaryEquals", false, kLiteral, prepare_bytes, equal_bytes},
    {"IpAddress", false, kLiteral, prepare_range, in_range},
    {"NotIpAddress", true, kLiteral, prepare_range, in_range},
    {"ArnEquals", false, kWild, prepare_arn, like_arn},
    {"ArnLike", false, kWild, prepare_arn, like_arn},
    {"ArnNotEquals", true, kWild, prepare_arn, like_arn},
    {"ArnNotLike", true, kWild, prepare_arn, like_arn},
    // Compared with whether the key is missing, as text.
    {"Null", false, kLiteral, prepare_boolean, equal_boolean},
});

}  // namespace

const Operator& kNullOperator = kRows.back();

std::span<const Operator> operators() { return kRows; }

const Operator* find_operator(std::string_view name) {
  for (const Operator& row : kRows)
    if (row.name == name) return &row;
  return nullptr;
}

}  // namespace dynarock::policy
