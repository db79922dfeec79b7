#pragma once

#include "dynarock/base/clock.h"
#include "dynarock/base/ids.h"
#include "dynarock/ec2/network.h"
#include "dynarock/ecs/model/task_network.h"

namespace dynarock::app {

/// Interfaces of tasks in EC2's subnets.
class Ec2TaskNetwork final : public ecs::TaskNetwork {
 public:
  /// What it is given must outlive it.
  Ec2TaskNetwork(ec2::Network& network, Ids& ids, const Clock& clock)
      : network_(network), ids_(ids), clock_(clock) {}

  Result<void> check(const ecs::Place& place, const ecs::NetworkConfiguration& network) override;
  Result<void> attach(const ecs::Place& place, ecs::Task& task) override;
  void detach(const ecs::Place& place, const ecs::Task& task) override;

 private:
  ec2::Network& network_;
  Ids& ids_;
  const Clock& clock_;
};

}  // namespace dynarock::app
