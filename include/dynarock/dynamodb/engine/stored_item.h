#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dynarock/dynamodb/model/attribute_value.h"

namespace dynarock::dynamodb {

/// An item or index entry as it lies in the store: its size in DynamoDB's bytes (4 bytes,
/// little-endian), then the JSON text that an answer carries. So a plain read copies bytes, and
/// equal items are equal records.
std::string encode_record(const Item& item);
std::size_t record_item_size(std::string_view record);
std::string_view record_json(std::string_view record);

/// Decodes a record's JSON. Throws std::runtime_error if the store is damaged.
Item decode_record(std::string_view record);

/// An item as a read or write finds it; decoded when first asked for.
class StoredItem {
 public:
  /// No item.
  StoredItem() = default;
  explicit StoredItem(std::string record) : exists_(true), record_(std::move(record)) {}

  bool exists() const { return exists_; }
  /// In DynamoDB's bytes; 0 if there is none.
  std::size_t size() const { return exists_ ? record_item_size(record_) : 0; }
  std::string_view json() const { return exists_ ? record_json(record_) : std::string_view(); }
  const std::string& record() const { return record_; }
  /// The item; empty if there is none.
  const Item& item() const;

 private:
  bool exists_ = false;
  std::string record_;
  mutable std::optional<Item> item_;
};

}  // namespace dynarock::dynamodb
