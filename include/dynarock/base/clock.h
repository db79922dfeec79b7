#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace dynarock {

/// Wall time: microseconds since the Unix epoch, UTC.
using Timestamp = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

/// The only source of wall time in the program, so that tests can move it.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Timestamp now() const override;
};

/// Stands still until told to move. Safe to use from several threads.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Timestamp start);
  Timestamp now() const override;
  void advance(std::chrono::microseconds by);
  void set(Timestamp time);

 private:
  std::atomic<std::int64_t> micros_;
};

/// Seconds since the epoch with exactly three decimals, as AWS's JSON protocols write times.
std::string epoch_seconds(Timestamp time);

/// `2015-05-11T21:21:33.291`, UTC, milliseconds and no zone: the form of a stream's label.
std::string iso_millis(Timestamp time);

/// `20150511T212133Z`: the form that SigV4 uses.
std::string iso_basic(Timestamp time);

}  // namespace dynarock
