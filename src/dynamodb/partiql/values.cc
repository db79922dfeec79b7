#include <algorithm>
#include <set>

#include "dynamodb/partiql/translator.h"

namespace dynarock::dynamodb::partiql {
namespace {

constexpr int kMaxLevels = 32;

std::string quoted_list(const std::vector<std::string>& members) {
  std::string text;
  for (const std::string& member : members) text.append(text.empty() ? "" : ", ").append(member);
  return text;
}

template <class Members>
bool sort_distinct(Members& members) {
  std::ranges::sort(members);
  return std::ranges::adjacent_find(members) == members.end();
}

// What AWS calls a part of a statement that is no value.
std::string kind_name(const Node& node) {
  switch (node.kind) {
    case Node::Kind::kPath:
      return "PATH";
    case Node::Kind::kMissing:
      return "MISSING";
    case Node::Kind::kStatement:
      return "SELECT";
    default:
      return node.text;
  }
}

// What it calls a part that is no key of a struct.
std::string_view key_type(const Node& node) {
  switch (node.kind) {
    case Node::Kind::kNumber:
      return node.text.find_first_of(".eE") == std::string::npos ? "INT" : "DECIMAL";
    case Node::Kind::kBoolean:
      return "BOOL";
    case Node::Kind::kNull:
      return "NULL";
    case Node::Kind::kParameter:
      return "Parameter";
    default:
      return "VariableReference";
  }
}

}  // namespace

Result<AttributeValue> Translator::value(const Node& node, const std::string& under,
                                         int level) const {
  if (level > kMaxLevels)
    return fail(validation_error(
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels "
        "beyond supported limit"));
  switch (node.kind) {
    case Node::Kind::kString:
      return AttributeValue::string(node.text);
    case Node::Kind::kNumber:
      return number(node, under);
    case Node::Kind::kBoolean:
      return AttributeValue::boolean(node.text == "true");
    case Node::Kind::kNull:
      return AttributeValue();
    case Node::Kind::kParameter:
      return parameters_[node.index];
    case Node::Kind::kList:
      return list(node, under, level);
    case Node::Kind::kBag:
      return bag(node, under);
    case Node::Kind::kStruct:
      return AttributeValue(DYNAROCK_TRY(map(node, under, false, level)));
    case Node::Kind::kIon:
      return fail(validation_error("Ion Literals are not supported: " + node.text + " under key " +
                                   under + place_of(node)));
    default:
      return fail(validation_error("Unsupported data type: " + kind_name(node) + " under key " +
                                   under + place_of(node)));
  }
}

Result<AttributeValue> Translator::number(const Node& node, const std::string& under) const {
  Result<Decimal> parsed = Decimal::parse(node.text, Wording::older);
  if (!parsed) return fail(validation_error(parsed.error().message + " under " + under));
  return AttributeValue::number(*parsed);
}

Result<AttributeValue> Translator::list(const Node& node, const std::string& under,
                                        int level) const {
  List list;
  list.elements.reserve(node.children.size());
  for (std::size_t i = 0; i < node.children.size(); ++i)
    list.elements.push_back(
        DYNAROCK_TRY(value(node.children[i], under + '[' + std::to_string(i) + ']', level + 1)));
  return AttributeValue(std::move(list));
}

Result<AttributeValue> Translator::bag(const Node& node, const std::string& under) const {
  if (node.children.empty()) return fail(validation_error("Empty bags are not supported"));
  constexpr std::string_view kUnsupported =
      "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags";
  std::vector<std::string> strings;
  std::vector<Decimal> numbers;
  for (const Node& child : node.children) {
    AttributeValue member = DYNAROCK_TRY(value(child, under));
    if (auto* string = member.as<std::string>())
      strings.push_back(std::move(*string));
    else if (const auto* number = member.as<Decimal>())
      numbers.push_back(*number);
    else
      return fail(validation_error(std::string(kUnsupported) + place_of(child)));
  }
  if (!strings.empty() && !numbers.empty())
    return fail(validation_error(std::string(kUnsupported)));
  const std::string as_written = quoted_list(strings);
  if (!sort_distinct(strings))
    return fail(validation_error("One or more parameter values were invalid: Input collection [" +
                                 as_written + "] contains duplicates."));
  if (!sort_distinct(numbers))
    return fail(validation_error("Input collection contains duplicates"));
  if (numbers.empty()) return AttributeValue(StringSet{std::move(strings)});
  return AttributeValue(NumberSet{std::move(numbers)});
}

// An item's values are each under a root of their own.
Result<Map> Translator::map(const Node& node, const std::string& under, bool is_item,
                            int level) const {
  std::set<std::string_view> seen;
  std::vector<Map::Entry> entries;
  entries.reserve(node.children.size() / 2);
  for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
    const Node& key = node.children[i];
    if (key.kind != Node::Kind::kString)
      return fail(validation_error("Tuple keys must be of type String. Actual type: " +
                                   std::string(key_type(key)) + " under " + under + place_of(key)));
    if (!seen.insert(key.text).second)
      return fail(validation_error("Duplicate keys in tuple. Key: " + key.text + " under " + under +
                                   place_of(key)));
    if (key.text.empty()) return fail(validation_error(std::string(kEmptyComponent)));
    AttributeValue member =
        DYNAROCK_TRY(value(node.children[i + 1], is_item ? under : under + '.' + key.text,
                           is_item ? level : level + 1));
    entries.emplace_back(key.text, std::move(member));
  }
  return Map::from_entries(std::move(entries));
}

Result<Item> Translator::item(const Node& node) const {
  if (node.kind != Node::Kind::kStruct)
    return fail(validation_error(
        "Unsupported format in item expression. Please use struct format {...} to express item "
        "values for insert statement." +
        place_of(node)));
  return map(node, "root", true, 1);
}

}  // namespace dynarock::dynamodb::partiql
