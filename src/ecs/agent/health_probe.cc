#include "ecs/agent/health_probe.h"

#include <utility>

namespace dynarock::ecs {
namespace {

constexpr std::size_t kLongestOutput = 4096;

}  // namespace

void HealthProbe::end(int exit_code, std::string output, Timestamp now) {
  begun_.reset();
  next_ = now + check_.interval;
  output.resize(std::min(output.size(), kLongestOutput));
  report_.exit_code = exit_code;
  report_.output = std::move(output);

  HealthStatus status = report_.status;
  if (exit_code == 0) {
    failures_ = 0;
    status = HealthStatus::kHealthy;
  } else if (report_.status != HealthStatus::kUnknown || now >= started_ + check_.start_period) {
    if (++failures_ >= check_.retries) status = HealthStatus::kUnhealthy;
  }
  if (status != report_.status) report_.since = now;
  report_.status = status;
}

}  // namespace dynarock::ecs
