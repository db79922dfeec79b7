#pragma once

#include <optional>
#include <string>

#include "dynarock/ecs/model/task_definition.h"
#include "ecs/agent/registry.h"

namespace dynarock::ecs {

/// When a container's health is checked, and what is made of it: as Docker does.
class HealthProbe {
 public:
  HealthProbe(HealthCheck check, Timestamp container_started)
      : check_(std::move(check)),
        started_(container_started),
        next_(container_started + check_.interval) {}

  const HealthCheck& check() const { return check_; }
  /// Whether a check is to begin.
  bool is_due(Timestamp now) const { return !begun_ && now >= next_; }
  void begin(Timestamp now) { begun_ = now; }
  /// Whether the check under way has taken too long.
  bool is_overdue(Timestamp now) const { return begun_ && now >= *begun_ + check_.timeout; }
  /// The check is done. Exit code 0 is healthy; so many others in a row as `retries` says are not,
  /// and do not count while the container is new and never was healthy.
  void end(int exit_code, std::string output, Timestamp now);

  const HealthReport& report() const { return report_; }

 private:
  HealthCheck check_;
  Timestamp started_, next_;
  std::optional<Timestamp> begun_;
  std::int64_t failures_ = 0;
  HealthReport report_;
};

}  // namespace dynarock::ecs
