#include "dynarock/ecs/scheduler/scheduler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/ecs/scheduler/fixture.h"

namespace dynarock::ecs {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

TEST_F(SchedulerTest, StartsWhatIsWantedAndTellsWhenItIsSteady) {
  create(2);
  ASSERT_EQ(tasks().size(), 2U);
  const Task task = tasks()[0];
  EXPECT_EQ(task.last_status, TaskStatus::kProvisioning);
  EXPECT_EQ(task.group, "service:s");
  EXPECT_EQ(task.started_by, service().primary().id);
  EXPECT_EQ(task.platform_version, "1.4.0");
  EXPECT_EQ(task.cpu, "256");
  EXPECT_EQ(task.containers.at(0).name, "app");
  EXPECT_EQ(network.attached, 2);
  EXPECT_EQ(service().primary().rollout_state, RolloutState::kInProgress);

  run_tasks();
  EXPECT_EQ(service().primary().rollout_state, RolloutState::kInProgress);
  step(std::chrono::seconds(2));
  EXPECT_EQ(service().primary().rollout_state, RolloutState::kCompleted);
  EXPECT_EQ(service().history.at(0).status, ServiceDeploymentStatus::kSuccessful);
  EXPECT_THAT(events(), ElementsAre("(service s) has started 2 tasks: (task ID) (task ID).",
                                    "(service s) (deployment ecs-svc/ID) deployment completed.",
                                    "(service s) has reached a steady state."));
}

TEST_F(SchedulerTest, ReplacesATaskThatStopped) {
  create(1);
  settle();
  change_tasks(
      [](const Task&) { return true; },
      [this](Task& task) { stop_task(task, StopCode::kUserInitiated, "enough", clock.now()); });
  EXPECT_EQ(wanted(1).size(), 1U);
  settle();
  EXPECT_EQ(wanted(1).size(), 1U);
  EXPECT_EQ(network.attached, 1);
  EXPECT_EQ(events().back(), "(service s) has reached a steady state.");
}

TEST_F(SchedulerTest, WaitsLongerAfterEachFailureInARow) {
  create(1);
  settle();
  for (const int seconds : {1, 2, 4, 8}) {
    fail_tasks(1);
    EXPECT_TRUE(wanted(1).empty());
    step(std::chrono::milliseconds(seconds * 1000 - 1));
    EXPECT_TRUE(wanted(1).empty()) << seconds;
    step(std::chrono::milliseconds(1));
    EXPECT_EQ(wanted(1).size(), 1U) << seconds;
  }
  EXPECT_THAT(events(),
              Contains("(service s) is unable to consistently start tasks successfully. For more "
                       "information, see the Troubleshooting section of the Amazon ECS Developer "
                       "Guide."));
  settle();
  fail_tasks(1);
  step(std::chrono::seconds(1));
  EXPECT_EQ(wanted(1).size(), 1U) << "being steady ends a row of failures";
}

TEST_F(SchedulerTest, ScalesInAndOut) {
  create(1);
  settle();
  update([](Service& service) { service.desired_count = 3; });
  EXPECT_EQ(wanted(1).size(), 3U);
  settle();
  update([](Service& service) { service.desired_count = 1; });
  EXPECT_EQ(wanted(1).size(), 1U);
  EXPECT_EQ(service().primary().desired_count, 1);
  settle();
  EXPECT_EQ(network.attached, 1);
  EXPECT_EQ(service().deployments.size(), 1U);
  EXPECT_EQ(service().history.size(), 1U) << "scaling is no deployment";
}

TEST_F(SchedulerTest, SparesProtectedTasks) {
  create(2);
  settle();
  change_tasks([](const Task&) { return true; },
               [this](Task& task) {
                 task.protection = {.enabled = true,
                                    .expires = clock.now() + std::chrono::minutes(1)};
               });
  update([](Service& service) { service.desired_count = 0; });
  EXPECT_EQ(wanted(1).size(), 2U);
  step(std::chrono::minutes(1));
  EXPECT_TRUE(wanted(1).empty());
}

TEST_F(SchedulerTest, SparesProtectedTasksOfEarlierDeployments) {
  create(1);
  settle();
  change_tasks([](const Task&) { return true; },
               [](Task& task) { task.protection = {.enabled = true, .expires = {}}; });
  deploy(2);
  settle();
  EXPECT_EQ(wanted(1).size(), 1U);
  EXPECT_EQ(wanted(2).size(), 1U);
  EXPECT_EQ(service().primary().rollout_state, RolloutState::kInProgress);
}

TEST_F(SchedulerTest, RollsADeploymentOutWithinItsPercentages) {
  create(4, [](Service& service) {
    service.deployment_configuration = {.maximum_percent = 150, .minimum_healthy_percent = 50};
  });
  settle();
  deploy(2);
  EXPECT_EQ(wanted(1).size(), 2U) << "half of them must stay";
  EXPECT_EQ(wanted(2).size(), 2U) << "six may be there, four of them the old ones";
  EXPECT_EQ(service().deployments.size(), 2U);
  EXPECT_EQ(service().deployments[1].status, DeploymentStatus::kActive);
  settle();
  EXPECT_TRUE(wanted(1).empty());
  EXPECT_EQ(wanted(2).size(), 4U);
  EXPECT_EQ(service().deployments.size(), 1U);
  EXPECT_EQ(service().history.back().status, ServiceDeploymentStatus::kSuccessful);
}

TEST_F(SchedulerTest, RoundsTheHealthyMinimumUp) {
  create(3,
         [](Service& service) { service.deployment_configuration.minimum_healthy_percent = 50; });
  settle();
  deploy(2);
  EXPECT_EQ(wanted(1).size(), 2U);
}

TEST_F(SchedulerTest, KeepsTheOldTaskUntilTheNewOneHasRunForAWhile) {
  create(1);
  settle();
  deploy(2);
  EXPECT_EQ(wanted(1).size(), 1U);
  EXPECT_EQ(wanted(2).size(), 1U);
  run_tasks();
  EXPECT_EQ(wanted(1).size(), 1U) << "the new one may crash at once";
  step(std::chrono::seconds(2));
  EXPECT_TRUE(wanted(1).empty());
  EXPECT_EQ(wanted(2).size(), 1U);
}

TEST_F(SchedulerTest, StopsTheOldTaskFirstWhereNoMoreMayRun) {
  create(1, [](Service& service) {
    service.deployment_configuration = {.maximum_percent = 100, .minimum_healthy_percent = 0};
  });
  settle();
  deploy(2);
  EXPECT_TRUE(wanted(1).empty());
  EXPECT_TRUE(wanted(2).empty());
  run_tasks();
  EXPECT_EQ(wanted(2).size(), 1U);
}

TEST_F(SchedulerTest, TellsOfPercentagesThatAllowNothing) {
  create(1, [](Service& service) {
    service.deployment_configuration = {.maximum_percent = 100, .minimum_healthy_percent = 100};
  });
  settle();
  deploy(2);
  EXPECT_EQ(wanted(1).size(), 1U);
  EXPECT_EQ(events().back(),
            "(service s) was unable to stop or start tasks during a deployment because of the "
            "service deployment configuration. Update the minimumHealthyPercent or maximumPercent "
            "value and try again.");
}

TEST_F(SchedulerTest, GivesAFailingDeploymentUp) {
  create(1, [](Service& service) { service.deployment_configuration.circuit_breaker = true; });
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(service().primary().rollout_state, RolloutState::kInProgress);
    fail_tasks(1, StopCode::kTaskFailedToStart);
    step(std::chrono::minutes(1));
  }
  const Deployment deployment = service().primary();
  EXPECT_EQ(deployment.rollout_state, RolloutState::kFailed);
  EXPECT_EQ(deployment.rollout_state_reason,
            "ECS deployment circuit breaker: tasks failed to start.");
  EXPECT_EQ(deployment.failed_tasks, 3);
  EXPECT_TRUE(wanted(1).empty());
  EXPECT_EQ(service().history.at(0).status, ServiceDeploymentStatus::kStopped);
  EXPECT_TRUE(service().history.at(0).breaker_triggered);
  EXPECT_THAT(events(), Contains("(service s) was unable to place a task. Reason: it failed"));
  EXPECT_EQ(events().back(),
            "(service s) (deployment ecs-svc/ID) deployment failed: tasks failed to start.");
}

