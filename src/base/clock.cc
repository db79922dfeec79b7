#include "dynarock/base/clock.h"

#include <cstdio>

#include "dynarock/base/characters.h"

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

std::string iso_seconds(Timestamp time) { return iso_millis(time).substr(0, 19) + "Z"; }

std::optional<Timestamp> parse_iso(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00";
  if (text.size() < kForm.size() + 1 || !text.ends_with('Z')) return std::nullopt;
  for (std::size_t i = 0; i < kForm.size(); ++i)
    if (kForm[i] == '0' ? !is_digit(text[i]) : text[i] != kForm[i]) return std::nullopt;
  const auto number = [text](std::size_t start, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(start, count)) value = value * 10 + (c - '0');
    return value;
  };
  using namespace std::chrono;
  const year_month_day date(year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                            day(static_cast<unsigned>(number(8, 2))));
  const int hour = number(11, 2), minute = number(14, 2), second = number(17, 2);
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;

  std::string_view fraction = text.substr(kForm.size());
  fraction.remove_suffix(1);
  microseconds micros{0};
  if (!fraction.empty()) {
    if (fraction.size() < 2 || fraction[0] != '.') return std::nullopt;
    microseconds unit = 100ms;
    for (const char c : fraction.substr(1)) {
      if (!is_digit(c)) return std::nullopt;
      micros += unit * (c - '0');
      unit /= 10;
    }
  }
  return sys_days(date) + hours(hour) + minutes(minute) + seconds(second) + micros;
}

}  // namespace dynarock
