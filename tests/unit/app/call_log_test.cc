#include "app/call_log.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <string>
#include <thread>

namespace dynarock::app {
namespace {

aws::CallRecord example() {
  aws::CallRecord call;
  call.service = "dynamodb";
  call.operation = "PutItem";
  call.status = 200;
  call.micros = 412;
  call.table = "Users";
  call.request_id = "ABC";
  return call;
}

std::string text_of(const aws::CallRecord& call) {
  std::string line;
  append_text_line(call, line);
  return line;
}

TEST(CallLog, WritesTextLines) {
  aws::CallRecord call = example();
  EXPECT_EQ(text_of(call), "dynamodb.PutItem 200 0.4ms table=Users\n");
  call.status = 400;
  call.micros = 12'950;
  call.error = "ResourceNotFoundException";
  call.note = "there is one in eu-west-1";
  EXPECT_EQ(text_of(call),
            "dynamodb.PutItem 400 13.0ms table=Users error=ResourceNotFoundException "
            "note=\"there is one in eu-west-1\"\n");
}

TEST(CallLog, LetsNoClientForgeALine) {
  aws::CallRecord call = example();
  call.table = "x\ndynamodb.DeleteTable 200";
  EXPECT_EQ(text_of(call), "dynamodb.PutItem 200 0.4ms table=\"x\\ndynamodb.DeleteTable 200\"\n");
  call = example();
  call.operation = "Put\nItem";
  EXPECT_EQ(text_of(call).find('\n'), text_of(call).size() - 1);
  const std::string huge(100'000, 't');
  call.table = huge;
  EXPECT_LT(text_of(call).size(), 400U);
}

TEST(CallLog, WritesJsonLines) {
  std::string line;
  append_json_line(example(), "2015-05-11T21:21:33.291Z", line);
  EXPECT_EQ(line,
            "{\"time\":\"2015-05-11T21:21:33.291Z\",\"service\":\"dynamodb\",\"operation\":"
            "\"PutItem\",\"status\":200,\"micros\":412,\"table\":\"Users\",\"request_id\":\"ABC\"}"
            "\n");
}

TEST(CallLog, WritesTimes) {
  TimeText time;
  const auto text = [&](std::int64_t millis) {
    return time.of(Timestamp{std::chrono::milliseconds{millis}});
  };
  EXPECT_EQ(text(1431379293291), "2015-05-11T21:21:33.291Z");
  EXPECT_EQ(text(1431379293007), "2015-05-11T21:21:33.007Z");
  EXPECT_EQ(text(1431379294000), "2015-05-11T21:21:34.000Z");
}

/// All that is written into a pipe until it closes.
std::string drain(int descriptor) {
  std::string text;
  std::array<char, 4096> chunk;
  for (ssize_t size = 0; (size = ::read(descriptor, chunk.data(), chunk.size())) > 0;) {
    text.append(chunk.data(), static_cast<std::size_t>(size));
  }
  return text;
}

TEST(CallLog, WritesEveryLineOfEveryThreadByTheEnd) {
  constexpr int kThreads = 4, kCalls = 500;
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  std::string text;
  std::thread reader([&] { text = drain(ends[0]); });
  {
    const SystemClock clock;
    BufferedCallLog log(ends[1], LogFormat::kText, false, clock);
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&log] {
        for (int call = 0; call < kCalls; ++call) log.record(example());
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  ::close(ends[1]);
  reader.join();
  ::close(ends[0]);
  EXPECT_EQ(text.size(), text_of(example()).size() * kThreads * kCalls);
}

TEST(CallLog, QuietLeavesOnlyTheServersOwnFailures) {
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  {
    const SystemClock clock;
    BufferedCallLog log(ends[1], LogFormat::kText, true, clock);
    aws::CallRecord call = example();
    log.record(call);
    call.status = 400;
    log.record(call);
    call.status = 500;
    log.record(call);
  }
  ::close(ends[1]);
  EXPECT_EQ(drain(ends[0]), "dynamodb.PutItem 500 0.4ms table=Users\n");
  ::close(ends[0]);
}

TEST(CallLog, WritesNotices) {
  for (const LogFormat format : {LogFormat::kText, LogFormat::kJson}) {
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    {
      const ManualClock clock{Timestamp{}};
      BufferedCallLog(ends[1], format, true, clock).notice("all is well");
    }
    ::close(ends[1]);
    EXPECT_EQ(drain(ends[0]), format == LogFormat::kText
                                  ? "all is well\n"
                                  : "{\"time\":\"1970-01-01T00:00:00.000Z\",\"message\":\"all is "
                                    "well\"}\n");
    ::close(ends[0]);
  }
}

}  // namespace
}  // namespace dynarock::app
