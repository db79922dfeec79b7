#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dynarock/dynamodb/model/table.h"

namespace dynarock::dynamodb {

/// An entry of a secondary index as it lies in the store.
struct IndexEntry {
  std::string key;
  std::string record;
};

/// The entry of an item in an index, or nothing if the item lacks one of its key attributes.
/// `record` is the item's own record, which serves where the index projects everything.
std::optional<IndexEntry> index_entry(const Table& table, const Index& index,
                                      std::string_view item_key, const Item& item,
                                      std::string_view record);

}  // namespace dynarock::dynamodb
