#include "dynamodb/access/details.h"

#include <algorithm>

#include "dynarock/base/base64.h"
#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::string_view kPartitionKeys[] = {
    "dynamodb:FirstPartitionKeyValues", "dynamodb:SecondPartitionKeyValues",
    "dynamodb:ThirdPartitionKeyValues", "dynamodb:FourthPartitionKeyValues"};

/// As conditions see a key's value. Of another type there is no key.
std::string text_of(const AttributeValue& value) {
  if (const auto* text = value.as<std::string>()) return *text;
  if (const auto* number = value.as<Decimal>()) return number->to_string();
  if (const auto* binary = value.as<Binary>()) return base64_encode(binary->bytes);
  return {};
}

}  // namespace

void Details::add_names(json::Value map) {
  // The items of a batch mostly have the attributes of its first, in the same order.
  const std::size_t known = names_.size();
  std::size_t at = 0;
  for (const auto& [name, value] : map.members()) {
    if (at >= known || names_[at] != name) names_.push_back(name);
    ++at;
  }
}

void Details::add_item(json::Value map) {
  add_names(map);
  if (!keys_) return;
  for (std::size_t i = 0; i < keys_->hash.size(); ++i) {
    const auto value = map.find(keys_->hash[i].name);
    if (!value) continue;
    if (const auto decoded = decode_attribute_value(*value)) add_partition(i, *decoded);
  }
}

void Details::add_item(const Item& item) {
  for (const auto& [name, value] : item) names_.push_back(name);
  if (!keys_) return;
  for (std::size_t i = 0; i < keys_->hash.size(); ++i)
    if (const AttributeValue* value = item.find(keys_->hash[i].name)) add_partition(i, *value);
}

void Details::add_partition(std::size_t index, const AttributeValue& value) {
  if (index < partitions_.size()) partitions_[index].push_back(text_of(value));
}

void Details::add_paths(const std::vector<const expr::Path*>& paths) {
  for (const expr::Path* path : paths) names_.push_back(path->attribute());
}

void Details::add_key_condition(const expr::KeyCondition& condition) {
  for (const expr::KeyTerm& term : condition.terms) {
    add_name(term.attribute);
    if (!keys_ || term.op != expr::KeyOperator::kEqual) continue;
    const auto found = std::ranges::find(keys_->hash, term.attribute, &KeyAttribute::name);
    if (found != keys_->hash.end())
      add_partition(static_cast<std::size_t>(found - keys_->hash.begin()), term.values.front());
  }
}

void Details::add_parameters(json::Value request, const expr::OperationStyle& style) {
  const expr::Parameters given = expr::Parameters::of(request, style);
  projects_ = projects_ || given.projection_expression || given.attributes_to_get;
  if (expr::read_legacy(given, style, expressions_))
    static_cast<void>(expr::read_expressions(given, style, expressions_));
  if (expressions_.update) add_paths(expr::paths_of(*expressions_.update));
  if (expressions_.condition) add_paths(expr::paths_of(*expressions_.condition));
  if (expressions_.filter) add_paths(expr::paths_of(*expressions_.filter));
  if (expressions_.projection) add_paths(expr::paths_of(*expressions_.projection));
  if (expressions_.key_condition) add_key_condition(*expressions_.key_condition);
}

void Details::write(policy::Context& context) {
  std::ranges::sort(names_);
  const auto repeated = std::ranges::unique(names_);
  names_.erase(repeated.begin(), repeated.end());
  for (const std::string_view name : names_) context.add("dynamodb:Attributes", name);
  if (!partitions_[0].empty()) context.set("dynamodb:LeadingKeys", partitions_[0]);
  for (std::size_t i = 0; i < partitions_.size(); ++i)
    if (!partitions_[i].empty()) context.set(kPartitionKeys[i], partitions_[i]);
}

}  // namespace dynarock::dynamodb
