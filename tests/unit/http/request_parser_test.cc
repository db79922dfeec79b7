#include "http/request_parser.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

namespace dynarock::http {
namespace {

using namespace std::string_view_literals;
using State = RequestParser::State;

void feed(RequestParser& parser, std::string_view bytes) {
  while (!bytes.empty()) {
    const std::span<char> room = parser.prepare();
    const std::size_t size = std::min(room.size(), bytes.size());
    std::memcpy(room.data(), bytes.data(), size);
    parser.commit(size);
    bytes.remove_prefix(size);
    if (parser.state() != State::kIdle && parser.state() != State::kPartial) break;
  }
  ASSERT_TRUE(bytes.empty()) << "bytes left after a complete request that began to be read";
}

std::string print(const Request& request) {
  std::string text(request.method);
  text.append(" ").append(request.target);
  for (const auto& [name, value] : request.headers) {
    text.append(" [").append(name).append("=").append(value).append("]");
  }
  return text.append(" {").append(request.body).append("}");
}

/// Every request, and how reading ended, when the bytes come in the given pieces.
std::string read_all(std::initializer_list<std::string_view> pieces,
                     RequestParser::Limits limits = {}) {
  RequestParser parser(limits);
  std::string text;
  for (const std::string_view piece : pieces) {
    if (piece.empty()) continue;
    if (parser.state() == State::kFailed) break;
    feed(parser, piece);
    while (parser.state() == State::kComplete) {
      text += print(parser.request()) + (parser.keep_alive() ? "\n" : " close\n");
      parser.next();
    }
  }
  switch (parser.state()) {
    case State::kIdle:
      return text;
    case State::kPartial:
      return text + "partial";
    default:
      return text + std::to_string(parser.error_status());
  }
}

struct Case {
  std::string_view name;
  std::string_view bytes;
  std::string_view expected;
};

void PrintTo(const Case& test, std::ostream* out) { *out << test.name; }

class RequestParserTest : public ::testing::TestWithParam<Case> {};

TEST_P(RequestParserTest, ReadsInOnePiece) {
  EXPECT_EQ(read_all({GetParam().bytes}), GetParam().expected);
}

TEST_P(RequestParserTest, ReadsCutAnywhere) {
  const std::string_view bytes = GetParam().bytes;
  for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
    EXPECT_EQ(read_all({bytes.substr(0, cut), bytes.substr(cut)}), GetParam().expected)
        << "cut at " << cut;
  }
}

TEST_P(RequestParserTest, ReadsByteByByte) {
  RequestParser parser({});
  std::string text;
  for (const char byte : GetParam().bytes) {
    if (parser.state() == State::kFailed) break;
    feed(parser, {&byte, 1});
    if (parser.state() != State::kComplete) continue;
    text += print(parser.request()) + (parser.keep_alive() ? "\n" : " close\n");
    parser.next();
  }
  if (parser.state() == State::kPartial) text += "partial";
  if (parser.state() == State::kFailed) text += std::to_string(parser.error_status());
  EXPECT_EQ(text, GetParam().expected);
}

constexpr Case kCases[] = {
    {"Nothing", "", ""},
    {"Get", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / [Host=x] {}\n"},
    {"NoHeaders", "GET / HTTP/1.1\r\n\r\n", "GET / {}\n"},
    {"Body", "POST /a?b=c HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
     "POST /a?b=c [Content-Length=5] {hello}\n"},
    {"EmptyBody", "POST / HTTP/1.1\r\ncontent-length: 0\r\n\r\n", "POST / [content-length=0] {}\n"},
    {"BodyOfAnyBytes", "PUT / HTTP/1.1\r\nContent-Length: 6\r\n\r\n\r\n\0\xff\r\n"sv,
     "PUT / [Content-Length=6] {\r\n\0\xff\r\n}\n"sv},
    {"BlanksAroundValues", "GET / HTTP/1.1\r\nA:  b c \t\r\nD:\r\n\r\n", "GET / [A=b c] [D=] {}\n"},
    {"RepeatedHeader", "GET / HTTP/1.1\r\nA: 1\r\na: 2\r\n\r\n", "GET / [A=1] [a=2] {}\n"},
    {"EmptyLinesBefore", "\r\n\r\nGET / HTTP/1.1\r\n\r\n\r\n", "GET / {}\n"},
    {"Pipelined",
     "POST /1 HTTP/1.1\r\nContent-Length: 3\r\n\r\noneGET /2 HTTP/1.1\r\n\r\nPOST /3 HTTP/1.1\r\n"
     "Transfer-Encoding: chunked\r\n\r\n2\r\nth\r\n3\r\nree\r\n0\r\n\r\nGET /4 HTTP/1.1\r\n\r\n",
     "POST /1 [Content-Length=3] {one}\nGET /2 {}\nPOST /3 [Transfer-Encoding=chunked] {three}\n"
     "GET /4 {}\n"},
    {"ChunksWithExtensions",
     "POST / HTTP/1.1\r\nTransfer-Encoding: "
     "chunked\r\n\r\n4;a=b;c=\"d\"\r\nwiki\r\n0005\r\npedia\r\n"
     "0\r\n\r\n",
     "POST / [Transfer-Encoding=chunked] {wikipedia}\n"},
    {"Trailers",
     "POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\nx\r\n0\r\nX-Sum: 1\r\n\r\n",
     "POST / [Transfer-Encoding=Chunked] {x}\n"},
    {"NoChunks", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     "POST / [Transfer-Encoding=chunked] {}\n"},
    {"ConnectionClose", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
     "GET / [Connection=close] {} close\n"},
    {"Http10", "GET / HTTP/1.0\r\n\r\n", "GET / {} close\n"},
    {"Http10KeepAlive", "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
     "GET / [Connection=Keep-Alive] {}\n"},
    {"PartialHeader", "GET / HTTP/1.1\r\nHost: x\r\n", "partial"},
    {"PartialBody", "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhell", "partial"},
    {"PartialChunk", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhell", "partial"},

    {"Garbage", "\x16\x03\x01garbage\r\n\r\n", "400"},
    {"NoVersion", "GET /\r\n\r\n", "400"},
    {"Http2Preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400"},
    {"Http09", "GET / HTTP/0.9\r\n\r\n", "400"},
    {"BlankInTarget", "GET /a b HTTP/1.1\r\n\r\n", "400"},
    {"NoColon", "GET / HTTP/1.1\r\nHost\r\n\r\n", "400"},
    {"BlankBeforeColon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", "400"},
    {"FoldedValue", "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", "400"},
    {"NulInValue", "GET / HTTP/1.1\r\nA: b\0c\r\n\r\n"sv, "400"},
    {"NegativeLength", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "400"},
    {"LengthWithWords", "POST / HTTP/1.1\r\nContent-Length: 5 bytes\r\n\r\nhello", "400"},
    {"TwoLengths", "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", "400"},
    {"LengthAndChunks",
     "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
    {"ChunksAndLength",
     "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", "400"},
    {"OtherCoding", "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", "400"},
    {"CodingsOfWhichOneIsChunked",
     "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "400"},
    {"BadChunkSize", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "400"},
    {"ChunkLongerThanItSays",
     "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n", "400"},
    {"LengthOverTheLimit", "POST / HTTP/1.1\r\nContent-Length: 16777217\r\n\r\n", "413"},
    {"LengthBeyondNumbers", "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
     "400"},
    {"ChunkOverTheLimit", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1000001\r\n",
     "413"},
    {"GoodThenBad", "GET / HTTP/1.1\r\n\r\nnonsense\r\n\r\n", "GET / {}\n400"},
};

INSTANTIATE_TEST_SUITE_P(Requests, RequestParserTest, ::testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

std::string post_of(std::size_t body_bytes) {
  return "POST / HTTP/1.1\r\nContent-Length: " + std::to_string(body_bytes) + "\r\n\r\n" +
         std::string(body_bytes, 'x');
}

TEST(RequestParserLimitsTest, BodyMayBeAsLargeAsTheLimit) {
  const std::string expected = "POST / [Content-Length=100] {" + std::string(100, 'x') + "}\n";
  EXPECT_EQ(read_all({post_of(100)}, {.body_bytes = 100}), expected);
  EXPECT_EQ(read_all({post_of(101)}, {.body_bytes = 100}), "413");
}

TEST(RequestParserLimitsTest, SmallChunksCountTogether) {
  std::string bytes = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 11; ++i) bytes += "a\r\n0123456789\r\n";
  EXPECT_EQ(read_all({bytes}, {.body_bytes = 100}), "413");
}

TEST(RequestParserLimitsTest, HeadersBeyondTheLimitAreRefused) {
  const std::string request = "GET / HTTP/1.1\r\nA: " + std::string(200, 'a') + "\r\n\r\n";
  EXPECT_EQ(read_all({request}, {.header_bytes = 100}), "431");
  std::string many = "GET / HTTP/1.1\r\n";
  for (int i = 0; i < 50; ++i) many += "A: b\r\n";
  EXPECT_EQ(read_all({many + "\r\n"}, {.header_bytes = 100}), "431");
  EXPECT_EQ(read_all({std::string(200, 'A')}, {.header_bytes = 100}), "431");
}

TEST(RequestParserLimitsTest, HeadersThatComeSlowlyAreHeldToTheLimitToo) {
  RequestParser parser({.header_bytes = 100});
  feed(parser, "GET / HTTP/1.1\r\n");
  int lines = 0;
  for (; parser.state() == State::kPartial; ++lines) feed(parser, "A: b\r\n");
  EXPECT_EQ(parser.state(), State::kFailed);
  EXPECT_EQ(parser.error_status(), 431);
  EXPECT_LT(lines, 20);
}

TEST(RequestParserLimitsTest, WhatSurroundsChunksIsLimited) {
  const std::string head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string extension = "1;a=" + std::string(500, 'a');
  EXPECT_EQ(read_all({head, extension}, {.header_bytes = 100}), "400");
  const std::string trailer = "0\r\nA: " + std::string(500, 'a');
  EXPECT_EQ(read_all({head, trailer}, {.header_bytes = 100}), "400");
}

TEST(RequestParserTest, BareLineFeedsAreRefused) {
  EXPECT_EQ(read_all({"GET / HTTP/1.1\nHost: x\n\n"}), "400");
}

TEST(RequestParserTest, LargeBodiesSurviveTheBuffersGrowth) {
  RequestParser parser({});
  const std::string request = post_of(3U << 20);
  for (std::string_view rest = request; !rest.empty();) {
    const std::string_view piece = rest.substr(0, 100'000);
    feed(parser, piece);
    rest.remove_prefix(piece.size());
  }
  ASSERT_EQ(parser.state(), State::kComplete);
  EXPECT_EQ(parser.request().method, "POST");
  EXPECT_EQ(parser.request().header("content-length"), "3145728");
  EXPECT_EQ(parser.request().body, std::string(3U << 20, 'x'));
  parser.next();
  EXPECT_LE(parser.prepare().size(), 64U << 10) << "the large buffer is kept";
}

TEST(RequestParserTest, ManyChunksNeedNoMoreThanTheBody) {
  RequestParser parser({});
  feed(parser, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 20'000; ++i) feed(parser, "5;extension=value\r\nabcde\r\n");
  EXPECT_LE(parser.prepare().size(), 64U << 10);
  feed(parser, "0\r\n\r\n");
  ASSERT_EQ(parser.state(), State::kComplete);
  EXPECT_EQ(parser.request().body.size(), 100'000U);
}

TEST(RequestParserTest, AsksForContinueOnceAndOnlyBeforeTheBody) {
  const std::string head = "POST / HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n";
  RequestParser parser({});
  EXPECT_FALSE(parser.take_continue());
  feed(parser, head.substr(0, 50));
  EXPECT_FALSE(parser.take_continue());
  feed(parser, head.substr(50));
  EXPECT_TRUE(parser.take_continue());
  EXPECT_FALSE(parser.take_continue());

  RequestParser eager({});
  feed(eager, head + "h");
  EXPECT_FALSE(eager.take_continue()) << "the client did not wait";
  feed(eager, "i");
  EXPECT_EQ(eager.request().body, "hi");
}

TEST(RequestTest, FindsHeadersWithoutCase) {
  const Request request{"GET", "/a?b", {{"X-A", "1"}, {"x-a", "2"}, {"Empty", ""}}, {}, {}, false};
  EXPECT_EQ(request.header("x-A"), "1");
  EXPECT_EQ(request.header("x-b"), "");
  EXPECT_TRUE(request.has_header("EMPTY"));
  EXPECT_FALSE(request.has_header("x"));
  EXPECT_EQ(request.path(), "/a");
}

}  // namespace
}  // namespace dynarock::http
