#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "dynarock/dynamodb/engine/engine.h"

namespace dynarock::dynamodb {

/// What a group of writes gathers before it takes effect.
struct Engine::Commit {
  storage::Batch batch;
  std::vector<std::tuple<TableState*, std::uint16_t, Count>> counts;
};

}  // namespace dynarock::dynamodb
