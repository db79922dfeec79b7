#include "tests/wire_runner/wire_file.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace dynarock::wire {
namespace {

constexpr char kText[] = R"(# about the file

# one
# thing
> DynamoDB PutItem
{"a":
 1}
< 200
{}

# another
> clock advance 2h
> header X-Amz-Target: a.b
> raw GET /
< 404 exact
< header x-amz-crc32: 5
<UnknownOperationException/>
> DynamoDB GetItem
{}
)";

TEST(ParseWireFile, ReadsSteps) {
  const WireFile file = parse_wire_file(kText);
  ASSERT_EQ(file.steps.size(), 5U);
  const Step& put = file.steps[0];
  EXPECT_EQ(put.name, "about the file one thing");
  EXPECT_EQ(put.line, 5U);
  EXPECT_EQ(put.words, (std::vector<std::string>{"DynamoDB", "PutItem"}));
  EXPECT_EQ(put.body, "{\"a\":\n 1}");
  ASSERT_TRUE(put.reply);
  EXPECT_EQ(put.reply->status, 200);
  EXPECT_EQ(put.reply->compare, Compare::json);
  EXPECT_EQ(put.reply->body, "{}");

  EXPECT_EQ(file.steps[1].arguments, "advance 2h");
  EXPECT_FALSE(file.steps[1].reply);
  const Step& raw = file.steps[3];
  EXPECT_EQ(raw.name, "another");
  ASSERT_TRUE(raw.reply);
  EXPECT_EQ(raw.reply->compare, Compare::exact);
  EXPECT_EQ(raw.reply->headers,
            (std::vector<std::pair<std::string, std::string>>{{"x-amz-crc32", "5"}}));
  EXPECT_EQ(raw.reply->body, "<UnknownOperationException/>");
  EXPECT_FALSE(file.steps[4].reply);
}

TEST(ParseWireFile, SaysWhereItFails) {
  for (const char* text : {"\nnonsense\n", "\n> \n", "> a b\n< soon\n", "> a b\n< 200 nearly\n",
                           "> a b\n< 200\n< header x\n"}) {
    EXPECT_THROW(parse_wire_file(text), std::runtime_error) << text;
  }
}

TEST(WithReplies, ChangesNothingElse) {
  const WireFile file = parse_wire_file(kText);
  EXPECT_EQ(with_replies(file, {}), kText);
  const std::string changed =
      with_replies(file, {{0, {.status = 400, .body = "{\"x\":1}"}}, {4, {.status = 200}}});
  std::string expected = kText;
  expected.replace(expected.find("< 200\n{}"), 8, "< 400\n{\"x\":1}");
  EXPECT_EQ(changed, expected + "< 200\n");

  const ExpectedReply any{.status = 400, .compare = Compare::any, .body = "{}"};
  EXPECT_EQ(with_replies(parse_wire_file("> a b\n< 200 any\n"), {{0, any}}), "> a b\n< 400 any\n");
}

}  // namespace
}  // namespace dynarock::wire
