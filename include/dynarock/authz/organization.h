#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/policy/evaluate.h"

namespace dynarock::authz {

/// An account in AWS Organizations.
struct OrganizationAccount {
  /// From the organization's root down to the account; each level must allow.
  std::vector<policy::PolicyLevel> service_control;
  std::vector<policy::PolicyLevel> resource_control;
};

/// A VPC endpoint that requests come through.
struct VpcEndpoint {
  std::string vpc_id;
  /// Whether it is a gateway, where an account in a Principal means its root user alone.
  bool gateway = true;
  /// Nothing allows everything.
  std::optional<policy::Policy> policy;
};

/// What surrounds accounts and requests: policies that no account keeps for itself.
struct Organization {
  /// `o-...`, of which all accounts below are members; may be empty.
  std::string id;
  std::map<std::string, OrganizationAccount, std::less<>> accounts;
  std::map<std::string, VpcEndpoint, std::less<>> vpc_endpoints;  ///< by id, `vpce-...`

  /// Null if the account is in no organization.
  const OrganizationAccount* find_account(std::string_view account) const;
  /// By its id. Null if there is none.
  const VpcEndpoint* find_vpc_endpoint(std::string_view endpoint) const;
};

}  // namespace dynarock::authz
