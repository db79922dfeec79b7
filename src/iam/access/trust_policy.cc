#include "iam/access/trust_policy.h"

#include <stdexcept>
#include <utility>

#include "dynarock/policy/document.h"

namespace dynarock::iam {

std::shared_ptr<const policy::Policy> trust_policy(std::string name, std::string_view document) {
  auto parsed = policy::parse_policy(policy::PolicyKind::kTrust, document);
  if (!parsed) throw std::logic_error("the trust policy of " + name + " is malformed");
  return std::make_shared<policy::Policy>(policy::Policy{std::move(name), {}, std::move(*parsed)});
}

}  // namespace dynarock::iam
