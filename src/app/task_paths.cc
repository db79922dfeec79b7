#include "app/task_paths.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "dynarock/auth/credential_store.h"

namespace dynarock::app {
namespace {

constexpr std::size_t kTaskIdLength = 32;

/// What a task's credentials are named by; empty for those of anybody else.
std::string_view task_id_of(const aws::Call& call) {
  if (!call.credentials || call.credentials->principal.kind != auth::PrincipalKind::kRoleSession)
    return {};
  const std::string_view session = ecs::last_part(call.credentials->principal.arn);
  return session.size() == kTaskIdLength ? session : std::string_view{};
}

/// As in names of endpoint services. What is in another region than the task has no endpoint there.
std::string service_of(const ecs::Place& place, const aws::Call& call) {
  const std::string name(call.service == "ecr" ? "ecr.api" : call.service);
  return call.region == place.region ? name : name + " in " + std::string(call.region);
}

}  // namespace

std::shared_ptr<const aws::NetworkPath> TaskPaths::path_of(const aws::Call& call) const {
  const std::string_view task_id = task_id_of(call);
  if (task_id.empty()) return nullptr;
  std::string key(task_id);
  key.append("/").append(call.service).append("/").append(call.region);
  {
    const std::lock_guard lock(mutex_);
    const auto kept = paths_.find(key);
    if (kept != paths_.end() && holds(kept->second, call)) return kept->second.path;
  }
  Entry entry = find(call, task_id);
  auto path = entry.path;
  const std::lock_guard lock(mutex_);
  if (paths_.size() >= kMaxPaths) paths_.clear();
  paths_.insert_or_assign(std::move(key), std::move(entry));
  return path;
}

/// Whether neither tasks nor networks have changed since.
bool TaskPaths::holds(const Entry& entry, const aws::Call& call) const {
  return entry.tasks_version == tasks_.version() &&
         (!entry.network || entry.network == network_.read({call.account, entry.region}));
}

/// Without a path if there is no such task, or one without a network of its own.
TaskPaths::Entry TaskPaths::find(const aws::Call& call, std::string_view task_id) const {
  Entry entry;
  entry.tasks_version = tasks_.version();
  for (const ecs::Place& place : tasks_.places()) {
    if (place.account != call.account) continue;
    const ecs::State::Reader resources = tasks_.read(place);
    const auto found =
        std::ranges::find(resources->tasks, task_id, [](const auto& one) { return one.second.id; });
    if (found == resources->tasks.end() || found->second.attachments.empty()) continue;
    entry.region = place.region;
    entry.network = network_.read({place.account, place.region});
    entry.path = std::make_shared<const aws::NetworkPath>(make(place, found->second, call));
    break;
  }
  return entry;
}

aws::NetworkPath TaskPaths::make(const ecs::Place& place, const ecs::Task& task,
                                 const aws::Call& call) const {
  const ec2::Place where{place.account, place.region};
  const ecs::Attachment& attachment = task.attachments.front();
  const auto interface = network_.find_interface(where, attachment.network_interface_id);
  const std::string public_ip = interface ? interface->public_ip : "";
  const ec2::Path path =
      network_.path_to(where,
                       {.subnet_id = attachment.subnet_id,
                        .security_groups = task.network.security_groups,
                        .private_ip = attachment.private_ip,
                        .public_ip = !public_ip.empty() || task.network.assign_public_ip},
                       service_of(place, call));

  aws::NetworkPath result{.sender = "task " + task.cluster + "/" + task.id,
                          .gateway = ec2::describe(path),
                          .vpc_id = path.vpc_id,
                          .problem = path.leaves() ? "" : path.problem};
  if (path.endpoint) {
    result.vpc_endpoint = path.endpoint->id;
    result.source_ip = attachment.private_ip;
  } else {
    result.source_ip = path.public_ip.empty() ? public_ip : path.public_ip;
  }
  return result;
}

}  // namespace dynarock::app
