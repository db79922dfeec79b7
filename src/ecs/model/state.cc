#include "dynarock/ecs/model/state.h"

#include <algorithm>
#include <utility>

#include "ecs/model/records.h"

namespace dynarock::ecs {
namespace {

std::string key_of(std::string_view cluster, std::string_view name) {
  return std::string(cluster) + "/" + std::string(name);
}

std::string key_of(const TaskDefinition& definition) {
  return definition.family + ":" + std::to_string(definition.revision);
}

/// Null if it is not there; of a constant map a constant.
template <class Map>
auto* find_in(Map& map, std::string_view key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

}  // namespace

const TaskDefinition* Family::latest() const {
  for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision)
    if (revision->second.status == DefinitionStatus::kActive) return &revision->second;
  return nullptr;
}

const Cluster* Resources::find_cluster(std::string_view name) const {
  return find_in(clusters, name);
}
Service* Resources::find_service(std::string_view cluster, std::string_view name) {
  return find_in(services, key_of(cluster, name));
}
const Service* Resources::find_service(std::string_view cluster, std::string_view name) const {
  return find_in(services, key_of(cluster, name));
}
Task* Resources::find_task(std::string_view cluster, std::string_view id) {
  return find_in(tasks, key_of(cluster, id));
}
const Task* Resources::find_task(std::string_view cluster, std::string_view id) const {
  return find_in(tasks, key_of(cluster, id));
}

const TaskDefinition* Resources::find_definition(std::string_view given) const {
  const auto name = parse_definition_name(given);
  if (!name) return nullptr;
  const Family* family = find_in(families, name->family);
  if (!family) return nullptr;
  if (!name->revision) return family->latest();
  const auto found = family->revisions.find(*name->revision);
  return found == family->revisions.end() ? nullptr : &found->second;
}
TaskDefinition* Resources::find_definition(std::string_view given) {
  return const_cast<TaskDefinition*>(std::as_const(*this).find_definition(given));
}

State::State(storage::Store& store) : store_(store) { load(); }

void State::load() {
  const auto cursor = store_.cursor(kPrefix, storage::prefix_end(kPrefix));
  for (cursor->seek_first(); cursor->valid(); cursor->next()) {
    const RecordName name = parse_record_key(cursor->key());
    decode_into(resources_to_change(name.place), name, cursor->value());
  }
}

const Resources& State::resources_or_empty(const Place& place) const {
  static const Resources kEmpty;
  const auto found = places_.find(place);
  return found == places_.end() ? kEmpty : found->second;
}

Resources& State::resources_to_change(const Place& place) {
  Resources& resources = places_[place];
  resources.place = place;
  return resources;
}

std::vector<Place> State::places() const {
  const std::shared_lock lock(mutex_);
  std::vector<Place> places;
  for (const auto& [place, resources] : places_) places.push_back(place);
  return places;
}

std::uint64_t State::wait_for_change(std::uint64_t seen, std::chrono::milliseconds at_most) const {
  std::unique_lock lock(wait_mutex_);
  changed_.wait_for(lock, at_most, [&] { return version() != seen; });
  return version();
}

void State::wake() {
  {
    const std::lock_guard lock(wait_mutex_);
    version_.fetch_add(1, std::memory_order_release);
  }
  changed_.notify_all();
}

State::Reader::Reader(const State& state, const Place& place)
    : lock_(state.mutex_), resources_(state.resources_or_empty(place)) {}

State::Writer::Writer(State& state, const Place& place)
    : state_(state), lock_(state.mutex_), resources_(state.resources_to_change(place)) {}

void State::Writer::save(const Cluster& cluster) {
  batch_.put(record_key(resources_.place, "cluster", cluster.name), encode(cluster));
}

void State::Writer::save(const TaskDefinition& definition) {
  const Place& place = resources_.place;
  const Family& family = resources_.families.find(definition.family)->second;
  batch_.put(record_key(place, "definition", key_of(definition)), encode(definition));
  batch_.put(record_key(place, "family", family.name), encode_last_revision(family.last_revision));
}

void State::Writer::save(const Service& service) {
  batch_.put(record_key(resources_.place, "service", key_of(service.cluster, service.name)),
             encode(service));
}

void State::Writer::save(Task& task) {
  ++task.version;
  batch_.put(record_key(resources_.place, "task", key_of(task.cluster, task.id)), encode(task));
}

void State::Writer::save_settings() {
  batch_.put(record_key(resources_.place, "settings", {}), encode(resources_.settings));
}

void State::Writer::erase(const TaskDefinition& definition) {
  batch_.erase(record_key(resources_.place, "definition", key_of(definition)));
  resources_.families.find(definition.family)->second.revisions.erase(definition.revision);
}

void State::Writer::erase(const Service& service) {
  const std::string key = key_of(service.cluster, service.name);
  batch_.erase(record_key(resources_.place, "service", key));
  resources_.services.erase(key);
}

void State::Writer::erase(const Task& task) {
  const std::string key = key_of(task.cluster, task.id);
  batch_.erase(record_key(resources_.place, "task", key));
  resources_.tasks.erase(key);
}

void State::Writer::commit() {
  if (batch_.empty()) return;
  state_.store_.write(std::move(batch_));
  state_.wake();
}

}  // namespace dynarock::ecs
