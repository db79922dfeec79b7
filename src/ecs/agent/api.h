#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "dynarock/auth/credentials.h"
#include "dynarock/base/clock.h"
#include "dynarock/http/message.h"

namespace dynarock::ecs {

/// Why a call was refused.
struct ApiFailure {
  std::string code, message;
  /// Empty if no answer came.
  std::string request_id;

  /// As the AWS SDK for Go prints it, which ECS's reasons quote.
  std::string text() const;
};

/// A call to a service of this server by its JSON protocol.
struct ApiCall {
  std::string_view service, region;
  /// `AmazonSSM.GetParameters`
  std::string target;
  std::string body;
};

/// The services of this server, called in this process as by any client: signed, and so judged.
/// Safe to use from several threads.
class Api {
 public:
  /// What it is given must outlive it.
  Api(http::Handler& handler, const Clock& clock) : handler_(handler), clock_(clock) {}

  /// The answer's body.
  tl::expected<std::string, ApiFailure> call(const ApiCall& call,
                                             const auth::Credentials& credentials) const;

 private:
  http::Handler& handler_;
  const Clock& clock_;
};

}  // namespace dynarock::ecs
