#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>
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

/// The time that the machine's processors have had together, idle or not.
std::chrono::nanoseconds machine_time();

/// What an interface of this network namespace has taken and sent since it is there.
struct Traffic {
  std::string interface;
  std::uint64_t received_bytes = 0, received_packets = 0, received_errors = 0, received_dropped = 0;
  std::uint64_t sent_bytes = 0, sent_packets = 0, sent_errors = 0, sent_dropped = 0;
};
std::vector<Traffic> network_traffic();

/// Memory that processes have, what they share counted for each: cheap, and never too little.
std::uint64_t resident_of(const std::vector<pid_t>& processes);

/// Memory that processes take, what they share counted once.
std::uint64_t memory_of(const std::vector<pid_t>& processes);

}  // namespace dynarock::process
