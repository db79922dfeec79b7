#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace dynarock::app {

/// Calls a function again and again, on a thread of its own, until it is destroyed; waits for the
/// call under way then.
class Periodic {
 public:
  Periodic(std::chrono::milliseconds interval, std::function<void()> call);

 private:
  std::mutex mutex_;
  std::condition_variable_any stopping_;
  std::jthread thread_;  // last, so that it ends before what it uses
};

}  // namespace dynarock::app
