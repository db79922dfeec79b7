#pragma once

#include <atomic>
#include <mutex>
#include <shared_mutex>

namespace dynarock::dynamodb {

/// A std::shared_mutex for which whoever wants it alone need not wait until nobody happens to share
/// it: later sharers queue behind. A thread that shares one must not share it again.
class Gate {
 public:
  void lock() {
    entrance_.lock();
    wanted_alone_ = true;
    mutex_.lock();
  }
  void unlock() {
    mutex_.unlock();
    wanted_alone_ = false;
    entrance_.unlock();
  }
  void lock_shared() {
    if (wanted_alone_) {
      const std::lock_guard behind_it(entrance_);
    }
    mutex_.lock_shared();
  }
  void unlock_shared() { mutex_.unlock_shared(); }

 private:
  std::shared_mutex mutex_;
  std::mutex entrance_;
  std::atomic<bool> wanted_alone_{false};
};

}  // namespace dynarock::dynamodb
