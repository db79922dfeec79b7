#include "iam/ops/policy_use.h"

#include <algorithm>

namespace dynarock::iam {

std::string arn_of_policy(const Account& account, const ManagedPolicy& policy) {
  std::string aws_arn = arn_of(kAwsAccount, policy);
  const ManagedPolicy* aws_policy = find_aws_policy(aws_arn);
  return aws_policy && aws_policy->id == policy.id ? aws_arn : arn_of(account.id, policy);
}

std::string version_id(std::int64_t number) { return "v" + std::to_string(number); }

bool is_attached(const Identity& identity, std::string_view arn) {
  return std::ranges::find(identity.attached_policies, arn) != identity.attached_policies.end();
}

std::int64_t attachment_count(const Account& account, std::string_view arn) {
  std::int64_t count = 0;
  for_each_identity(account,
                    [&](const Identity& identity) { count += is_attached(identity, arn); });
  return count;
}

std::int64_t boundary_count(const Account& account, std::string_view arn) {
  std::int64_t count = 0;
  for_each_identity(
      account, [&](const Identity& identity) { count += identity.permissions_boundary == arn; });
  return count;
}

}  // namespace dynarock::iam
