#include "policy/layers.h"

namespace dynarock::policy {

std::vector<const Policy*> policies_of(Layer layer, const Request& request, const Access& access) {
  std::vector<const Policy*> found;
  const auto add_all = [&](std::span<const Policy> policies) {
    for (const Policy& policy : policies) found.push_back(&policy);
  };
  const auto add_one = [&](const Policy* policy) {
    if (policy != nullptr) found.push_back(policy);
  };
  const PrincipalPolicies& own = request.policies;
  switch (layer) {
    case Layer::kServiceControl:
      for (const PolicyLevel& level : own.service_control) add_all(level);
      break;
    case Layer::kResourceControl:
      for (const PolicyLevel& level : access.resource_control) add_all(level);
      break;
    case Layer::kVpcEndpoint:
      add_one(request.vpc_endpoint);
      break;
    case Layer::kResource:
      add_one(access.resource_policy);
      break;
    case Layer::kIdentity:
      add_all(own.identity);
      break;
    case Layer::kBoundary:
      add_one(own.boundary ? &*own.boundary : nullptr);
      break;
    case Layer::kSession:
      if (own.session) add_all(*own.session);
      break;
  }
  return found;
}

}  // namespace dynarock::policy
