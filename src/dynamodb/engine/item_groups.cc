#include "dynamodb/engine/item_groups.h"

#include <cstddef>
#include <memory>
#include <vector>

#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::size_t kItemsAtATime = 32;

}  // namespace

void for_each_item_group(storage::Store& store, const Table& table,
                         const std::function<void(std::span<const std::string>)>& visit) {
  const std::string prefix = index_prefix(table.incarnation, 0);
  const std::unique_ptr<storage::Cursor> cursor = store.cursor(prefix, storage::prefix_end(prefix));
  std::vector<std::string> storage_keys;
  for (cursor->seek_first(); cursor->valid(); cursor->next()) {
    storage_keys.emplace_back(cursor->key());
    if (storage_keys.size() < kItemsAtATime) continue;
    visit(storage_keys);
    storage_keys.clear();
  }
  if (!storage_keys.empty()) visit(storage_keys);
}

}  // namespace dynarock::dynamodb
