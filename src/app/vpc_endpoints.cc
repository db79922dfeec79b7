#include "app/vpc_endpoints.h"

#include <optional>
#include <stdexcept>
#include <utility>

#include "dynarock/policy/document.h"

namespace dynarock::app {
namespace {

authz::VpcEndpoint parse(const ec2::Endpoint& endpoint) {
  authz::VpcEndpoint made{.vpc_id = endpoint.vpc_id, .gateway = endpoint.gateway};
  if (endpoint.policy.empty()) return made;
  auto document = policy::parse_policy(policy::PolicyKind::kVpcEndpoint, endpoint.policy);
  if (!document) throw std::logic_error("the policy of " + endpoint.id + " is malformed");
  made.policy = policy::Policy{"policy of " + endpoint.id, {}, std::move(*document)};
  return made;
}

}  // namespace

std::shared_ptr<const authz::VpcEndpoint> VpcEndpoints::find(std::string_view id,
                                                             const aws::Call& call) const {
  const auto found = network_.find_endpoint({call.account, call.region}, id);
  if (!found) return nullptr;
  const std::lock_guard lock(mutex_);
  if (const auto kept = parsed_.find(id);
      kept != parsed_.end() && kept->second.source == found->policy)
    return kept->second.endpoint;
  if (parsed_.size() >= kMaxParsed) parsed_.clear();
  auto endpoint = std::make_shared<const authz::VpcEndpoint>(parse(*found));
  parsed_.insert_or_assign(found->id, Parsed{found->policy, endpoint});
  return endpoint;
}

}  // namespace dynarock::app
