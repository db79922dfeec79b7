#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/authz/caller.h"
#include "dynarock/authz/least_privilege.h"
#include "dynarock/check/check.h"
#include "dynarock/policy/context.h"
#include "dynarock/policy/evaluate.h"

namespace dynarock::check {

/// A VPC endpoint that requests go through.
struct Passage {
  std::string endpoint_id, vpc_id;
  bool gateway = true;
  policy::Policy policy;
};

/// Why an access is denied.
struct Denial {
  /// As AWS words it.
  std::string message;
  /// What would have to change.
  std::string fix;
  policy::Layer cause = policy::Layer::kIdentity;
  /// Keys that conditions ask for and that only a real request has; with them it may be allowed.
  std::vector<std::string> missing_keys;
};

/// Says what a task with a certain role may do.
class Judge {
 public:
  /// `world` must outlive it.
  Judge(const World& world, const Scope& scope, std::string role_arn);

  const std::string& role_arn() const { return role_arn_; }
  /// Nothing if it is allowed. `passage` may be null.
  std::optional<Denial> judge(const std::string& action, const std::string& resource,
                              const Passage* passage = nullptr) const;
  /// What its policies grant, by what it was seen to do.
  std::vector<authz::Grant> grants() const;
  /// What it was seen to do; nothing while nobody watches.
  std::vector<authz::Observation> observed() const;

 private:
  const World& world_;
  std::string role_arn_;
  std::string region_;
  Timestamp now_;
  std::shared_ptr<const authz::Caller> caller_;
};

}  // namespace dynarock::check
