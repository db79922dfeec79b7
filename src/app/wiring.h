#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/authority.h"
#include "app/options.h"
#include "dynarock/aws/call_log.h"
#include "dynarock/base/clock.h"
#include "dynarock/http/message.h"

namespace dynarock::app {

/// Everything behind the socket, put together: the store, the services on it, the dispatcher in
/// front of them.
class Instance {
 public:
  /// `log` may be null. `warn` gets lines of the log that are about no call, from several
  /// threads. Throws storage::StoreError.
  Instance(
      const ServeOptions& options, const Clock& clock, aws::CallLog* log,
      std::function<void(const std::string& line)> warn = [](const std::string&) {});
  ~Instance();

  /// Answers clients.
  http::Handler& handler();
  /// Answers the process's own calls; they are not logged.
  http::Handler& internal_handler();
  Authority& authority();
  /// The signing names of what is served.
  std::vector<std::string_view> service_names() const;

  /// From when the server listens until it ends: runs ECS's tasks. `url` is where they reach it.
  void start_tasks(std::string url);
  void stop_tasks();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace dynarock::app
