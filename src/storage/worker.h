#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace dynarock::storage {

/// Runs tasks one after another in a thread of its own, which starts with the first task. Tasks
/// must not throw, and should end early once `stopping` is set.
class Worker {
 public:
  using Task = std::function<void(std::atomic<bool>& stopping)>;

  Worker() = default;
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker() { stop(); }

  /// Runs `task` once `delay` has passed. Safe from any thread, tasks included.
  void post(Task task, std::chrono::milliseconds delay = {});
  /// Drops the tasks that have not started and asks the one that has to end.
  void request_stop();
  /// As request_stop(), and waits for that end. Not for two threads.
  void stop();

 private:
  using SteadyClock = std::chrono::steady_clock;

  void run();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::multimap<SteadyClock::time_point, Task> tasks_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace dynarock::storage