TEST_F(SchedulerTest, RollsBackToWhatWorked) {
  create(1, [](Service& service) {
    service.deployment_configuration.circuit_breaker = true;
    service.deployment_configuration.rollback = true;
  });
  settle();
  const std::string good = service().primary().id;
  deploy(2);
  const std::string bad = service().primary().id;
  for (int i = 0; i < 3; ++i) {
    fail_tasks(2);
    step(std::chrono::minutes(1));
  }
  EXPECT_EQ(wanted(1).size(), 2U) << "the one that never went, and one of the rollback's";
  const Deployment back = service().primary();
  EXPECT_EQ(back.rollout_state_reason,
            "ECS deployment circuit breaker: rolling back to deploymentId " + good + ".");
  EXPECT_EQ(service().history.back().status, ServiceDeploymentStatus::kRollbackInProgress);
  settle();
  EXPECT_EQ(wanted(1).size(), 1U);
  EXPECT_EQ(service().deployments.size(), 1U);
  EXPECT_EQ(service().primary().rollout_state, RolloutState::kCompleted);
  EXPECT_EQ(service().history.back().status, ServiceDeploymentStatus::kRollbackSuccessful);
  EXPECT_EQ(service().history.back().deployment_id, bad);
  EXPECT_THAT(events(), Contains("(service s) rolling back to deployment ecs-svc/ID."));
}

