#include "app/fargate.h"

#include <chrono>
#include <exception>
#include <utility>

namespace dynarock::app {
namespace {

/// What is due by time alone is done in these intervals.
constexpr std::chrono::milliseconds kBusy{100}, kIdle{1000};
/// Between SIGTERM and SIGKILL when the server ends.
constexpr std::chrono::seconds kPatience{3};

}  // namespace

Fargate::Fargate(ecs::Scheduler& scheduler, ecs::AgentOptions options, const ecs::AgentParts& parts)
    : scheduler_(scheduler),
      state_(parts.state),
      clock_(parts.clock),
      warn_(options.warn),
      agent_(std::move(options), parts) {}

Fargate::~Fargate() { stop(); }

void Fargate::start(std::string url) {
  agent_.start(std::move(url));
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Fargate::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  state_.wake();
  thread_.join();
  agent_.stop(kPatience);
}

void Fargate::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const std::uint64_t seen = state_.version();
    try {
      const Timestamp now = clock_.now();
      scheduler_.step(now);
      agent_.step(now);
    } catch (const std::exception& error) {
      warn_(std::string("ECS can't go on: ") + error.what());
    }
    state_.wait_for_change(seen, agent_.is_busy() ? kBusy : kIdle);
  }
}

}  // namespace dynarock::app
