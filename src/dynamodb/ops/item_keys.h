#pragma once

#include <string>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/model/table.h"

namespace dynarock::dynamodb {

/// The storage key of an item to put. Refuses missing key attributes, wrong types, empty and
/// oversized keys with the texts of PutItem.
Result<std::string> key_of_item(const Table& table, const Item& item);

/// The storage key that a Key parameter names: just the key attributes, of the right types. Refuses
/// others with `The provided key element does not match the schema`, and empty and oversized keys.
Result<std::string> key_of_key(const Table& table, const Item& key);

/// Refuses values of index keys that their indexes could not hold: wrong type, empty, too long.
/// Global indexes are looked at before local ones.
Result<void> check_index_keys(const Table& table, const Item& item);

/// The same for the item that an update makes of another, with the texts of UpdateItem.
Result<void> check_updated_index_keys(const Table& table, const Item& item);

/// Whether an item is put or made by an update, which have texts of their own.
enum class ItemSource { kPut, kUpdate };

/// Refuses empty values of index keys, and nothing else.
Result<void> check_index_keys_not_empty(const Table& table, const Item& item, ItemSource source);

/// Refuses a key value of no bytes.
Result<void> check_key_not_empty(const KeySchema& keys, const Item& item);

/// Refuses a key value of no bytes or of more than a key may have.
Result<void> check_key_size(const KeySchema& keys, const Item& item);

/// Refuses values that are too long for one of a key's attributes.
Result<void> check_hash_size(const AttributeValue& value);
Result<void> check_range_size(const AttributeValue& value);

/// Item sizes above this are refused (400 KB).
inline constexpr std::size_t kMaxItemSize = 409'600;

}  // namespace dynarock::dynamodb
