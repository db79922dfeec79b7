#pragma once

#include <string>
#include <string_view>

#include "dynarock/ecs/model/state.h"
#include "ecs/agent/registry.h"

namespace dynarock::ecs {

/// Of the task metadata endpoint.
enum class MetadataVersion : std::uint8_t { kV3 = 3, kV4 = 4 };

/// What the task metadata endpoint tells, as JSON.
class Metadata {
 public:
  /// What it is given must outlive it.
  Metadata(const State& state, const Registry& registry, const Clock& clock)
      : state_(state), registry_(registry), clock_(clock) {}

  /// Empty if the container or its task is not known (any more).
  std::string container(MetadataVersion version, std::string_view container_id) const;
  std::string task(MetadataVersion version, std::string_view container_id, bool with_tags) const;

 private:
  const State& state_;
  const Registry& registry_;
  const Clock& clock_;
};

}  // namespace dynarock::ecs
