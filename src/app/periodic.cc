#include "app/periodic.h"

#include <utility>

namespace dynarock::app {

Periodic::Periodic(std::chrono::milliseconds interval, std::function<void()> call)
    : thread_([this, interval, call = std::move(call)](std::stop_token stop) {
        std::unique_lock lock(mutex_);
        while (!stopping_.wait_for(lock, stop, interval, [&] { return stop.stop_requested(); }))
          call();
      }) {}

}  // namespace dynarock::app
