#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "dynarock/aws/network.h"
#include "dynarock/aws/service.h"
#include "dynarock/ec2/network.h"
#include "dynarock/ecs/model/state.h"

namespace dynarock::app {

/// The ways of requests that tasks send, known by their credentials: from the task's subnet, as its
/// route table and security groups have it.
class TaskPaths final : public aws::Network {
 public:
  /// What it is given must outlive it.
  TaskPaths(const ecs::State& tasks, const ec2::Network& network)
      : tasks_(tasks), network_(network) {}

  std::shared_ptr<const aws::NetworkPath> path_of(const aws::Call& call) const override;

 private:
  /// More than that many are not kept.
  static constexpr std::size_t kMaxPaths = 1'000;
  /// A path, and what it was made of.
  struct Entry {
    std::uint64_t tasks_version = 0;
    std::string region;
    std::shared_ptr<const ec2::Region> network;
    std::shared_ptr<const aws::NetworkPath> path;
  };

  bool holds(const Entry& entry, const aws::Call& call) const;
  Entry find(const aws::Call& call, std::string_view task_id) const;
  aws::NetworkPath make(const ecs::Place& place, const ecs::Task& task,
                        const aws::Call& call) const;

  const ecs::State& tasks_;
  const ec2::Network& network_;
  mutable std::mutex mutex_;  // guards the member below
  /// By task, service and region.
  mutable std::map<std::string, Entry, std::less<>> paths_;
};

}  // namespace dynarock::app
