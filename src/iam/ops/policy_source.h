#pragma once

#include <string_view>
#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/json/document.h"
#include "dynarock/policy/evaluate.h"
#include "iam/ops/context.h"
#include "iam/ops/shapes.h"

/// The policies of a simulation: those of a user, group or role, and those that a request brings.
namespace dynarock::iam {

inline constexpr Shape kPolicyInputs = aws::list_of(kPolicyDocument);

/// Who a PolicySourceArn is, with its policies. Managed ones are named as they are, embedded ones
/// `user_<user>_<policy>` and the like.
struct PolicySource {
  policy::Principal principal;
  policy::PrincipalPolicies policies;
};
/// InvalidInput for an ARN of anything else, NoSuchEntity.
Result<PolicySource> find_policy_source(Context& context, std::string_view arn);

/// A document of the request's; InvalidInput if it is malformed.
Result<policy::Policy> read_policy(Context& context, policy::PolicyKind kind,
                                   std::string_view document, std::string name);
/// A member that lists documents, named `<member>.1` and so on; none if it is absent.
Result<std::vector<policy::Policy>> read_policies(Context& context, json::Value request,
                                                  std::string_view member);

}  // namespace dynarock::iam
