#include "http/answer.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "http/gzip.h"

namespace dynarock::http {
namespace {

std::string head_of(const Response& response, Framing framing = {}) {
  std::string head;
  append_head(response, framing, head);
  return head;
}

TEST(AnswerTest, HasStatusHeadersAndLength) {
  EXPECT_EQ(head_of({200, {{"A", "b"}, {"C", ""}}, "12345"}),
            "HTTP/1.1 200 OK\r\nA: b\r\nC: \r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(head_of({404, {}, {}}), "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(head_of({499, {}, {}}), "HTTP/1.1 499 \r\nContent-Length: 0\r\n\r\n");
}

TEST(AnswerTest, SaysWhatBecomesOfTheConnectionWhereItIsNotUnderstood) {
  EXPECT_EQ(head_of({200, {}, {}}, {.keep_alive = false}),
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(head_of({200, {}, {}}, {.keep_alive = true, .is_http_1_0 = true}),
            "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n");
}

TEST(AnswerTest, NoContentHasNoLength) {
  EXPECT_EQ(head_of({204, {}, {}}), "HTTP/1.1 204 No Content\r\n\r\n");
  EXPECT_FALSE(carries_body("GET", 204));
  EXPECT_FALSE(carries_body("GET", 304));
  EXPECT_FALSE(carries_body("HEAD", 200));
  EXPECT_TRUE(carries_body("POST", 200));
}

TEST(AcceptsGzipTest, ByNameAndWeight) {
  const struct {
    std::string_view value;
    bool accepts;
  } cases[] = {
      {"", false},
      {"identity", false},
      {"gzip", true},
      {"GZIP", true},
      {"deflate, gzip;q=1.0, *;q=0.5", true},
      {"gzip, deflate, br", true},
      {"br,gzip", true},
      {"gzip;q=0", false},
      {"gzip ; q=0.000", false},
      {"gzip;q=0.001", true},
      {"gzip;x=1;Q=0", false},
      {"x-gzip", false},
      {"*", false},
      {",,gzip", true},
      {"gzipped", false},
      {";;;,;", false},
  };
  for (const auto& test : cases) EXPECT_EQ(accepts_gzip(test.value), test.accepts) << test.value;
}

std::string gunzip(std::string_view coded, std::size_t size) {
  std::string text(size + 1, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(coded.data()));
  stream.avail_in = static_cast<uInt>(coded.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

TEST(GzipTest, RoundTrip) {
  std::string noise;
  for (unsigned i = 0, seed = 1; i < 100'000; ++i) {
    seed = seed * 1664525 + 1013904223;
    noise += static_cast<char>(seed >> 24);
  }
  for (const std::string& text :
       {std::string(), std::string("a"), std::string(1U << 20, 'b'), noise}) {
    EXPECT_EQ(gunzip(gzip(text), text.size()), text);
  }
}

}  // namespace
}  // namespace dynarock::http
