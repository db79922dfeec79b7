#pragma once

#include <functional>
#include <span>
#include <string>

#include "dynarock/dynamodb/model/table.h"
#include "dynarock/storage/store.h"

namespace dynarock::dynamodb {

/// Calls `visit` with the storage keys of all items that `table` has now, in their order and some
/// at a time: enough to share the cost of a write, few enough that writers to them hardly wait.
void for_each_item_group(storage::Store& store, const Table& table,
                         const std::function<void(std::span<const std::string>)>& visit);

}  // namespace dynarock::dynamodb
