#include "dynarock/ecs/scheduler/deployments.h"

#include <algorithm>
#include <utility>

namespace dynarock::ecs {
namespace {

constexpr std::size_t kMaxEvents = 100;
constexpr std::size_t kMaxHistory = 100;
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kArnCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Nineteen digits, the first no zero.
std::string number(Ids& ids) { return ids.text(1, kDigits.substr(1)) + ids.text(18, kDigits); }

void add_primary(Service& service, Deployment deployment, Timestamp now) {
  for (Deployment& old : service.deployments) {
    if (old.status == DeploymentStatus::kPrimary) old.updated = now;
    old.status = DeploymentStatus::kActive;
  }
  service.deployments.insert(service.deployments.begin(), std::move(deployment));
  service.steady = false;
}

bool is_finished(const ServiceDeployment& change) { return change.finished || change.stopped; }

void stop_unfinished(Service& service, Timestamp now) {
  for (ServiceDeployment& change : service.history) {
    if (is_finished(change)) continue;
    change.status = ServiceDeploymentStatus::kStopped;
    change.updated = now;
    change.stopped = change.finished = now;
  }
}

void forget_oldest(Service& service) {
  while (service.history.size() > kMaxHistory) service.history.erase(service.history.begin());
  const auto is_told_of = [&service](const ServiceRevision& revision) {
    return std::ranges::find(service.deployments, revision.arn, &Deployment::revision_arn) !=
               service.deployments.end() ||
           std::ranges::any_of(service.history, [&](const ServiceDeployment& change) {
             return change.target_revision == revision.arn ||
                    change.rollback_revision == revision.arn ||
                    std::ranges::find(change.source_revisions, revision.arn) !=
                        change.source_revisions.end();
           });
  };
  std::erase_if(service.revisions, [&](const auto& revision) { return !is_told_of(revision); });
}

/// What the last change that ended well left behind; null if none did.
const ServiceDeployment* last_success(const Service& service) {
  for (auto change = service.history.rbegin(); change != service.history.rend(); ++change)
    if (change->status == ServiceDeploymentStatus::kSuccessful ||
        change->status == ServiceDeploymentStatus::kRollbackSuccessful)
      return &*change;
  return nullptr;
}

}  // namespace

void start_deployment(const Place& place, Service& service, ServiceRevision revision, Ids& ids,
                      Timestamp now) {
  const std::string path = service.cluster + "/" + service.name + "/";
  revision.arn = arn_of(place, "service-revision/" + path + number(ids));
  revision.created = now;

  Deployment deployment;
  deployment.id = "ecs-svc/" + number(ids);
  deployment.revision_arn = revision.arn;
  deployment.desired_count = service.desired_count;
  deployment.rollout_state_reason = "ECS deployment " + deployment.id + " in progress.";
  deployment.created = deployment.updated = now;

  stop_unfinished(service, now);
  ServiceDeployment change;
  change.arn = arn_of(place, "service-deployment/" + path + ids.text(22, kArnCharacters));
  change.deployment_id = deployment.id;
  change.created = change.updated = now;
  change.target_revision = revision.arn;
  for (const Deployment& old : service.deployments)
    change.source_revisions.push_back(old.revision_arn);

  service.history.push_back(std::move(change));
  service.revisions.push_back(std::move(revision));
  add_primary(service, std::move(deployment), now);
  forget_oldest(service);
}

bool roll_back(Service& service, std::string reason, Ids& ids, Timestamp now) {
  const ServiceDeployment* good = last_success(service);
  ServiceDeployment* failed = find_change(service, service.primary().id);
  if (!good || !failed) return false;
  const bool was_rolled_back = !good->rollback_revision.empty();

  Deployment deployment;
  deployment.id = "ecs-svc/" + number(ids);
  deployment.revision_arn = was_rolled_back ? good->rollback_revision : good->target_revision;
  deployment.desired_count = service.desired_count;
  deployment.created = deployment.updated = now;
  const std::string& good_id = was_rolled_back ? good->rollback_deployment_id : good->deployment_id;
  deployment.rollout_state_reason =
      "ECS deployment circuit breaker: rolling back to deploymentId " + good_id + ".";
  add_event(service, "(service " + service.name + ") rolling back to deployment " + good_id + ".",
            ids, now);

  failed->status = ServiceDeploymentStatus::kRollbackInProgress;
  failed->rollback_revision = deployment.revision_arn;
  failed->rollback_deployment_id = deployment.id;
  failed->rollback_reason = std::move(reason);
  failed->rollback_started = now;
  failed->updated = now;
  add_primary(service, std::move(deployment), now);
  return true;
}

ServiceDeployment* find_change(Service& service, std::string_view deployment_id) {
  const auto found = std::ranges::find_if(service.history, [&](const ServiceDeployment& change) {
    return change.deployment_id == deployment_id || change.rollback_deployment_id == deployment_id;
  });
  return found == service.history.end() ? nullptr : &*found;
}

std::int64_t failure_threshold(const Service& service) {
  return std::clamp<std::int64_t>((service.desired_count + 1) / 2, 3, 200);
}

void add_event(Service& service, std::string message, Ids& ids, Timestamp now) {
  service.events.insert(service.events.begin(), {ids.uuid(), now, std::move(message)});
  if (service.events.size() > kMaxEvents) service.events.resize(kMaxEvents);
}

}  // namespace dynarock::ecs
