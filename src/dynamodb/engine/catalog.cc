#include "dynarock/dynamodb/engine/catalog.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "dynarock/base/numbers.h"
#include "dynarock/dynamodb/engine/key_layout.h"
#include "dynarock/dynamodb/engine/stored_item.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {

TableState::TableState(Table table) : table_(std::make_shared<const Table>(std::move(table))) {}

std::shared_ptr<const Table> TableState::table() const {
  const std::lock_guard lock(mutex_);
  return table_;
}

void TableState::add_count(std::uint16_t index, Count change) {
  const std::lock_guard lock(mutex_);
  Count& count = counts_[index];
  count.items += change.items;
  count.bytes += change.bytes;
}

std::optional<Count> TableState::count(std::uint16_t index) const {
  const std::lock_guard lock(mutex_);
  if (!counts_known_) return std::nullopt;
  const auto found = counts_.find(index);
  return found == counts_.end() ? Count{} : found->second;
}

void TableState::start_counting() {
  const std::lock_guard lock(mutex_);
  counts_.clear();
}

void TableState::finish_counting(const std::map<std::uint16_t, Count>& found) {
  const std::lock_guard lock(mutex_);
  for (const auto& [index, count] : found) {
    counts_[index].items += count.items;
    counts_[index].bytes += count.bytes;
  }
  counts_known_ = true;
}

std::optional<std::map<std::uint16_t, Count>> TableState::counts() const {
  const std::lock_guard lock(mutex_);
  if (!counts_known_) return std::nullopt;
  return counts_;
}

/// The tables and indexes in use. The store asks it from compaction threads which keys are dead, so
/// it learns of a table or index before its first key is written, and forgets it only when the
/// catalogue in the store has.
struct Catalog::LiveIndexes {
  mutable std::shared_mutex mutex;
  std::unordered_map<std::uint32_t, std::set<std::uint16_t>> tables;  // by incarnation
  // Tables from here on may have been created since; their keys are left alone.
  std::uint32_t known_below = 0;

  bool dead(std::string_view key) const {
    const std::optional<DataKeyParts> parts = parse_data_key(key);
    if (!parts) return false;
    const std::shared_lock lock(mutex);
    if (parts->incarnation >= known_below) return false;
    const auto found = tables.find(parts->incarnation);
    return found == tables.end() || !found->second.contains(parts->index);
  }

  void set(const Table& table) {
    std::set<std::uint16_t> indexes{0};
    for (const auto* group : {&table.local_indexes, &table.global_indexes})
      for (const Index& index : *group) indexes.insert(index.id);
    if (table.time_to_live && table.time_to_live->enabled) indexes.insert(table.time_to_live->id);
    const std::unique_lock lock(mutex);
    tables[table.incarnation] = std::move(indexes);
    known_below = std::max(known_below, table.incarnation + 1);
  }

  void erase(const Table& table) {
    const std::unique_lock lock(mutex);
    tables.erase(table.incarnation);
  }
};

namespace {

std::string key_of(const Table& table) {
  return catalog_key(table.account, table.region, table.name);
}

// `{"0":[items,bytes],"1":[...]}`
std::string encode_counts(const std::map<std::uint16_t, Count>& counts) {
  std::string text;
  json::Writer out(text);
  out.begin_object();
  for (const auto& [index, count] : counts)
    out.key(std::to_string(index))
        .begin_array()
        .integer(count.items)
        .integer(count.bytes)
        .end_array();
  out.end_object();
  return text;
}

std::map<std::uint16_t, Count> decode_counts(std::string_view text) {
  std::map<std::uint16_t, Count> counts;
  json::Document document;
  if (!document.parse(text)) return counts;
  for (const auto [index, pair] : document.root().members()) {
    std::vector<std::int64_t> numbers;
    for (const json::Value number : pair.elements())
      numbers.push_back(leading_number<std::int64_t>(number.text()));
    if (numbers.size() == 2)
      counts[leading_number<std::uint16_t>(index)] = {numbers[0], numbers[1]};
  }
  return counts;
}

bool is_deleting(const Table& table) {
  return table.transition && table.transition->status == "DELETING";
}

}  // namespace

