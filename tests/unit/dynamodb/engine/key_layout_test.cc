#include "dynarock/dynamodb/engine/key_layout.h"

#include <gtest/gtest.h>

#include "tests/unit/dynamodb/engine/engine_test.h"

namespace dynarock::dynamodb {
namespace {

std::string hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::string key_of(const KeySchema& keys, std::string_view item_json) {
  std::string key;
  return append_item_key(keys, item_of(item_json), key) ? key : "none";
}

TEST(KeyLayout, KindsOfKeysLieApart) {
  EXPECT_EQ(catalog_key("0123", "eu-west-1", "t"), "C0123/eu-west-1/t");
  EXPECT_EQ(hex(counts_key(0x01020304)), "4e01020304");
  EXPECT_EQ(hex(table_prefix(0xfffefdfc)), "44fffefdfc");
  EXPECT_EQ(hex(index_prefix(7, 0x0102)), "44000000070102");
}

TEST(KeyLayout, TablesAndIndexesSortByTheirNumbers) {
  std::string last;
  for (const std::uint32_t incarnation : {1U, 2U, 255U, 256U, 65535U, 65536U, 0xffffffffU})
    for (const std::uint16_t index : std::initializer_list<std::uint16_t>{0, 1, 255, 256, 65535}) {
      const std::string prefix = index_prefix(incarnation, index);
      EXPECT_LT(last, prefix);
      EXPECT_TRUE(prefix.starts_with(table_prefix(incarnation)));
      last = prefix;
    }
}

TEST(KeyLayout, ReadsDataKeysBack) {
  const auto parts = parse_data_key(index_prefix(0x80000001, 0x8002) + "rest");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->incarnation, 0x80000001);
  EXPECT_EQ(parts->index, 0x8002);
  EXPECT_FALSE(parse_data_key(catalog_key("0123456789", "r", "table")));
  EXPECT_FALSE(parse_data_key(counts_key(1)));
  EXPECT_FALSE(parse_data_key(table_prefix(1)));
  EXPECT_FALSE(parse_data_key(kIncarnationKey));
}

// The first four are recorded from the real service: by the segments of 4096 they are in.
TEST(KeyLayout, HashesPartitionsAsTheServiceDoes) {
  const auto hash = [](std::string_view key) {
    std::string out;
    append_partition_hash(key, out);
    return hex(out);
  };
  EXPECT_EQ(hash("3635"), "0008c2d9ff4d9635");
  EXPECT_EQ(hash("228"), "000efbc10c20c196");
  EXPECT_EQ(hash("1668"), "001fef29bb20fe25");
  EXPECT_EQ(hash("3435"), "0044772881e85f16");
  EXPECT_EQ(hash("hello"), "8f051e5595141045");
}

TEST(KeyLayout, StringsAndBinariesOfTheSameBytesShareAHash) {
  const std::string text = key_of(keys_of({"id"}), R"({"id":{"S":"hello"}})");
  const std::string binary = key_of(keys_of({"id:B"}), R"({"id":{"B":"aGVsbG8="}})");
  EXPECT_EQ(hex(text).substr(0, 16), "8f051e5595141045");
  EXPECT_EQ(text, binary);
}

TEST(KeyLayout, EveryKeyOfAPartitionBeginsWithThePartitionKey) {
  const KeySchema keys = keys_of({"a", "b:N"}, {"c", "d:N"});
  const Item item = item_of(R"({"a":{"S":"x"},"b":{"N":"-1.5"},"c":{"S":"y"},"d":{"N":"7"}})");
  const AttributeValue* hash[] = {item.find("a"), item.find("b")};
  EXPECT_TRUE(key_of(keys, json_of(item)).starts_with(partition_key(hash)));
  EXPECT_FALSE(key_of(keys, R"({"a":{"S":"x"},"b":{"N":"2"},"c":{"S":"y"},"d":{"N":"7"}})")
                   .starts_with(partition_key(hash)));
}

TEST(KeyLayout, PartitionsOfTheSameHashStayApart) {
  const KeySchema keys = keys_of({"a", "b"});
  const std::string one = key_of(keys, R"({"a":{"S":"ab"},"b":{"S":"c"}})");
  const std::string other = key_of(keys, R"({"a":{"S":"a"},"b":{"S":"bc"}})");
  EXPECT_EQ(one.substr(0, kPartitionHashSize), other.substr(0, kPartitionHashSize));
  EXPECT_NE(one, other);
}

TEST(KeyLayout, APartitionReadsInSortKeyOrder) {
  const KeySchema keys = keys_of({"id"}, {"n:N", "s"});
  std::string last;
  for (const char* range :
       {R"("n":{"N":"-100"},"s":{"S":"z"})", R"("n":{"N":"-1"},"s":{"S":"a"})",
        R"("n":{"N":"0"},"s":{"S":"a"})", R"("n":{"N":"9"},"s":{"S":"a"})",
        R"("n":{"N":"9"},"s":{"S":"a\u0000"})", R"("n":{"N":"9"},"s":{"S":"aa"})",
        R"("n":{"N":"9"},"s":{"S":"é"})", R"("n":{"N":"10"},"s":{"S":"a"})"}) {
    const std::string key = key_of(keys, std::string(R"({"id":{"S":"x"},)") + range + "}");
    EXPECT_LT(last, key) << range;
    last = key;
  }
}

TEST(KeyLayout, NoKeyForWhatAnIndexCannotHold) {
  const KeySchema keys = keys_of({"h"}, {"r:B"});
  const std::string range = R"("r":{"B":"aGVsbG8="})";
  const auto text = [](std::size_t size) { return std::string(size, 'x'); };
  EXPECT_NE(key_of(keys, R"({"h":{"S":")" + text(2048) + R"("},)" + range + "}"), "none");
  EXPECT_EQ(key_of(keys, R"({"h":{"S":")" + text(2049) + R"("},)" + range + "}"), "none");
  EXPECT_EQ(key_of(keys, R"({"h":{"S":""},)" + range + "}"), "none");
  EXPECT_EQ(key_of(keys, R"({"h":{"N":"1"},)" + range + "}"), "none");
  EXPECT_EQ(key_of(keys, "{" + range + "}"), "none");
  EXPECT_EQ(key_of(keys, R"({"h":{"S":"x"}})"), "none");
  EXPECT_EQ(key_of(keys, R"({"h":{"S":"x"},"r":{"B":""}})"), "none");
  std::string out = "before";
  EXPECT_FALSE(append_item_key(keys, Item(), out));
  EXPECT_EQ(out, "before");
}

TEST(KeyLayout, SegmentsCoverTheHashesExactlyOnce) {
  for (const std::int64_t total : {1, 2, 3, 4, 5, 7, 10, 16, 100, 1000, 3333, 4095, 4096, 4097,
                                   10'000, 65'536, 999'999, 1'000'000}) {
    std::string end(2, '\0');
    for (std::int64_t segment = 0; segment < total; ++segment) {
      const KeyRange range = segment_range(segment, total);
      if (!range.upper.empty() && range.lower >= range.upper) continue;
      ASSERT_EQ(hex(range.lower), hex(end)) << segment << " of " << total;
      end = range.upper;
    }
    EXPECT_EQ(end, "") << total;
  }
}

TEST(KeyLayout, SegmentsAreCutByTheFirstTwelveBits) {
  EXPECT_EQ(hex(segment_range(0, 2).upper), "8000");
  EXPECT_EQ(hex(segment_range(1, 4096).lower), "0010");
  EXPECT_EQ(hex(segment_range(1, 4096).upper), "0020");
  EXPECT_EQ(hex(segment_range(1, 3).lower), "5560");
}

}  // namespace
}  // namespace dynarock::dynamodb
