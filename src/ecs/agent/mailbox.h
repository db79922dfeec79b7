#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "dynarock/ecs/model/state.h"

namespace dynarock::ecs {

/// What happened on other threads, for the agent's own to deal with. Safe to use from several
/// threads.
class Mailbox {
 public:
  /// `state` is woken up by every post; it must outlive this.
  explicit Mailbox(State& state) : state_(state) {}

  void post(std::function<void()> deal) {
    {
      const std::lock_guard lock(mutex_);
      posts_.push_back(std::move(deal));
    }
    state_.wake();
  }

  void deal_with_all() {
    std::vector<std::function<void()>> posts;
    {
      const std::lock_guard lock(mutex_);
      std::swap(posts, posts_);
    }
    for (const auto& deal : posts) deal();
  }

 private:
  State& state_;
  std::mutex mutex_;
  std::vector<std::function<void()>> posts_;
};

}  // namespace dynarock::ecs