Catalog::Catalog(storage::Store& store, const Clock& clock, const StreamOptions& options)
    : store_(store),
      clock_(clock),
      streams_(store, options),
      live_(std::make_shared<LiveIndexes>()) {
  load();
  store_.set_dead_keys([live = live_, dead_record = streams_.dead_keys()](std::string_view key) {
    return live->dead(key) || dead_record(key);
  });
  reclaim_leftovers();
  erase_deleted(clock_.now());
}

void Catalog::load() {
  std::string value;
  if (store_.get(kIncarnationKey, value)) next_incarnation_ = leading_number<std::uint32_t>(value);
  // A count that stays in the store would be wrong after a crash: take them all out.
  storage::Batch taken;
  const auto cursor = store_.cursor(kCatalogPrefix, storage::prefix_end(kCatalogPrefix));
  for (cursor->seek_first(); cursor->valid(); cursor->next()) {
    auto state = std::make_shared<TableState>(decode_table(cursor->value()));
    const Table& table = *state->table_;
    const std::string key = counts_key(table.incarnation);
    if (store_.get(key, value)) {
      state->finish_counting(decode_counts(value));
      taken.erase(key);
    }
    if (is_deleting(table))
      ++deleting_;
    else if (table.stream)
      state->stream_ =
          streams_.find({table.account, table.region, table.name, table.stream->label});
    live_->set(table);
    tables_.emplace(cursor->key(), std::move(state));
  }
  live_->known_below = next_incarnation_;
  if (!taken.empty()) store_.write(std::move(taken));
}

// Tables that were erased shortly before the process ended may have left their data behind.
void Catalog::reclaim_leftovers() {
  std::set<std::uint32_t> live;
  for (const auto& [incarnation, indexes] : live_->tables) live.insert(incarnation);
  std::uint32_t next = 1;
  for (const std::uint32_t incarnation : live) {
    if (next < incarnation) store_.reclaim(table_prefix(next), table_prefix(incarnation));
    next = incarnation + 1;
  }
  if (next < next_incarnation_) store_.reclaim(table_prefix(next), table_prefix(next_incarnation_));
}

Catalog::~Catalog() {
  storage::Batch batch;
  for (const auto& [key, state] : tables_)
    if (const auto counts = state->counts())
      batch.put(counts_key(state->table_->incarnation), encode_counts(*counts));
  try {
    if (!batch.empty()) store_.write(std::move(batch));
  } catch (const storage::StoreError&) {
    // The counts are made anew when they are next asked for.
  }
}

std::shared_ptr<TableState> Catalog::find(std::string_view account, std::string_view region,
                                          std::string_view name) const {
  const std::string key = catalog_key(account, region, name);
  const std::shared_lock lock(mutex_);
  const auto found = tables_.find(key);
  if (found == tables_.end()) return nullptr;
  const std::shared_ptr<const Table> table = found->second->table();
  if (table->transition && table->deleted(clock_.now())) return nullptr;
  return found->second;
}

std::shared_ptr<TableState> Catalog::create(Table table) {
  erase_deleted(clock_.now());
  const std::string key = key_of(table);
  const std::unique_lock lock(mutex_);
  if (tables_.contains(key)) return nullptr;
  storage::Batch batch;
  table.incarnation = take_incarnation(batch);
  batch.put(key, encode_table(table));
  std::shared_ptr<Stream> stream = stream_of(table, nullptr, batch);
  store_.write(std::move(batch));
  live_->set(table);
  auto state = std::make_shared<TableState>(std::move(table));
  state->stream_ = std::move(stream);
  state->finish_counting({});
  tables_.emplace(key, state);
  return state;
}

// The caller holds mutex_ alone.
std::uint32_t Catalog::take_incarnation(storage::Batch& batch) {
  const std::uint32_t taken = next_incarnation_++;
  batch.put(kIncarnationKey, std::to_string(next_incarnation_));
  return taken;
}

// The stream that the table asks for, closing the present one if that is another. The caller holds
// mutex_ alone.
std::shared_ptr<Stream> Catalog::stream_of(const Table& table,
                                           const std::shared_ptr<Stream>& present,
                                           storage::Batch& batch) {
  const bool wanted = table.stream && !is_deleting(table);
  if (present != nullptr) {
    if (wanted && present->description()->label == table.stream->label) return present;
    streams_.close(*present, clock_.now(), batch);
  }
  if (!wanted) return nullptr;
  return streams_.open(table, take_incarnation(batch), clock_.now(), batch);
}

