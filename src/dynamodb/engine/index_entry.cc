#include "dynamodb/engine/index_entry.h"

#include "dynarock/dynamodb/engine/engine.h"
#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {

Item project_to_index(const Item& item, const Index& index, const KeySchema& table_keys) {
  if (index.projection.type == ProjectionType::kAll) return item;
  Item projected;
  for (const auto& [name, value] : item)
    if (index.projects(name, table_keys)) projected.append(name, value);
  return projected;
}

std::optional<IndexEntry> index_entry(const Table& table, const Index& index,
                                      std::string_view item_key, const Item& item,
                                      std::string_view record) {
  IndexEntry entry{index_prefix(table.incarnation, index.id), {}};
  if (!append_item_key(index.keys, item, entry.key)) return std::nullopt;
  entry.key += item_key;
  entry.record = index.projection.type == ProjectionType::kAll
                     ? std::string(record)
                     : encode_record(project_to_index(item, index, table.keys));
  return entry;
}

}  // namespace dynarock::dynamodb
