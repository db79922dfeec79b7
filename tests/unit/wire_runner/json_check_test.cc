#include "tests/wire_runner/json_check.h"

#include <gtest/gtest.h>

#include "tests/unit/aws/sample_model.h"

namespace dynarock::wire {
namespace {

TEST(SameJson, IgnoresBlanksAndTheOrderOfMembers) {
  EXPECT_TRUE(same_json(R"({"a": [1, {"b": null}], "c": "d"})", R"({"c":"d","a":[1,{"b":null}]})"));
  EXPECT_TRUE(same_json(R"("\u0061")", R"("a")"));
}

TEST(SameJson, TellsApart) {
  constexpr std::pair<const char*, const char*> kDifferent[] = {
      {"[1,2]", "[2,1]"},
      {"1", "1.0"},
      {"1", "\"1\""},
      {R"({"a":1})", R"({"a":1,"b":2})"},
      {R"({"a":1})", R"({"b":1})"},
      {R"({"a":null})", "{}"},
      {R"({"a":null})", R"({"b":null})"},
      {"true", "false"},
      {"{", "{"},
  };
  for (const auto& [left, right] : kDifferent) EXPECT_FALSE(same_json(left, right)) << left;
}

TEST(Misfit, NamesTheMember) {
  constexpr std::pair<const char*, const char*> kReplies[] = {
      {R"({"TableName":"t","Item":{"a":{"L":[{"S":"x"}]}},"Limit":1,"When":1.5})", ""},
      {R"({"Item":{"a":{"X":1}}})", "Item.a: the model has no member X"},
      {R"({"Item":{"a":{"L":[{"S":1}]}}})", "Item.a.L.[].S: of another type than the model's"},
      {R"({"Limit":1.5})", "Limit: of another type than the model's"},
      {R"({"TableName":null})", "TableName: of another type than the model's"},
      {"[]", ": of another type than the model's"},
  };
  for (const auto& [reply, problem] : kReplies) {
    json::Document document;
    ASSERT_TRUE(document.parse(reply));
    EXPECT_EQ(misfit(document.root(), aws::sample::kInput), problem);
  }
}

}  // namespace
}  // namespace dynarock::wire