bool Catalog::update(TableState& state, const std::function<void(Table&)>& change) {
  const std::unique_lock gate(state.gate());
  if (state.erased()) return false;
  const std::shared_ptr<const Table> present = state.table();
  auto next = std::make_shared<Table>(*present);
  change(*next);
  storage::Batch batch;
  batch.put(key_of(*next), encode_table(*next));
  {
    const std::unique_lock lock(mutex_);
    state.stream_ = stream_of(*next, state.stream_, batch);
    store_.write(std::move(batch));
  }
  live_->set(*next);
  deleting_ += int{is_deleting(*next)} - int{is_deleting(*present)};
  const std::lock_guard lock(state.mutex_);
  state.table_ = std::move(next);
  return true;
}

bool Catalog::erase(TableState& state) {
  const std::unique_lock gate(state.gate());
  if (state.erased()) return false;
  const std::shared_ptr<const Table> table = state.table();
  {
    const std::unique_lock lock(mutex_);
    const std::string key = key_of(*table);
    storage::Batch batch;
    batch.erase(key);
    if (state.stream_ != nullptr) streams_.close(*state.stream_, clock_.now(), batch);
    store_.write(std::move(batch));
    tables_.erase(key);
  }
  state.erased_ = true;
  state.stream_.reset();
  if (is_deleting(*table)) --deleting_;
  live_->erase(*table);
  const std::string prefix = table_prefix(table->incarnation);
  store_.reclaim(prefix, storage::prefix_end(prefix));
  return true;
}

// A table whose deletion ended by itself is hidden at once and removed when the next is created.
void Catalog::erase_deleted(Timestamp now) {
  if (deleting_ == 0) return;
  for (const auto& state : all())
    if (state->table()->deleted(now)) std::ignore = erase(*state);
}

std::vector<std::string> Catalog::names(std::string_view account, std::string_view region,
                                        std::string_view after, std::size_t limit,
                                        bool& more) const {
  const std::string prefix = catalog_key(account, region, "");
  const std::shared_lock lock(mutex_);
  const Timestamp now = clock_.now();
  std::vector<std::string> names;
  more = false;
  for (auto it = tables_.upper_bound(prefix + std::string(after)); it != tables_.end(); ++it) {
    if (!it->first.starts_with(prefix)) break;
    const auto table = it->second->table();
    if (table->deleted(now)) continue;
    if (names.size() == limit) {
      more = true;
      break;
    }
    names.push_back(table->name);
  }
  return names;
}

std::vector<std::string> Catalog::other_places(std::string_view account, std::string_view region,
                                               std::string_view name) const {
  std::vector<std::string> places;
  for (const auto& state : all()) {
    const auto table = state->table();
    if (table->name == name && (table->account != account || table->region != region))
      places.push_back(table->account + "/" + table->region);
  }
  return places;
}

std::vector<std::shared_ptr<TableState>> Catalog::all() const {
  const std::shared_lock lock(mutex_);
  std::vector<std::shared_ptr<TableState>> states;
  states.reserve(tables_.size());
  for (const auto& [key, state] : tables_) states.push_back(state);
  return states;
}

Count Catalog::count(TableState& state, std::uint16_t index) {
  if (const auto known = state.count(index)) return *known;
  recount(state);
  return state.count(index).value_or(Count{});
}

void Catalog::recount(TableState& state) {
  const std::lock_guard counting(state.counting_lock_);
  if (state.counts()) return;
  const std::string prefix = table_prefix(state.table()->incarnation);
  std::unique_ptr<storage::Cursor> cursor;
  {
    // The cursor sees what was written before this moment, start_counting() all that comes behind.
    const std::unique_lock gate(state.gate());
    state.start_counting();
    cursor = store_.cursor(prefix, storage::prefix_end(prefix));
  }
  std::map<std::uint16_t, Count> found;
  for (cursor->seek_first(); cursor->valid(); cursor->next()) {
    if (cursor->value().empty()) continue;  // an expiration
    Count& count = found[parse_data_key(cursor->key())->index];
    ++count.items;
    count.bytes += static_cast<std::int64_t>(record_item_size(cursor->value()));
  }
  state.finish_counting(found);
}

}  // namespace dynarock::dynamodb
