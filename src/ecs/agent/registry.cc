#include "ecs/agent/registry.h"

#include <utility>

namespace dynarock::ecs {
namespace {

bool same(const TaskName& left, const TaskName& right) {
  return left.id == right.id && left.cluster == right.cluster && left.place == right.place;
}

template <class Map>
auto find_in(const Map& map, std::string_view key) -> std::optional<typename Map::mapped_type> {
  const auto found = map.find(key);
  if (found == map.end()) return std::nullopt;
  return found->second;
}

}  // namespace

void Registry::set_credentials(const std::string& id, TaskCredentials credentials) {
  const std::lock_guard lock(mutex_);
  credentials_.insert_or_assign(id, std::move(credentials));
}

std::optional<TaskCredentials> Registry::find_credentials(std::string_view id) const {
  const std::lock_guard lock(mutex_);
  return find_in(credentials_, id);
}

void Registry::update(const std::string& id, const std::function<void(ContainerFacts&)>& change) {
  const std::lock_guard lock(mutex_);
  change(containers_[id]);
}

std::optional<ContainerFacts> Registry::find_container(std::string_view id) const {
  const std::lock_guard lock(mutex_);
  return find_in(containers_, id);
}

std::vector<std::pair<std::string, ContainerFacts>> Registry::containers_of(
    const TaskName& task) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::pair<std::string, ContainerFacts>> result;
  for (const auto& [id, facts] : containers_)
    if (same(facts.task, task)) result.emplace_back(id, facts);
  return result;
}

std::optional<TaskCredentials> Registry::credentials_of(const TaskName& task) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [id, credentials] : credentials_)
    if (same(credentials.task, task)) return credentials;
  return std::nullopt;
}

void Registry::forget(const TaskName& task) {
  const std::lock_guard lock(mutex_);
  std::erase_if(credentials_, [&](const auto& one) { return same(one.second.task, task); });
  std::erase_if(containers_, [&](const auto& one) { return same(one.second.task, task); });
}

}  // namespace dynarock::ecs
