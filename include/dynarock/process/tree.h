#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <vector>

namespace dynarock::process {

/// What processes use, or used since they started.
struct Usage {
  std::chrono::nanoseconds user{0}, system{0};
  std::uint64_t resident_bytes = 0;
  std::uint64_t read_bytes = 0, written_bytes = 0;
  std::uint64_t processes = 0, threads = 0;
};

/// The processes that a process started, and those that they did; zombies are among them. A look at
/// /proc while things change: one that was just started or orphaned may be missing.
std::vector<pid_t> descendants_of(pid_t ancestor);

/// Of all descendants of a process together, those that have ended included in times.
Usage usage_below(pid_t ancestor);

/// Memory that processes take, what they share counted once.
std::uint64_t memory_of(const std::vector<pid_t>& processes);

}  // namespace dynarock::process
