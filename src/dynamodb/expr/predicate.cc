#include "dynamodb/expr/predicate.h"

#include <string>

namespace dynarock::dynamodb::expr {

namespace {

/// UTF-16 code units of UTF-8 text, which is what size() of a string counts.
std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0U ? 2 : 1;
  }
  return units;
}

/// The type that is known before any item is seen.
std::optional<AttributeType> known_type(const Operand& operand) {
  if (const auto* value = std::get_if<AttributeValue>(&operand)) return value->type();
  if (std::holds_alternative<SizeOf>(operand)) return AttributeType::N;
  return std::nullopt;
}

Result<void> check_distinct(const Predicate& predicate, std::span<const Operand> operands) {
  const auto* first = std::get_if<Path>(&operands.front());
  if (first == nullptr) return {};
  for (const Operand& operand : operands.subspan(1)) {
    const auto* path = std::get_if<Path>(&operand);
    if (path == nullptr || *path != *first) continue;
    return fail(not_distinct(predicate.name, *first));
  }
  return {};
}

}  // namespace

const Predicate* find_predicate(std::string_view name) {
  for (const std::span<const Predicate> table : {kOperators, kConditionFunctions}) {
    for (const Predicate& row : table) {
      if (row.name == name) return &row;
    }
  }
  return nullptr;
}

Result<void> check_operands(const Predicate& predicate, std::span<const Operand> operands) {
  if (operands.size() < predicate.min_operands || operands.size() > predicate.max_operands) {
    return fail(incorrect_operand_count(predicate.name, operands.size()));
  }
  DYNAROCK_TRY(check_distinct(predicate, operands));
  if (predicate.needs_path && !std::holds_alternative<Path>(operands.front())) {
    return fail(requires_path(predicate.name));
  }
  for (const Operand& operand : operands) {
    const std::optional<AttributeType> type = known_type(operand);
    if (type && !predicate.operand_types.has(*type)) {
      return fail(incorrect_operand_type(predicate.name, type_name(*type)));
    }
  }
  return predicate.check != nullptr ? predicate.check(operands) : Result<void>();
}

AwsError incorrect_operand_type(std::string_view name, std::string_view type) {
  return validation_error(
      "Incorrect operand type for operator or function; operator or function: " +
      std::string(name) + ", operand type: " + std::string(type));
}

AwsError incorrect_operand_count(std::string_view name, std::size_t count) {
  return validation_error(
      "Incorrect number of operands for operator or function; operator or function: " +
      std::string(name) + ", number of operands: " + std::to_string(count));
}

AwsError not_distinct(std::string_view name, const Path& first) {
  return validation_error(
      "The first operand must be distinct from the remaining operands for this operator or "
      "function; operator: " +
      std::string(name) + ", first operand: " + to_string(first));
}

AwsError requires_path(std::string_view name) {
  return validation_error("Operator or function requires a document path; operator or function: " +
                          std::string(name));
}

bool size_of(const AttributeValue& value, Decimal& size) {
  const auto make = [&size](std::size_t count) {
    size = Decimal::from_integer(static_cast<std::int64_t>(count));
    return true;
  };
  if (const auto* text = value.as<std::string>()) return make(utf16_length(*text));
  if (const auto* binary = value.as<Binary>()) return make(binary->bytes.size());
  if (const auto* strings = value.as<StringSet>()) return make(strings->members.size());
  if (const auto* numbers = value.as<NumberSet>()) return make(numbers->members.size());
  if (const auto* binaries = value.as<BinarySet>()) return make(binaries->members.size());
  if (const auto* list = value.as<List>()) return make(list->elements.size());
  if (const auto* map = value.as<Map>()) return make(map->size());
  return false;
}

OperandValue::OperandValue(const Operand& operand, const Item& item) {
  if (const auto* path = std::get_if<Path>(&operand)) {
    value_ = resolve(*path, item);
  } else if (const auto* value = std::get_if<AttributeValue>(&operand)) {
    value_ = value;
  } else {
    const auto& sized = std::get<SizeOf>(operand).operand;
    const auto* sized_path = std::get_if<Path>(&sized);
    const AttributeValue* measured =
        sized_path != nullptr ? resolve(*sized_path, item) : &std::get<AttributeValue>(sized);
    Decimal size;
    if (measured == nullptr || !size_of(*measured, size)) return;
    made_ = AttributeValue::number(size);
    value_ = &made_;
  }
}

}  // namespace dynarock::dynamodb::expr
