#include "dynarock/ecs/model/state.h"

#include <gtest/gtest.h>

#include <thread>

#include "dynarock/storage/store.h"
#include "tests/support/temporary_directory.h"

namespace dynarock::ecs {
namespace {

constexpr Timestamp kNow{std::chrono::seconds(1'700'000'000)};
const Place kPlace{"123456789012", "us-east-1"};

TaskDefinition definition(std::int64_t revision) {
  TaskDefinition definition;
  definition.arn = definition_arn(kPlace, "web", revision);
  definition.family = "web";
  definition.revision = revision;
  definition.json = R"({"cpu":"256","containerDefinitions":[{"name":"app"}]})";
  read_definition(definition);
  return definition;
}

Task task() {
  Task task;
  task.id = "0123456789abcdef0123456789abcdef";
  task.cluster = "c";
  task.arn = task_arn(kPlace, task.cluster, task.id);
  task.desired_status = TaskStatus::kStopped;
  task.last_status = TaskStatus::kDeprovisioning;
  task.stop_code = StopCode::kUserInitiated;
  task.stopped = kNow;
  task.overrides_json = R"({"cpu":"512"})";
  task.network.subnets = {"subnet-1"};
  task.attachments = {{.id = "a", .status = AttachmentStatus::kAttached, .private_ip = "10.0.0.4"}};
  Container container;
  container.name = "app";
  container.last_status = ContainerStatus::kStopped;
  container.exit_code = 0;
  container.essential = false;
  task.containers = {container};
  task.protection = {.enabled = true, .expires = kNow};
  return task;
}

Service service() {
  Service service;
  service.name = "s";
  service.cluster = "c";
  service.status = ServiceStatus::kDraining;
  service.desired_count = 3;
  service.deployment_configuration = {.maximum_percent = 150, .circuit_breaker = true};
  service.health_check_grace_period_seconds = 0;
  ServiceRevision revision;
  revision.arn = "r";
  revision.network = NetworkConfiguration{.subnets = {"subnet-1"}, .assign_public_ip = true};
  service.revisions = {revision};
  service.deployments = {{.id = "ecs-svc/1",
                          .revision_arn = "r",
                          .failed_tasks = 2,
                          .rollout_state = RolloutState::kFailed,
                          .next_start = kNow}};
  service.history = {{.arn = "d", .status = ServiceDeploymentStatus::kRollbackFailed}};
  service.events = {{"e", kNow, "(service s) has reached a steady state."}};
  return service;
}

class StateTest : public ::testing::Test {
 protected:
  /// What a process would find that starts on the same directory.
  void reopen() {
    state_.reset();
    store_.reset();
    open();
  }
  void open() {
    store_ = storage::Store::open({.directory = directory_.path()});
    state_.emplace(*store_);
  }
  void SetUp() override { open(); }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<storage::Store> store_;
  std::optional<State> state_;
};

TEST_F(StateTest, KeepsDefinitionsAndTheNumberOfTheLast) {
  {
    State::Writer change = state_->write(kPlace);
    Family& family = change->families["web"];
    family = {.name = "web", .last_revision = 2, .revisions = {}};
    for (const std::int64_t revision : {1, 2})
      change.save(family.revisions.emplace(revision, definition(revision)).first->second);
    family.revisions.at(1).status = DefinitionStatus::kInactive;
    change.save(family.revisions.at(1));
    change.erase(family.revisions.at(2));
    change.commit();
  }
  reopen();
  const State::Reader reader = state_->read(kPlace);
  const Family& family = reader->families.at("web");
  EXPECT_EQ(family.last_revision, 2);
  EXPECT_EQ(family.revisions.size(), 1U);
  EXPECT_EQ(family.latest(), nullptr);
  const TaskDefinition* first = reader->find_definition("web:1");
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first, reader->find_definition(first->arn));
  EXPECT_EQ(first->status, DefinitionStatus::kInactive);
  EXPECT_EQ(first->cpu, 256);
  EXPECT_EQ(first->containers[0].name, "app");
  EXPECT_EQ(reader->find_definition("web"), nullptr);
  EXPECT_EQ(reader->find_definition("web:x"), nullptr);
}

TEST_F(StateTest, KeepsTasks) {
  {
    State::Writer change = state_->write(kPlace);
    Task made = task();
    change.save(change->tasks.emplace("c/" + made.id, made).first->second);
    change.commit();
  }
  reopen();
  const State::Reader reader = state_->read(kPlace);
  const Task* found = reader->find_task("c", task().id);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->arn, task().arn);
  EXPECT_EQ(found->desired_status, TaskStatus::kStopped);
  EXPECT_EQ(found->last_status, TaskStatus::kDeprovisioning);
  EXPECT_EQ(found->stop_code, StopCode::kUserInitiated);
  EXPECT_EQ(found->stopped, kNow);
  EXPECT_EQ(found->started, std::nullopt);
  EXPECT_EQ(found->version, 1);
  EXPECT_EQ(found->overrides.cpu, 512);
  EXPECT_EQ(found->network.subnets, Texts{"subnet-1"});
  EXPECT_EQ(found->attachments.at(0).private_ip, "10.0.0.4");
  EXPECT_EQ(found->attachments.at(0).status, AttachmentStatus::kAttached);
  EXPECT_EQ(found->containers.at(0).exit_code, 0);
  EXPECT_FALSE(found->containers.at(0).essential);
  EXPECT_TRUE(found->protection.enabled);
}

TEST_F(StateTest, KeepsServices) {
  {
    State::Writer change = state_->write(kPlace);
    change.save(change->services.emplace("c/s", service()).first->second);
    change.commit();
  }
  reopen();
  const State::Reader reader = state_->read(kPlace);
  const Service* found = reader->find_service("c", "s");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->status, ServiceStatus::kDraining);
  EXPECT_EQ(found->desired_count, 3);
  EXPECT_EQ(found->deployment_configuration.maximum_percent, 150);
  EXPECT_EQ(found->deployment_configuration.minimum_healthy_percent, 100);
  EXPECT_TRUE(found->deployment_configuration.circuit_breaker);
  EXPECT_EQ(found->health_check_grace_period_seconds, 0);
  EXPECT_EQ(found->primary().failed_tasks, 2);
  EXPECT_EQ(found->primary().rollout_state, RolloutState::kFailed);
  EXPECT_EQ(found->primary().next_start, kNow);
  EXPECT_TRUE(found->wanted().network->assign_public_ip);
  EXPECT_EQ(found->history.at(0).status, ServiceDeploymentStatus::kRollbackFailed);
  EXPECT_EQ(found->events.at(0).message, "(service s) has reached a steady state.");
}

TEST_F(StateTest, KeepsClustersAndSettingsByPlace) {
  {
    State::Writer change = state_->write(kPlace);
    change.save(
        change->clusters.emplace("c", Cluster{.name = "c", .tags = {{"k", "v"}}}).first->second);
    change->settings["taskLongArnFormat"][""] = "enabled";
    change.save_settings();
    change.commit();
  }
  reopen();
  EXPECT_EQ(state_->read(kPlace)->find_cluster("c")->tags.at(0).value, "v");
  EXPECT_EQ(state_->read(kPlace)->settings.at("taskLongArnFormat").at(""), "enabled");
  EXPECT_EQ(state_->places(), std::vector{kPlace});
  EXPECT_EQ(state_->read({"123456789012", "eu-west-1"})->find_cluster("c"), nullptr);
}

TEST_F(StateTest, TellsOfChanges) {
  const std::uint64_t seen = state_->version();
  EXPECT_EQ(state_->wait_for_change(seen, std::chrono::milliseconds(1)), seen);
  std::jthread writer([this] {
    State::Writer change = state_->write(kPlace);
    change.save(change->clusters.emplace("c", Cluster{.name = "c"}).first->second);
    change.commit();
  });
  EXPECT_NE(state_->wait_for_change(seen, std::chrono::hours(1)), seen);
}

TEST(Task, IsAsHealthyAsItsEssentialContainers) {
  Task task;
  const auto add = [&task](bool essential, bool checked, HealthStatus health) {
    Container container;
    container.essential = essential;
    container.health_checked = checked;
    container.health = health;
    task.containers.push_back(container);
  };
  EXPECT_EQ(task.health(), HealthStatus::kUnknown);
  add(false, true, HealthStatus::kUnhealthy);
  add(true, false, HealthStatus::kUnknown);
  EXPECT_EQ(task.health(), HealthStatus::kUnknown);
  add(true, true, HealthStatus::kHealthy);
  EXPECT_EQ(task.health(), HealthStatus::kHealthy);
  add(true, true, HealthStatus::kUnknown);
  EXPECT_EQ(task.health(), HealthStatus::kUnknown);
  add(true, true, HealthStatus::kUnhealthy);
  EXPECT_EQ(task.health(), HealthStatus::kUnhealthy);
}

TEST(Task, IsStoppedOnce) {
  Task task;
  stop_task(task, StopCode::kUserInitiated, "first", kNow);
  stop_task(task, StopCode::kServiceSchedulerInitiated, "second", kNow);
  EXPECT_EQ(task.stop_code, StopCode::kUserInitiated);
  EXPECT_EQ(task.stopped_reason, "first");
}

}  // namespace
}  // namespace dynarock::ecs
