#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/ecs/agent/agent.h"

namespace dynarock::ecs {

/// What the latest tasks printed last. Safe to use from several threads.
class OutputHistory {
 public:
  /// Of the first container of a task that is not known yet: one more task.
  void add(const std::string& task_id, const std::string& container, bool is_error,
           const std::vector<std::string>& lines);
  /// Those from a position on.
  std::vector<TaskLine> since(std::string_view task_id, std::int64_t position) const;

 private:
  struct Lines {
    std::deque<TaskLine> kept;
    std::int64_t next = 0;
    std::size_t bytes = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::string, Lines, std::less<>> tasks_;
  /// The tasks' ids, the oldest first.
  std::deque<std::string> order_;
};

}  // namespace dynarock::ecs
