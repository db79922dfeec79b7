#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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

/// `2015-05-11T21:21:33Z`, UTC: the form of times in XML. Fractions of a second are cut off.
std::string iso_seconds(Timestamp time);
/// Reads `2015-05-11T21:21:33Z`, with a fraction of the second or without; nothing for other forms
/// and for days that no calendar has.
std::optional<Timestamp> parse_iso(std::string_view text);

}  // namespace dynarock
