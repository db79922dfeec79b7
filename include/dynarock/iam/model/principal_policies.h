#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/iam/model/entities.h"

namespace dynarock::iam {

/// A policy as evaluation needs it.
struct PolicyText {
  /// Of a managed policy; empty for one that is embedded.
  std::string arn;
  std::string name;
  /// Where it is attached or embedded: "user", "group", "role", and the name of that.
  std::string_view holder_kind;
  std::string holder;
  std::string document;
};

/// The policies that count for a principal, beside what its session brings along.
struct PrincipalPolicies {
  std::vector<PolicyText> identity;
  std::optional<PolicyText> boundary;
};

/// Those of a user are its groups' too.
PrincipalPolicies policies_of(const Account& account, const User& user);
PrincipalPolicies policies_of(const Account& account, const Group& group);
PrincipalPolicies policies_of(const Account& account, const Role& role);

}  // namespace dynarock::iam
