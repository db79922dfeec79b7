#include "dynarock/aws/echo.h"

#include <gtest/gtest.h>

namespace dynarock::aws {
namespace {

constexpr Field kInnerFields[] = {{"Name", kString}, {"Size", kInteger}};
constexpr Shape kInner = structure("Inner", kInnerFields);
constexpr Shape kInners = list_of(kInner);
constexpr Shape kInnerMap = map_of(kInner);
constexpr Field kFields[] = {{"On", kBoolean},       {"Count", kLong},    {"Ratio", kReal},
                             {"Inners", kInners},    {"Map", kInnerMap},  {"Labels", kStringMap},
                             {"Words", kStringList}, {"Nothing", kString}};
constexpr Shape kOuter = structure("Outer", kFields);

std::string echo(std::string_view text) {
  json::Document document;
  EXPECT_TRUE(document.parse(text));
  return echo_of(document.root(), kOuter);
}

TEST(Echo, HasTheModelsMembersInTheModelsTypes) {
  EXPECT_EQ(echo(R"({"Other": {"deep": [1]}, "Count": "12", "On": "true", "Ratio": 0.5,
                     "Inners": [{"Size": 3, "Other": 1, "Name": "a\"b"}, {}],
                     "Map": {"k": {"Name": "n"}}, "Labels": {"l": "m"}, "Words": ["x", "y"]})"),
            R"({"On":true,"Count":12,"Ratio":0.5,"Inners":[{"Name":"a\"b","Size":3},{}],)"
            R"("Map":{"k":{"Name":"n"}},"Labels":{"l":"m"},"Words":["x","y"]})");
}

TEST(Echo, LeavesNullsOut) {
  EXPECT_EQ(echo(R"({"Nothing": null, "Words": [null, "x"], "Labels": {"l": null}})"),
            R"({"Labels":{},"Words":["x"]})");
}

}  // namespace
}  // namespace dynarock::aws
