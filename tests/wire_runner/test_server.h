#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dynarock/auth/credentials.h"
#include "dynarock/aws/call_log.h"
#include "dynarock/aws/service.h"
#include "dynarock/base/clock.h"
#include "dynarock/http/message.h"

namespace dynarock::wire {

/// The program without its sockets, as wire tests see it: an empty in-memory store, a clock that
/// stands still, identifiers from a fixed seed.
class TestServer {
 public:
  virtual ~TestServer() = default;
  virtual http::Response handle(const http::Request& request) = 0;
  virtual std::vector<aws::Service*> services() = 0;
  virtual Timestamp now() const = 0;
  /// Moves the clock, and lets background work happen that is due by then.
  virtual void advance(std::chrono::microseconds by) = 0;
  /// What an access key is signed with, or nothing while nobody verifies signatures. `root` is the
  /// key of the default account's root; the secret of a key that is not known is made up.
  virtual std::optional<auth::Credentials> credentials(const std::string& access_key) = 0;
  /// What the log said of the last call, for a test's failure message.
  virtual std::string last_note() const = 0;
};

/// As `serve` takes them.
struct TestServerOptions {
  std::chrono::microseconds stale_reads{0};
  std::chrono::microseconds gsi_delay{0};
  /// Whether the senders of calls must prove who they are.
  bool enforce_iam = false;
  /// Whether the replies are those of a server that never asks who calls.
  bool never_enforce_iam = false;
  /// With enforce_iam, whether keys that are not known stand for sessions of a role that may do
  /// everything in its account, which is the key if that is 12 digits.
  bool unknown_keys_are_admins = false;
};

/// A server with all services, made anew for each file of tests.
std::unique_ptr<TestServer> make_test_server(const TestServerOptions& options = {});

/// Keeps the note of the last call.
class LastNote final : public aws::CallLog {
 public:
  void record(const aws::CallRecord& call) override { note_ = call.note; }
  const std::string& note() const { return note_; }

 private:
  std::string note_;
};

}  // namespace dynarock::wire
