#include "dynarock/dynamodb/model/stream.h"

#include <gtest/gtest.h>

#include <limits>

namespace dynarock::dynamodb {
namespace {

constexpr Sequence kMost = std::numeric_limits<Sequence>::max();

TEST(SequenceNumberTest, HasAmazonsLengthAndIsReadBack) {
  for (const Sequence sequence : {Sequence{0}, Sequence{1}, Sequence{1'700'000'000'000'000},
                                  Sequence{9'999'999'999'999'999}}) {
    const std::string text = sequence_number(sequence);
    EXPECT_EQ(text.size(), 21U);
    EXPECT_EQ(parse_sequence_number(text), sequence);
  }
  EXPECT_EQ(sequence_number(1'700'000'000'000'000), "100001700000000000000");
}

TEST(SequenceNumberTest, OtherNumbersLieBelowOrAboveAll) {
  EXPECT_EQ(parse_sequence_number("000000000000000000000"), 0U);
  EXPECT_EQ(parse_sequence_number("099999999999999999999"), 0U);
  EXPECT_EQ(parse_sequence_number("000100001700000000000000"), 1'700'000'000'000'000U);
  EXPECT_EQ(parse_sequence_number("100010000000000000000"), kMost);
  EXPECT_EQ(parse_sequence_number("900000000000000000000"), kMost);
  EXPECT_EQ(parse_sequence_number("4421584500000000017450439091"), kMost);
}

TEST(SequenceNumberTest, WhatIsNoNumber) {
  for (const char* text : {"", "-1", "1.0", "12345678901234567890x", " 1"})
    EXPECT_FALSE(parse_sequence_number(text)) << text;
}

TEST(StreamArnTest, IsTakenApart) {
  const auto address = parse_stream_arn(
      "arn:aws:dynamodb:eu-west-1:123456789012:table/T.a_b-c/stream/2015-05-11T21:21:33.291");
  ASSERT_TRUE(address);
  EXPECT_EQ(address->account, "123456789012");
  EXPECT_EQ(address->region, "eu-west-1");
  EXPECT_EQ(address->table, "T.a_b-c");
  EXPECT_EQ(address->label, "2015-05-11T21:21:33.291");
}

TEST(StreamArnTest, WhatIsNone) {
  for (const char* text :
       {"", "arn", "arn:aws:dynamodb:r:a:table/T", "arn:aws:dynamodb:r:a:table/T/index/i",
        "arn:aws:kinesis:r:a:table/T/stream/l", "arn:aws:dynamodb:r:a:stream/l",
        "urn:aws:dynamodb:r:a:table/T/stream/l"})
    EXPECT_FALSE(parse_stream_arn(text)) << text;
}

TEST(StreamDescriptionTest, IsReadBackAsItWasWritten) {
  StreamDescription stream{.account = "123456789012",
                           .region = "eu-west-1",
                           .table = "T",
                           .label = "2015-05-11T21:21:33.291",
                           .view_type = "KEYS_ONLY",
                           .keys = {{{"id", AttributeType::S}}, {{"at", AttributeType::N}}},
                           .id = 7,
                           .created = Timestamp(std::chrono::seconds(1))};
  stream.shards = {{.id = "first", .number = 1, .starting = 10, .ending = 20, .last_hash = 99},
                   {.id = "second",
                    .number = 2,
                    .parent_id = "first",
                    .starting = 21,
                    .first_hash = 0x80000000}};
  stream.resource_policy = {R"({"Version":"2012-10-17"})", "1"};
  const std::string open = encode_stream(stream);
  EXPECT_EQ(decode_stream(open).resource_policy.document, stream.resource_policy.document);
  EXPECT_EQ(encode_stream(decode_stream(open)), open);
  stream.ended = Timestamp(std::chrono::seconds(2));
  const std::string ended = encode_stream(stream);
  EXPECT_NE(ended, open);
  EXPECT_EQ(encode_stream(decode_stream(ended)), ended);
  EXPECT_EQ(decode_stream(open).arn(),
            "arn:aws:dynamodb:eu-west-1:123456789012:table/T/stream/2015-05-11T21:21:33.291");
  EXPECT_EQ(decode_stream(open).find_shard("second")->parent_id, "first");
  EXPECT_EQ(decode_stream(open).find_shard("third"), nullptr);
}

}  // namespace
}  // namespace dynarock::dynamodb
