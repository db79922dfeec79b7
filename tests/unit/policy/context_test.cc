#include "dynarock/policy/context.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace dynarock::policy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> values(const Context& context, std::string_view key) {
  const PackedTexts found = context.find(key);
  return {found.begin(), found.end()};
}

TEST(Context, KeepsValuesByNamesOfAnyCase) {
  Context context;
  context.set("aws:SourceIp", "203.0.113.7");
  context.set("dynamodb:Select", "COUNT");
  EXPECT_THAT(values(context, "aws:sourceip"), ElementsAre("203.0.113.7"));
  EXPECT_THAT(values(context, "aws:sourcevpc"), IsEmpty());
  context.set("AWS:SOURCEIP", "::1");
  EXPECT_THAT(values(context, "aws:sourceip"), ElementsAre("::1"));
  EXPECT_THAT(values(context, "dynamodb:select"), ElementsAre("COUNT"));
  ASSERT_EQ(context.entries().size(), 2U);
  EXPECT_EQ(context.entries().front().name, "aws:SourceIp");
}

TEST(Context, AddsValuesToAnyKey) {
  Context context;
  context.set("aws:TagKeys", std::vector<std::string>{"a", ""});
  context.set("aws:SourceIp", "203.0.113.7");
  context.add("aws:TagKeys", "a longer one");
  context.add("aws:SourceIp", "::1");
  EXPECT_THAT(values(context, "aws:tagkeys"), ElementsAre("a", "", "a longer one"));
  EXPECT_EQ(context.find("aws:tagkeys").size(), 3U);
  EXPECT_THAT(values(context, "aws:sourceip"), ElementsAre("203.0.113.7", "::1"));
  context.set("aws:TagKeys", std::vector<std::string>{});
  EXPECT_THAT(values(context, "aws:tagkeys"), IsEmpty());
  EXPECT_THAT(values(context, "aws:sourceip"), ElementsAre("203.0.113.7", "::1"));
}

TEST(Context, LooksInItsBaseForWhatItLacks) {
  Context base;
  base.set("aws:SourceIp", "::1");
  base.set("aws:username", "alice");
  Context context(&base);
  context.set("aws:username", "bob");
  EXPECT_THAT(values(context, "aws:sourceip"), ElementsAre("::1"));
  EXPECT_THAT(values(context, "aws:username"), ElementsAre("bob"));
  EXPECT_EQ(context.entries().size(), 1U);
}

}  // namespace
}  // namespace dynarock::policy
