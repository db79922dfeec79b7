#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace dynarock::http {

/// Threads for calls that wait: a new one whenever all are busy, up to a limit; beyond it calls
/// queue. None is made before it is needed. Safe to use from several threads.
class BlockingPool {
 public:
  explicit BlockingPool(std::size_t max_threads) : max_threads_(max_threads) {}
  /// Runs what is queued, and joins.
  ~BlockingPool();

  /// The task must not throw.
  void run(std::function<void()> task);

 private:
  void work();

  const std::size_t max_threads_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  std::size_t idle_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace dynarock::http
