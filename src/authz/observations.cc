#include "dynarock/authz/observations.h"

#include <algorithm>
#include <tuple>

namespace dynarock::authz {

void Observations::add(const Record& record) {
  const policy::Principal& principal = record.caller->principal;
  const std::string& arn = principal.source_arn.empty() ? principal.arn : principal.source_arn;
  const std::lock_guard lock(mutex_);
  auto found = principals_.find(arn);
  if (found == principals_.end()) {
    if (size_ >= kMaxObservations) return;
    found = principals_.emplace(arn, Actions()).first;
  }
  for (std::size_t i = 0; i < record.accesses.size(); ++i) {
    const policy::Access& access = record.accesses[i];
    thread_local std::string key;
    key.assign(access.action).append(" ").append(access.resource);
    auto counts = found->second.find(key);
    if (counts == found->second.end()) {
      if (size_ >= kMaxObservations) return;
      ++size_;
      counts = found->second.emplace(key, Counts()).first;
    }
    ++(record.verdict.accesses[i].allowed ? counts->second.allowed : counts->second.denied);
  }
}

std::vector<Observation> Observations::of(std::string_view principal) const {
  std::vector<Observation> all;
  const std::lock_guard lock(mutex_);
  const auto found = principals_.find(principal);
  if (found == principals_.end()) return all;
  for (const auto& [key, counts] : found->second) {
    const std::size_t blank = key.find(' ');
    const std::string action = key.substr(0, blank);
    const std::string resource = key.substr(blank + 1);
    if (counts.allowed > 0) all.push_back({action, resource, true, counts.allowed});
    if (counts.denied > 0) all.push_back({action, resource, false, counts.denied});
  }
  std::ranges::sort(all, {}, [](const Observation& one) {
    return std::tie(one.action, one.resource, one.allowed);
  });
  return all;
}

std::vector<std::string> Observations::principals() const {
  std::vector<std::string> all;
  const std::lock_guard lock(mutex_);
  for (const auto& [principal, actions] : principals_) all.push_back(principal);
  return all;
}

}  // namespace dynarock::authz
