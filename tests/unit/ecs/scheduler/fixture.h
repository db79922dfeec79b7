#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/ecs/model/state.h"
#include "dynarock/ecs/scheduler/deployments.h"
#include "dynarock/ecs/scheduler/scheduler.h"
#include "dynarock/storage/store.h"

namespace dynarock::ecs {

/// Interfaces out of thin air, and how many of them are there.
class CountingNetwork final : public TaskNetwork {
 public:
  Result<void> check(const Place&, const NetworkConfiguration&) override { return {}; }
  Result<void> attach(const Place&, Task& task) override {
    if (!refusal.empty()) return fail({"InvalidParameterException", refusal, {}});
    ++attached;
    task.attachments = {{.id = "a", .status = AttachmentStatus::kAttached}};
    return {};
  }
  void detach(const Place&, const Task&) override { --attached; }

  int attached = 0;
  std::string refusal;
};

/// A service `s` in a cluster `c`, with the test in the part of what runs its tasks.
class SchedulerTest : public ::testing::Test {
 protected:
  const Place place{"123456789012", "us-east-1"};
  Ids ids{1};
  ManualClock clock{Timestamp(std::chrono::seconds(1'700'000'000))};
  std::unique_ptr<storage::Store> store = storage::Store::open({});
  State state{*store};
  CountingNetwork network;
  Scheduler scheduler{state, network, ids, {.settling = std::chrono::seconds(2)}};

  using Configure = std::function<void(Service&)>;

  void define(std::int64_t revision) {
    State::Writer change = state.write(place);
    TaskDefinition definition;
    definition.arn = definition_arn(place, "web", revision);
    definition.family = "web";
    definition.revision = revision;
    definition.json =
        R"({"cpu":"256","memory":"512","containerDefinitions":[{"name":"app","image":"i",
            "healthCheck":{"command":["CMD","x"]}}]})";
    if (!health_checked)
      definition.json =
          R"({"cpu":"256","memory":"512","containerDefinitions":[{"name":"app","image":"i"}]})";
    read_definition(definition);
    Family& family = change->families["web"];
    family.name = "web";
    family.last_revision = revision;
    change.save(family.revisions.emplace(revision, definition).first->second);
    change.commit();
  }

  void create(
      std::int64_t desired, const Configure& configure = [](Service&) {}) {
    define(1);
    {
      State::Writer change = state.write(place);
      Service& service = change->services["c/s"];
      service.name = "s";
      service.cluster = "c";
      service.desired_count = desired;
      configure(service);
      start_deployment(place, service, revision(1), ids, clock.now());
      change.save(service);
      change.commit();
    }
    step();
  }

  ServiceRevision revision(std::int64_t number) {
    ServiceRevision revision;
    revision.definition_arn = definition_arn(place, "web", number);
    return revision;
  }

  void deploy(std::int64_t number) {
    define(number);
    update([&](Service& service) {
      start_deployment(place, service, revision(number), ids, clock.now());
    });
  }

  void update(const Configure& configure) {
    {
      State::Writer change = state.write(place);
      Service& service = *change->find_service("c", "s");
      configure(service);
      change.save(service);
      change.commit();
    }
    step();
  }

  void step(std::chrono::milliseconds later = std::chrono::milliseconds(0)) {
    clock.advance(later);
    scheduler.step(place, clock.now());
    // Whatever is done is done at once.
    const std::uint64_t version = state.version();
    scheduler.step(place, clock.now());
    EXPECT_EQ(state.version(), version) << "a second step found more to do";
  }

  Service service() { return *state.read(place)->find_service("c", "s"); }
  std::vector<Task> tasks() {
    std::vector<Task> tasks;
    const auto resources = state.read(place);
    for (const auto& [key, task] : resources->tasks) tasks.push_back(task);
    std::ranges::stable_sort(tasks, {}, &Task::created);
    return tasks;
  }
  /// Those of a definition's revision that are wanted.
  std::vector<Task> wanted(std::int64_t number) {
    std::vector<Task> found = tasks();
    std::erase_if(found, [&](const Task& task) {
      return task.desired_status != TaskStatus::kRunning ||
             task.definition_arn != definition_arn(place, "web", number);
    });
    return found;
  }

  /// Changes all tasks that a condition holds for, then lets the scheduler see.
  void change_tasks(const std::function<bool(const Task&)>& which,
                    const std::function<void(Task&)>& how) {
    {
      State::Writer change = state.write(place);
      for (auto& [key, task] : change->tasks) {
        if (!which(task)) continue;
        how(task);
        change.save(task);
      }
      change.commit();
    }
    step();
  }

  /// What is to run gets to run, what is to stop stops.
  void run_tasks() {
    change_tasks(
        [](const Task& task) {
          return task.desired_status == TaskStatus::kRunning
                     ? task.last_status < TaskStatus::kRunning
                     : task.last_status < TaskStatus::kStopped;
        },
        [this](Task& task) {
          if (task.desired_status == TaskStatus::kRunning) {
            task.last_status = TaskStatus::kRunning;
            task.started = clock.now();
          } else {
            task.last_status = TaskStatus::kStopped;
            task.stopped = clock.now();
          }
        });
  }
  /// All tasks of a revision that are wanted fail.
  void fail_tasks(std::int64_t number, StopCode code = StopCode::kEssentialContainerExited) {
    change_tasks(
        [&](const Task& task) {
          return task.desired_status == TaskStatus::kRunning &&
                 task.definition_arn == definition_arn(place, "web", number);
        },
        [&](Task& task) {
          stop_task(task, code, "it failed", clock.now());
          task.last_status = TaskStatus::kStopped;
          task.stopped = clock.now();
        });
  }
  /// Until nothing changes any more.
  void settle() {
    for (int i = 0; i < 10; ++i) {
      run_tasks();
      step(std::chrono::seconds(2));
    }
  }

  /// The messages, the oldest first, identifiers replaced.
  std::vector<std::string> events();

  bool health_checked = false;
};

inline std::vector<std::string> SchedulerTest::events() {
  std::vector<std::string> messages;
  const Service now = service();
  for (const ServiceEvent& event : now.events) {
    std::string message = event.message;
    for (const std::string_view before : {"(task ", "ecs-svc/"})
      for (std::size_t at = message.find(before); at != std::string::npos;
           at = message.find(before, at + 1)) {
        const std::size_t start = at + before.size();
        const std::size_t end = message.find_first_not_of("0123456789abcdef", start);
        message.replace(start, end - start, "ID");
      }
    messages.push_back(message);
  }
  std::ranges::reverse(messages);
  return messages;
}

}  // namespace dynarock::ecs
