#include "storage/worker.h"

namespace dynarock::storage {

void Worker::post(Task task, std::chrono::milliseconds delay) {
  const std::lock_guard lock(mutex_);
  if (stopping_) return;
  tasks_.emplace(SteadyClock::now() + delay, std::move(task));
  if (!thread_.joinable()) thread_ = std::thread(&Worker::run, this);
  wake_.notify_one();
}

void Worker::request_stop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  wake_.notify_one();
}

void Worker::stop() {
  request_stop();
  if (thread_.joinable()) thread_.join();
}

void Worker::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (tasks_.empty()) {
      wake_.wait(lock);
      continue;
    }
    const auto due = tasks_.begin()->first;
    if (SteadyClock::now() < due) {
      wake_.wait_until(lock, due);
      continue;
    }
    const Task task = std::move(tasks_.extract(tasks_.begin()).mapped());
    lock.unlock();
    task(stopping_);
    lock.lock();
  }
}

}  // namespace dynarock::storage
