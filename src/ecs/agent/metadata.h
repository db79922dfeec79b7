#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ecs/agent/runtime.h"

namespace dynarock::ecs {

/// Of the task metadata endpoint.
enum class MetadataVersion : std::uint8_t { kV3 = 3, kV4 = 4 };

/// What the task metadata endpoint tells, as JSON.
class Metadata {
 public:
  /// What it is given must outlive it.
  explicit Metadata(const Runtime& runtime) : runtime_(runtime) {}

  /// Empty if the container or its task is not known (any more).
  std::string container(MetadataVersion version, std::string_view container_id) const;
  std::string task(MetadataVersion version, std::string_view container_id, bool with_tags) const;

 private:
  const Runtime& runtime_;
};

}  // namespace dynarock::ecs
