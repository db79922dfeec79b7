#include "dynarock/base/clock.h"

#include <gtest/gtest.h>

namespace dynarock {
namespace {

TEST(IsoTimes, AreReadAsWritten) {
  const Timestamp time{std::chrono::milliseconds(1'700'000'000'250)};
  EXPECT_EQ(iso_seconds(time), "2023-11-14T22:13:20Z");
  EXPECT_EQ(parse_iso(iso_millis(time) + "Z"), time);
  EXPECT_EQ(parse_iso("2023-11-14T22:13:20Z"), std::chrono::floor<std::chrono::seconds>(time));
  EXPECT_EQ(parse_iso("2024-02-29T00:00:00.000001Z")->time_since_epoch().count() % 1'000'000, 1);
}

TEST(IsoTimes, RefuseOtherForms) {
  for (const char* text : {"", "Z", "2023-11-14", "2023-11-14T22:13:20", "2023-02-29T00:00:00Z",
                           "2023-11-14T24:00:00Z", "2023-11-14T22:60:00Z", "2023-11-14T22:13:20.Z",
                           "2023-11-14T22:13:20,5Z", "2023-11-14T22:13:20.5xZ",
                           "2023-11-14 22:13:20Z", "2023-13-01T00:00:00Z"})
    EXPECT_FALSE(parse_iso(text)) << text;
}

}  // namespace
}  // namespace dynarock
