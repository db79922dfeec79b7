#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dynarock/iam/model/entities.h"

/// Who uses a managed policy.
namespace dynarock::iam {

/// The policy's ARN, which for AWS's own does not name the account.
std::string arn_of_policy(const Account& account, const ManagedPolicy& policy);

/// `v3`
std::string version_id(std::int64_t number);

/// Calls visit(entity) for all users, groups and roles.
template <class Visit>
void for_each_identity(const Account& account, Visit visit) {
  for (const auto& [name, user] : account.users) visit(user);
  for (const auto& [name, group] : account.groups) visit(group);
  for (const auto& [name, role] : account.roles) visit(role);
}

bool is_attached(const Identity& identity, std::string_view arn);
std::int64_t attachment_count(const Account& account, std::string_view arn);
std::int64_t boundary_count(const Account& account, std::string_view arn);

}  // namespace dynarock::iam
