#pragma once

#include <memory>
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
  /// `log` may be null. Throws storage::StoreError.
  Instance(const ServeOptions& options, const Clock& clock, aws::CallLog* log);
  ~Instance();

  /// Answers clients.
  http::Handler& handler();
  /// Answers the process's own calls; they are not logged.
  http::Handler& internal_handler();
  Authority& authority();
  /// The signing names of what is served.
  std::vector<std::string_view> service_names() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace dynarock::app
