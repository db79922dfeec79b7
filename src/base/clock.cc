#include "dynarock/base/clock.h"

#include <cstdio>

namespace dynarock {
namespace {

struct CivilTime {
  int year;
  unsigned month, day;
  int hour, minute, second, millis;
};

CivilTime civil_time(Timestamp time) {
  using namespace std::chrono;
  const auto date = floor<days>(time);
  const year_month_day ymd(date);
  const hh_mm_ss clock(floor<milliseconds>(time - date));
  return {int(ymd.year()),
          unsigned(ymd.month()),
          unsigned(ymd.day()),
          int(clock.hours().count()),
          int(clock.minutes().count()),
          int(clock.seconds().count()),
          int(clock.subseconds().count())};
}

}  // namespace

Timestamp SystemClock::now() const {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

ManualClock::ManualClock(Timestamp start) : micros_(start.time_since_epoch().count()) {}

Timestamp ManualClock::now() const { return Timestamp(std::chrono::microseconds(micros_.load())); }

void ManualClock::advance(std::chrono::microseconds by) { micros_ += by.count(); }

void ManualClock::set(Timestamp time) { micros_ = time.time_since_epoch().count(); }

std::string epoch_seconds(Timestamp time) {
  const std::int64_t millis = time.time_since_epoch().count() / 1000;
  char text[32];
  std::snprintf(text, sizeof text, "%lld.%03d", static_cast<long long>(millis / 1000),
                static_cast<int>(millis % 1000));
  return text;
}

std::string iso_millis(Timestamp time) {
  const CivilTime t = civil_time(time);
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03d", t.year, t.month, t.day,
                t.hour, t.minute, t.second, t.millis);
  return text;
}

std::string iso_basic(Timestamp time) {
  const CivilTime t = civil_time(time);
  char text[48];
  std::snprintf(text, sizeof text, "%04d%02u%02uT%02d%02d%02dZ", t.year, t.month, t.day, t.hour,
                t.minute, t.second);
  return text;
}

}  // namespace dynarock
