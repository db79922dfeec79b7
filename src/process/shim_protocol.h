#pragma once

#include <cstdint>

namespace dynarock::process {

/// The shim's end of its connection to the supervisor, a socket of whole messages.
inline constexpr int kControl = 3;

/// To the shim: end the program.
struct Order {
  /// Between SIGTERM and SIGKILL.
  std::int64_t patience_ms = 0;
};

/// To the supervisor: when the program has begun, and when none of its processes is left.
struct Report {
  bool ended = false;
  // As Exit has it.
  std::int32_t code = 0;
  std::int32_t start_error = 0;
  bool out_of_memory = false;
};

}  // namespace dynarock::process
