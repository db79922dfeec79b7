#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dynarock/authz/records.h"

namespace dynarock::authz {

/// What a principal did, or was kept from doing, how often.
struct Observation {
  std::string action;
  std::string resource;
  bool allowed = false;
  std::uint64_t count = 0;
};

/// All actions on all resources that principals asked for. Sessions count as their roles. Safe to
/// use from several threads.
class Observations {
 public:
  void add(const Record& record);
  /// In the order of actions and resources. `principal` is the ARN of a user, a role or an
  /// account's root.
  std::vector<Observation> of(std::string_view principal) const;
  /// Everybody who asked for anything, sorted.
  std::vector<std::string> principals() const;

 private:
  /// More than that many are not remembered.
  static constexpr std::size_t kMaxObservations = 20'000;
  struct Counts {
    std::uint64_t allowed = 0, denied = 0;
  };
  /// By action and resource, a blank between them.
  using Actions = std::unordered_map<std::string, Counts>;

  mutable std::mutex mutex_;  // guards the members below
  std::map<std::string, Actions, std::less<>> principals_;
  std::size_t size_ = 0;
};

}  // namespace dynarock::authz
