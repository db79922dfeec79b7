#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "dynarock/auth/credential_store.h"
#include "dynarock/auth/credentials.h"
#include "dynarock/base/clock.h"
#include "dynarock/base/ids.h"
#include "dynarock/iam/model/state.h"

namespace dynarock::ecs {

/// Makes sessions of roles as ECS does for its tasks. Safe to use from several threads.
class RoleSessions {
 public:
  struct Options {
    std::chrono::seconds lifetime;
    /// Whether a role must exist and let ecs-tasks.amazonaws.com assume it.
    bool check_trust = false;
  };

  /// What it is given must outlive it.
  RoleSessions(iam::State& state, Ids& ids, const Clock& clock, Options options)
      : state_(state), ids_(ids), clock_(clock), options_(options) {}

  /// `arn:aws:sts::A:assumed-role/ROLE/TASK`; or the reason with which ECS stops the task.
  tl::expected<auth::IssuedCredentials, std::string> assume(const std::string& role_arn,
                                                            std::string_view task_arn) const;
  /// For what is done in nobody's name.
  auth::Credentials root(std::string_view account) const;
  Timestamp now() const { return clock_.now(); }

 private:
  auth::Principal principal_of(std::string_view role_arn, std::string_view session) const;

  iam::State& state_;
  Ids& ids_;
  const Clock& clock_;
  const Options options_;
};

/// A session of a role that is made anew when it is about to end. Earlier credentials hold until
/// they expire. Safe to use from several threads.
class RotatingSession {
 public:
  /// `sessions` must outlive it.
  RotatingSession(const RoleSessions& sessions, std::string role_arn, std::string task_arn)
      : sessions_(sessions), role_arn_(std::move(role_arn)), task_arn_(std::move(task_arn)) {}

  /// Its credentials, new ones if those before have a quarter of an hour or less left: the SDKs
  /// come for others by then.
  tl::expected<auth::IssuedCredentials, std::string> current();
  const std::string& role_arn() const { return role_arn_; }

 private:
  const RoleSessions& sessions_;
  const std::string role_arn_, task_arn_;
  std::mutex mutex_;
  std::optional<auth::IssuedCredentials> credentials_;
};

/// As a client signs with them.
auth::Credentials credentials_of(const auth::IssuedCredentials& issued);

}  // namespace dynarock::ecs
