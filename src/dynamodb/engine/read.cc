#include <algorithm>

#include "dynamodb/engine/past_states.h"
#include "dynarock/dynamodb/engine/engine.h"
#include "dynarock/dynamodb/engine/key_layout.h"
#include "dynarock/dynamodb/model/item_json.h"
#include "dynarock/dynamodb/model/key_codec.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::int64_t kPageBytes = 1 << 20;

// The item's own key, which an index entry's key ends in, found by walking over the index key.
std::string_view item_key_of(const Index& index, std::string_view entry_key) {
  entry_key.remove_prefix(kPartitionHashSize);
  for (const auto* part : {&index.keys.hash, &index.keys.range})
    for (const KeyAttribute& attribute : *part) take_key_value(attribute.type, entry_key);
  return entry_key;
}

// Filters and encodes one evaluated item into the page.
void add_to_page(const PageRequest& request, std::string_view record, Page& page) {
  const bool decode = request.filter != nullptr || request.projection != nullptr;
  const Item item = decode ? decode_record(record) : Item();
  if (request.filter != nullptr && !expr::evaluate(*request.filter, item)) return;
  ++page.count;
  if (request.count_only) return;
  if (!page.items.empty()) page.items += ',';
  if (request.projection != nullptr)
    encode_item(request.projection->apply(item), page.items);
  else
    page.items += record_json(record);
}

struct Range {
  std::string lower;
  std::string upper;
};

// The storage keys to read, those up to start_after left out.
Range storage_range(const PageRequest& request, std::string_view prefix) {
  std::string lower = std::string(prefix) + request.lower;
  std::string upper =
      request.upper.empty() ? storage::prefix_end(prefix) : std::string(prefix) + request.upper;
  if (request.start_after) {
    const std::string from = std::string(prefix) + *request.start_after;
    // The first key behind another one is that key and a zero byte.
    if (request.forward)
      lower = std::max(lower, from + '\0');
    else
      upper = std::min(upper, from);
  }
  return {std::move(lower), std::move(upper)};
}

}  // namespace

StoredItem Engine::read(const Table& table, std::string_view key, bool consistent) const {
  std::string storage_key = index_prefix(table.incarnation, 0);
  storage_key += key;
  std::string record;
  const auto past = consistent ? nullptr : state_before(lag_.eventual);
  if (!store_.get(storage_key, record, past.get())) return {};
  return StoredItem(std::move(record));
}

std::shared_ptr<const storage::Snapshot> Engine::state_before(std::chrono::microseconds lag) const {
  return lag.count() == 0 ? nullptr : past_->before(lag);
}

Item key_attributes(const Item& item, const Table& table, const Index* index) {
  Item keys;
  const auto take = [&](const KeySchema& schema) {
    for (const auto* part : {&schema.hash, &schema.range})
      for (const KeyAttribute& attribute : *part)
        if (const AttributeValue* value = item.find(attribute.name))
          keys.set(attribute.name, *value);
  };
  take(table.keys);
  if (index != nullptr) take(index->keys);
  return keys;
}

Page Engine::read_page(const PageRequest& request) const {
  const Table& table = *request.table;
  const std::string prefix =
      index_prefix(table.incarnation, request.index != nullptr ? request.index->id : 0);
  const Range range = storage_range(request, prefix);
  Page page;
  if (range.lower >= range.upper) return page;

  const bool of_global_index = request.index != nullptr && request.index->global;
  std::shared_ptr<const storage::Snapshot> snapshot;
  if (!request.consistent)
    snapshot = state_before(of_global_index ? lag_.global_index : lag_.eventual);
  if (request.fetch_items && snapshot == nullptr) snapshot = store_.snapshot();
  const std::unique_ptr<storage::Cursor> cursor =
      store_.cursor(range.lower, range.upper, snapshot.get());
  std::string fetched;
  for (request.forward ? cursor->seek_first() : cursor->seek_last(); cursor->valid();
       request.forward ? cursor->next() : cursor->previous()) {
    const std::string_view entry = cursor->value();
    ++page.scanned;
    page.bytes += static_cast<std::int64_t>(record_item_size(entry));
    std::string_view record = entry;
    if (request.fetch_items) {
      std::string item_key = index_prefix(table.incarnation, 0);
      item_key += item_key_of(*request.index, cursor->key().substr(prefix.size()));
      if (store_.get(item_key, fetched, snapshot.get())) record = fetched;
      page.fetched_units += read_units(record_item_size(record));
    }
    add_to_page(request, record, page);
    const bool full = page.scanned == request.limit || page.bytes >= kPageBytes;
    if (full) {
      page.last_key = key_attributes(decode_record(entry), table, request.index);
      break;
    }
  }
  return page;
}

}  // namespace dynarock::dynamodb
