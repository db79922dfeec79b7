#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "ecs/agent/metadata.h"
#include "ecs/agent/registry.h"

namespace dynarock::ecs {

/// What containers use, in the form of Docker's stats. Safe to use from several threads.
class Stats {
 public:
  Stats(const Registry& registry, const process::Supervisor& supervisor, const Clock& clock)
      : registry_(registry), supervisor_(supervisor), clock_(clock) {}

  /// `null` while it does not run, empty if it is not known.
  std::string container(MetadataVersion version, std::string_view container_id);
  /// Of all containers of its task, by their ids; empty if it is not known.
  std::string task(MetadataVersion version, std::string_view container_id);

 private:
  struct Sample {
    Timestamp time;
    process::Usage usage;
    std::chrono::nanoseconds machine{0};
    std::vector<process::Traffic> traffic{};
  };

  std::string of(MetadataVersion version, const std::string& id, const ContainerFacts& facts);

  const Registry& registry_;
  const process::Supervisor& supervisor_;
  const Clock& clock_;
  std::mutex mutex_;
  /// The last of each container that was told.
  std::map<std::string, Sample, std::less<>> samples_;
};

}  // namespace dynarock::ecs