TEST_F(SchedulerTest, GivesUpWhenWhatWorkedFailsToo) {
  create(1, [](Service& service) {
    service.deployment_configuration.circuit_breaker = true;
    service.deployment_configuration.rollback = true;
  });
  settle();
  deploy(2);
  for (int i = 0; i < 3; ++i) {
    fail_tasks(2);
    step(std::chrono::minutes(1));
  }
  for (int i = 0; i < 3; ++i) {
    fail_tasks(1);
    step(std::chrono::minutes(1));
  }
  EXPECT_EQ(service().history.back().status, ServiceDeploymentStatus::kRollbackFailed);
  EXPECT_EQ(service().primary().rollout_state, RolloutState::kFailed);
  EXPECT_TRUE(wanted(1).empty());
}

TEST_F(SchedulerTest, KeepsOnTryingWithoutACircuitBreaker) {
  create(1);
  for (int i = 0; i < 10; ++i) {
    fail_tasks(1);
    step(std::chrono::minutes(5));
  }
  EXPECT_EQ(service().primary().rollout_state, RolloutState::kInProgress);
  EXPECT_EQ(service().primary().failed_tasks, 10);
  EXPECT_EQ(wanted(1).size(), 1U);
}

TEST(FailureThreshold, IsHalfOfTheTasksWithinItsBounds) {
  Service service;
  for (const auto& [desired, threshold] :
       std::vector<std::pair<int, int>>{{1, 3}, {6, 3}, {7, 4}, {25, 13}, {400, 200}, {800, 200}}) {
    service.desired_count = desired;
    EXPECT_EQ(failure_threshold(service), threshold) << desired;
  }
}

TEST_F(SchedulerTest, ReplacesUnhealthyTasks) {
  health_checked = true;
  create(1);
  run_tasks();
  step(std::chrono::seconds(10));
  EXPECT_EQ(service().primary().rollout_state, RolloutState::kInProgress) << "not healthy yet";
  const auto set_health = [this](HealthStatus health) {
    change_tasks([](const Task& task) { return task.last_status == TaskStatus::kRunning; },
                 [&](Task& task) { task.containers[0].health = health; });
  };
  set_health(HealthStatus::kHealthy);
  EXPECT_EQ(service().primary().rollout_state, RolloutState::kCompleted);
  set_health(HealthStatus::kUnhealthy);
  EXPECT_TRUE(wanted(1).empty());
  EXPECT_EQ(tasks()[0].stop_code, StopCode::kServiceSchedulerInitiated);
  EXPECT_EQ(tasks()[0].stopped_reason, "Task failed container health checks");
  EXPECT_THAT(events(), Contains("(service s) (task ID) failed container health checks."));
  step(std::chrono::seconds(1));
  EXPECT_EQ(wanted(1).size(), 1U);
  EXPECT_EQ(events().back(),
            "(service s) has started 1 tasks: (task ID). Amazon ECS replaced 1 tasks due to an "
            "unhealthy status.");
}

