#include "dynarock/ecs/model/service.h"

#include <algorithm>
#include <stdexcept>

namespace dynarock::ecs {

const ServiceRevision& Service::revision(std::string_view revision_arn) const {
  const auto found = std::ranges::find(revisions, revision_arn, &ServiceRevision::arn);
  if (found == revisions.end()) throw std::logic_error("a deployment's revision is gone");
  return *found;
}

const Deployment* Service::find_deployment(std::string_view id) const {
  const auto found = std::ranges::find(deployments, id, &Deployment::id);
  return found == deployments.end() ? nullptr : &*found;
}

}  // namespace dynarock::ecs
