#pragma once

#include <filesystem>

#include "dynarock/authz/organization.h"

namespace dynarock::app {

/// Reads what no account keeps for itself:
///
///     {"Id": "o-exampleorgid",
///      "Accounts": {"123456789012": {
///        "ServiceControlPolicies": [{"FullAWSAccess": {...document...}}, {"Sandbox": {...}}],
///        "ResourceControlPolicies": [...]}},
///      "VpcEndpoints": {"vpce-1": {"VpcId": "vpc-1", "VpcEndpointType": "Gateway",
///                                  "PolicyDocument": {...document...}}}}
///
/// Policies are lists of levels from the organization's root down to the account, each level's
/// policies by name. All members may be left out. Throws ConfigError.
authz::Organization read_organization(const std::filesystem::path& file);

}  // namespace dynarock::app