TEST_F(SchedulerTest, LeavesUnhealthyTasksTheirGracePeriod) {
  health_checked = true;
  create(1, [](Service& service) { service.health_check_grace_period_seconds = 60; });
  run_tasks();
  change_tasks([](const Task&) { return true; },
               [](Task& task) { task.containers[0].health = HealthStatus::kUnhealthy; });
  EXPECT_EQ(wanted(1).size(), 1U);
  step(std::chrono::seconds(60));
  EXPECT_TRUE(wanted(1).empty());
}

TEST_F(SchedulerTest, TellsOfSubnetsThatAreNotThere) {
  network.refusal = "The subnet ID 'subnet-1' does not exist";
  create(1);
  EXPECT_TRUE(tasks().empty());
  EXPECT_THAT(events(), ElementsAre("(service s) was unable to place a task. Reason: The subnet ID "
                                    "'subnet-1' does not exist"));
  EXPECT_EQ(service().primary().failed_tasks, 1);
  network.refusal.clear();
  step(std::chrono::seconds(1));
  EXPECT_EQ(wanted(1).size(), 1U);
}

TEST_F(SchedulerTest, HasNoInstancesForOtherLaunchTypes) {
  create(0);
  update([this](Service& service) {
    ServiceRevision on_ec2 = revision(1);
    on_ec2.launch_type = LaunchType::kEc2;
    service.desired_count = 1;
    start_deployment(place, service, on_ec2, ids, clock.now());
  });
  EXPECT_THAT(events(),
              Contains("(service s) was unable to place a task because no container instance "
                       "met all of its requirements. Reason: No Container Instances were found "
                       "in your cluster. For more information, see the Troubleshooting section "
                       "of the Amazon ECS Developer Guide."));
}

TEST_F(SchedulerTest, DrainsADeletedServiceAndForgetsIt) {
  create(1);
  settle();
  update([](Service& service) {
    service.status = ServiceStatus::kDraining;
    service.desired_count = 0;
  });
  EXPECT_TRUE(wanted(1).empty());
  EXPECT_EQ(service().status, ServiceStatus::kDraining);
  run_tasks();
  EXPECT_EQ(service().status, ServiceStatus::kInactive);
  EXPECT_TRUE(service().deployments.empty());
  EXPECT_EQ(network.attached, 0);
  step(std::chrono::minutes(59));
  EXPECT_EQ(tasks().size(), 1U);
  step(std::chrono::minutes(1));
  EXPECT_TRUE(tasks().empty());
  EXPECT_EQ(state.read(place)->find_service("c", "s"), nullptr);
}

TEST_F(SchedulerTest, StopsTheEarlierOfTwoDeploymentsInProgress) {
  create(1);
  settle();
  deploy(2);
  deploy(3);
  EXPECT_EQ(service().history.at(1).status, ServiceDeploymentStatus::kStopped);
  EXPECT_TRUE(wanted(2).empty()) << "what does not run yet is stopped at once";
  settle();
  EXPECT_EQ(wanted(3).size(), 1U);
  EXPECT_TRUE(wanted(1).empty());
}

TEST_F(SchedulerTest, DeletesDefinitionsThatNothingUses) {
  create(1);
  define(2);
  {
    State::Writer change = state.write(place);
    for (auto& [key, definition] : change->families.at("web").revisions) {
      definition.status = DefinitionStatus::kDeleteInProgress;
      change.save(definition);
    }
    change.commit();
  }
  step();
  EXPECT_NE(state.read(place)->find_definition("web:1"), nullptr);
  EXPECT_EQ(state.read(place)->find_definition("web:2"), nullptr);
}

}  // namespace
}  // namespace dynarock::ecs
