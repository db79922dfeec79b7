#include "dynamodb/ops/item_keys.h"

#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::string_view kInvalid = "One or more parameter values were invalid: ";
constexpr std::string_view kNotValid = "One or more parameter values are not valid. ";
constexpr std::string_view kMismatch = "The provided key element does not match the schema";
constexpr std::size_t kMaxHashBytes = 2048;
constexpr std::size_t kMaxRangeBytes = 1024;

std::string concat(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

bool is_empty(const AttributeValue& value) {
  if (const auto* text = value.as<std::string>()) return text->empty();
  if (const auto* binary = value.as<Binary>()) return binary->bytes.empty();
  return false;
}

// "string" or "binary", for the only types that can be empty.
std::string_view empty_kind(const AttributeValue& value) {
  return value.type() == AttributeType::B ? "binary" : "string";
}

Result<void> check_sizes(const KeySchema& keys, const Item& item) {
  for (const KeyAttribute& attribute : keys.hash)
    if (const AttributeValue* value = item.find(attribute.name))
      DYNAROCK_TRY(check_hash_size(*value));
  for (const KeyAttribute& attribute : keys.range)
    if (const AttributeValue* value = item.find(attribute.name))
      DYNAROCK_TRY(check_range_size(*value));
  return {};
}

template <class Check>
Result<void> for_each_key(const KeySchema& keys, Check check) {
  for (const auto* part : {&keys.hash, &keys.range})
    for (const KeyAttribute& attribute : *part) DYNAROCK_TRY(check(attribute));
  return {};
}

template <class Check>
Result<void> for_each_index(const Table& table, Check check) {
  for (const auto* indexes : {&table.global_indexes, &table.local_indexes})
    for (const Index& index : *indexes) DYNAROCK_TRY(check(index));
  return {};
}

std::string storage_key(const Table& table, const Item& item) {
  std::string key;
  append_item_key(table.keys, item, key);
  return key;
}

Result<void> check_put_not_empty(const Index& index, const KeyAttribute& attribute,
                                 const AttributeValue& value) {
  if (!is_empty(value)) return {};
  return fail(validation_error(concat(
      {kNotValid,
       "A value specified for a secondary index key is not supported. The AttributeValue for a key "
       "attribute cannot contain an empty ",
       empty_kind(value), " value. IndexName: ", index.name, ", IndexKey: ", attribute.name})));
}

Result<void> check_update_not_empty(const AttributeValue& value) {
  if (!is_empty(value)) return {};
  return fail(validation_error(
      concat({kNotValid,
              "The update expression attempted to update a secondary index key to a value that is "
              "not supported. The AttributeValue for a key attribute cannot contain an empty ",
              empty_kind(value), " value."})));
}

}  // namespace

// An oversized number can't be: its size is bounded by its digits.
Result<void> check_hash_size(const AttributeValue& value) {
  if (value.size() <= kMaxHashBytes) return {};
  return fail(validation_error(
      concat({kInvalid, "Size of hashkey has exceeded the maximum size limit of2048 bytes"})));
}

Result<void> check_range_size(const AttributeValue& value) {
  if (value.size() <= kMaxRangeBytes) return {};
  return fail(validation_error(concat(
      {kInvalid, "Aggregated size of all range keys has exceeded the size limit of 1024 bytes"})));
}

Result<void> check_key_not_empty(const KeySchema& keys, const Item& item) {
  return for_each_key(keys, [&](const KeyAttribute& attribute) -> Result<void> {
    const AttributeValue* value = item.find(attribute.name);
    if (value != nullptr && is_empty(*value))
      return fail(validation_error(
          concat({kNotValid, "The AttributeValue for a key attribute cannot contain an empty ",
                  empty_kind(*value), " value. Key: ", attribute.name})));
    return {};
  });
}

Result<void> check_key_size(const KeySchema& keys, const Item& item) {
  DYNAROCK_TRY(check_key_not_empty(keys, item));
  return check_sizes(keys, item);
}

Result<std::string> key_of_item(const Table& table, const Item& item) {
  DYNAROCK_TRY(for_each_key(table.keys, [&](const KeyAttribute& attribute) -> Result<void> {
    const AttributeValue* value = item.find(attribute.name);
    if (value == nullptr)
      return fail(
          validation_error(concat({kInvalid, "Missing the key ", attribute.name, " in the item"})));
    if (value->type() != attribute.type)
      return fail(validation_error(concat({kInvalid, "Type mismatch for key ", attribute.name,
                                           " expected: ", type_name(attribute.type),
                                           " actual: ", type_name(value->type())})));
    return {};
  }));
  DYNAROCK_TRY(check_key_size(table.keys, item));
  return storage_key(table, item);
}

Result<std::string> key_of_key(const Table& table, const Item& key) {
  if (key.size() != table.keys.size()) return fail(validation_error(std::string(kMismatch)));
  DYNAROCK_TRY(for_each_key(table.keys, [&](const KeyAttribute& attribute) -> Result<void> {
    const AttributeValue* value = key.find(attribute.name);
    if (value == nullptr || value->type() != attribute.type)
      return fail(validation_error(std::string(kMismatch)));
    return {};
  }));
  DYNAROCK_TRY(check_key_size(table.keys, key));
  return storage_key(table, key);
}

Result<void> check_index_keys(const Table& table, const Item& item) {
  return for_each_index(table, [&](const Index& index) -> Result<void> {
    DYNAROCK_TRY(for_each_key(index.keys, [&](const KeyAttribute& attribute) -> Result<void> {
      const AttributeValue* value = item.find(attribute.name);
      if (value == nullptr) return {};
      if (value->type() != attribute.type)
        return fail(validation_error(
            concat({kInvalid, "Type mismatch for Index Key ", attribute.name,
                    " Expected: ", type_name(attribute.type), " Actual: ", type_name(value->type()),
                    " IndexName: ", index.name})));
      return check_put_not_empty(index, attribute, *value);
    }));
    return check_sizes(index.keys, item);
  });
}

Result<void> check_updated_index_keys(const Table& table, const Item& item) {
  return for_each_index(table, [&](const Index& index) -> Result<void> {
    DYNAROCK_TRY(for_each_key(index.keys, [&](const KeyAttribute& attribute) -> Result<void> {
      const AttributeValue* value = item.find(attribute.name);
      if (value == nullptr) return {};
      if (value->type() != attribute.type)
        return fail(validation_error(
            "The update expression attempted to update the secondary index key to unsupported "
            "type"));
      return check_update_not_empty(*value);
    }));
    return check_sizes(index.keys, item);
  });
}

Result<void> check_index_keys_not_empty(const Table& table, const Item& item, ItemSource source) {
  return for_each_index(table, [&](const Index& index) {
    return for_each_key(index.keys, [&](const KeyAttribute& attribute) -> Result<void> {
      const AttributeValue* value = item.find(attribute.name);
      if (value == nullptr || value->type() != attribute.type) return {};
      if (source == ItemSource::kUpdate) return check_update_not_empty(*value);
      return check_put_not_empty(index, attribute, *value);
    });
  });
}

}  // namespace dynarock::dynamodb
