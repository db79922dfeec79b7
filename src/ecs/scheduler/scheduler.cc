#include "dynarock/ecs/scheduler/scheduler.h"

#include <vector>

#include "ecs/scheduler/service_step.h"

namespace dynarock::ecs {
namespace {

/// How long what has ended can still be described.
constexpr std::chrono::hours kKept{1};

/// Gives back the interfaces of tasks that have stopped, and forgets tasks long stopped.
void tidy_tasks(State::Writer& change, TaskNetwork& network, Timestamp now) {
  std::vector<const Task*> gone;
  for (auto& [key, task] : change->tasks) {
    if (task.last_status != TaskStatus::kStopped) continue;
    bool detached = false;
    for (Attachment& attachment : task.attachments) {
      detached = detached || attachment.status != AttachmentStatus::kDeleted;
      attachment.status = AttachmentStatus::kDeleted;
    }
    if (detached) {
      network.detach(change->place, task);
      change.save(task);
    }
    if (task.stopped && *task.stopped + kKept <= now) gone.push_back(&task);
  }
  for (const Task* task : gone) change.erase(*task);
}

void forget_services(State::Writer& change, Timestamp now) {
  std::vector<const Service*> gone;
  for (const auto& [key, service] : change->services)
    if (service.deleted && *service.deleted + kKept <= now) gone.push_back(&service);
  for (const Service* service : gone) change.erase(*service);
}

/// Definitions that are to be deleted go when nothing uses them any more.
void forget_definitions(State::Writer& change) {
  const auto is_used = [&change](const TaskDefinition& definition) {
    for (const auto& [key, task] : change->tasks)
      if (task.definition_arn == definition.arn) return true;
    for (const auto& [key, service] : change->services)
      for (const ServiceRevision& revision : service.revisions)
        if (revision.definition_arn == definition.arn) return true;
    return false;
  };
  std::vector<const TaskDefinition*> gone;
  for (const auto& [key, family] : change->families)
    for (const auto& [revision, definition] : family.revisions)
      if (definition.status == DefinitionStatus::kDeleteInProgress && !is_used(definition))
        gone.push_back(&definition);
  for (const TaskDefinition* definition : gone) change.erase(*definition);
}

}  // namespace

void Scheduler::step(Timestamp now) {
  for (const Place& place : state_.places()) step(place, now);
}

void Scheduler::step(const Place& place, Timestamp now) {
  {
    const State::Reader resources = state_.read(place);
    if (resources->services.empty() && resources->tasks.empty() && resources->families.empty())
      return;
  }
  State::Writer change = state_.write(place);
  for (auto& [key, service] : change->services)
    ServiceStep(change, service, network_, ids_, options_.settling, now).run();
  tidy_tasks(change, network_, now);
  forget_services(change, now);
  forget_definitions(change);
  change.commit();
}

}  // namespace dynarock::ecs
