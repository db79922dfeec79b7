#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/auth/authenticator.h"
#include "dynarock/auth/credential_store.h"
#include "dynarock/aws/authorizer.h"
#include "dynarock/aws/call_log.h"
#include "dynarock/aws/host.h"
#include "dynarock/aws/network.h"
#include "dynarock/aws/service.h"
#include "dynarock/base/clock.h"
#include "dynarock/base/ids.h"
#include "dynarock/http/message.h"

namespace dynarock::aws {

struct DispatcherOptions {
  /// The account of callers whose access key is not an account number.
  std::string account = "000000000000";
  /// The region that GET / names, and everybody's if `shared`.
  std::string region = "us-east-1";
  /// One account and region for all callers, whatever their credentials say.
  bool shared = false;
  /// Knows the credentials that this server makes; null if it makes none.
  auth::CredentialStore* credentials = nullptr;
  auth::AuthenticationOptions authentication{};
  /// Null where everybody may do everything.
  Authorizer* authorizer = nullptr;
  /// Null where nobody calls from a VPC.
  const Network* network = nullptr;
  /// What becomes of calls whose path leads nowhere.
  http::Delivery lost = http::Delivery::kReset;
};

class Protocol;
struct Target;

/// From an HTTP request to its answer, for all services: the request path in one place. A plain
/// function of the request and safe to call from several threads, though not from inside a
/// service's run().
class Dispatcher final : public http::Handler {
 public:
  /// The services and everything else must outlive the dispatcher. `log` may be null.
  Dispatcher(DispatcherOptions options, std::vector<Service*> services, const Clock& clock,
             Ids& ids, CallLog* log);

  http::Response handle(const http::Request& request) override;
  bool blocks(const http::Request& request) const override;

 private:
  struct Progress;

  /// What a request's host says.
  struct Endpoint {
    /// Those that answer there.
    std::span<Service* const> services;
    AwsHost host{};
  };

  Endpoint endpoint_of(const http::Request& request) const;
  http::Response call(const Protocol& protocol, const Endpoint& endpoint,
                      const http::Request& request, std::string_view request_id);
  Result<std::string> answer(const Protocol& protocol, const Endpoint& endpoint,
                             const http::Request& request, Progress& progress);
  Result<auth::Sender> identify(const http::Request& request, const Endpoint& endpoint,
                                const Target& target, Timestamp now) const;
  std::string_view account_of(const auth::Sender& sender, const AwsHost& host) const;
  std::string_view region_of(const auth::Sender& sender, const AwsHost& host) const;
  http::Response health(const AwsHost& host) const;

  DispatcherOptions options_;
  auth::Authenticator authenticator_;
  std::vector<Service*> services_;
  /// By what AWS's hosts call them.
  std::map<std::string_view, std::vector<Service*>> services_by_name_;
  const Clock& clock_;
  Ids& ids_;
  CallLog* log_;
};

}  // namespace dynarock::aws
