#include "http/listener.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <stdexcept>

namespace dynarock::http {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string refusal_of(const std::string& host, std::uint16_t port) {
  try {
    ::close(listen_on(host, port).descriptor);
    return {};
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

TEST(ListenerTest, PicksAFreePort) {
  for (const std::string host : {"127.0.0.1", "localhost", "0.0.0.0"}) {
    const Listener listener = listen_on(host, 0);
    EXPECT_GT(listener.port, 0);
    EXPECT_FALSE(listener.is_ipv6);
    ::close(listener.descriptor);
  }
}

TEST(ListenerTest, ATakenPortIsNamedWithARemedy) {
  const Listener listener = listen_on("127.0.0.1", 0);
  EXPECT_EQ(refusal_of("127.0.0.1", listener.port),
            "port " + std::to_string(listener.port) +
                " on 127.0.0.1 is already in use: stop the program that listens there or choose "
                "another with --port (0 picks a free one)");
  ::close(listener.descriptor);
  EXPECT_EQ(refusal_of("127.0.0.1", listener.port), "") << "a closed listener frees its port";
}

TEST(ListenerTest, HostsThatAreNotThisMachineAreNamedWithARemedy) {
  EXPECT_THAT(refusal_of("192.0.2.1", 0),
              AllOf(HasSubstr("192.0.2.1"), HasSubstr("--host"), Not(HasSubstr("\n"))));
  EXPECT_THAT(refusal_of("no such host", 0), AllOf(HasSubstr("no such host"), HasSubstr("--host")));
}

}  // namespace
}  // namespace dynarock::http
