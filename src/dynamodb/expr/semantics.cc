#include "dynamodb/expr/semantics.h"

#include <charconv>
#include <cstdint>
#include <limits>

#include "dynamodb/expr/reserved_words.h"

namespace dynarock::dynamodb::expr {

namespace {

constexpr std::size_t kMaxLevels = 32;
constexpr int kMaxOperators = 300;

bool parse_index(std::string_view digits, std::uint32_t& index) {
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  return error == std::errc() &&
         index <= static_cast<std::uint32_t>(std::numeric_limits<std::int32_t>::max());
}

}  // namespace

Result<void> check_steps(const Node& path) {
  for (const Step& step : path.steps) {
    std::uint32_t index = 0;
    if (step.kind == Step::Kind::kName && is_reserved_word(step.text)) {
      return fail(validation_error("Attribute name is a reserved keyword; reserved keyword: " +
                                   std::string(step.text)));
    }
    if (step.kind == Step::Kind::kIndex && !parse_index(step.text, index)) {
      return fail(validation_error("List index is not within the allowable range; index: [" +
                                   std::string(step.text) + "]"));
    }
  }
  return {};
}

Result<void> check_levels(const Node& path) {
  if (path.steps.size() <= kMaxLevels) return {};
  return fail(validation_error("The document path has too many nesting levels; nesting levels: " +
                               std::to_string(path.steps.size())));
}

Result<Path> make_path(const Node& path, Placeholders& placeholders) {
  Path made;
  made.elements.reserve(path.steps.size());
  for (const Step& step : path.steps) {
    std::uint32_t index = 0;
    switch (step.kind) {
      case Step::Kind::kName:
        made.elements.emplace_back(std::string(step.text));
        break;
      case Step::Kind::kIndex:
        parse_index(step.text, index);
        made.elements.emplace_back(index);
        break;
      case Step::Kind::kPlaceholder:
        const std::string* name = placeholders.use_name(step.text);
        if (name == nullptr) {
          return fail(validation_error(
              "An expression attribute name used in the document path is not defined; attribute "
              "name: " +
              std::string(step.text)));
        }
        made.elements.emplace_back(*name);
        break;
    }
  }
  return made;
}

Result<AttributeValue> make_value(const Node& value, Placeholders& placeholders) {
  const AttributeValue* found = placeholders.use_value(value.text);
  if (found != nullptr) return *found;
  return fail(validation_error(
      "An expression attribute value used in expression is not defined; attribute value: " +
      std::string(value.text)));
}

AwsError too_many_operators() {
  return validation_error("The expression contains too many operators; operator count: " +
                          std::to_string(kMaxOperators + 1));
}

Result<void> OperatorCount::add() {
  if (++count_ > kMaxOperators) return fail(too_many_operators());
  return {};
}

}  // namespace dynarock::dynamodb::expr
