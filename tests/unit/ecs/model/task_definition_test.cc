#include "dynarock/ecs/model/task_definition.h"

#include <gtest/gtest.h>

namespace dynarock::ecs {
namespace {

constexpr char kDefinition[] = R"({
  "family": "web", "cpu": "256", "memory": "512", "networkMode": "awsvpc",
  "taskRoleArn": "arn:aws:iam::123456789012:role/task",
  "executionRoleArn": "arn:aws:iam::123456789012:role/execution",
  "requiresCompatibilities": ["FARGATE"], "compatibilities": ["EC2", "FARGATE"],
  "ephemeralStorage": {"sizeInGiB": 30},
  "containerDefinitions": [
    {"name": "app", "image": "app:1", "entryPoint": ["python3"], "command": ["app.py", "-v"],
     "workingDirectory": "/srv", "cpu": 128, "memory": 256, "memoryReservation": 128,
     "environment": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}],
     "secrets": [{"name": "S", "valueFrom": "/app/secret"}],
     "dependsOn": [{"containerName": "setup", "condition": "SUCCESS"}],
     "healthCheck": {"command": ["CMD-SHELL", "true"], "interval": 10, "timeout": 2, "retries": 5,
                     "startPeriod": 7},
     "startTimeout": 20, "stopTimeout": 5,
     "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "g"},
                          "secretOptions": [{"name": "o", "valueFrom": "p"}]},
     "portMappings": [{"containerPort": 80, "hostPort": 80, "protocol": "tcp"}],
     "ulimits": [{"name": "nofile", "softLimit": 10, "hardLimit": 20}],
     "restartPolicy": {"enabled": true, "ignoredExitCodes": [0, 3], "restartAttemptPeriod": 60},
     "dockerLabels": {"l": "m"}, "linuxParameters": {"initProcessEnabled": true}},
    {"name": "setup", "image": "setup", "essential": false}]})";

TaskDefinition read(std::string json) {
  TaskDefinition definition;
  definition.json = std::move(json);
  read_definition(definition);
  return definition;
}

TEST(TaskDefinition, IsReadOffItsRecord) {
  const TaskDefinition definition = read(kDefinition);
  EXPECT_EQ(definition.cpu, 256);
  EXPECT_EQ(definition.memory, 512);
  EXPECT_EQ(definition.task_role, "arn:aws:iam::123456789012:role/task");
  EXPECT_EQ(definition.execution_role, "arn:aws:iam::123456789012:role/execution");
  EXPECT_EQ(definition.network_mode, "awsvpc");
  EXPECT_EQ(definition.operating_system, "LINUX");
  EXPECT_EQ(definition.ephemeral_storage, 30);
  EXPECT_EQ(definition.compatibilities, (Texts{"EC2", "FARGATE"}));
  ASSERT_EQ(definition.containers.size(), 2U);
  const ContainerDefinition& app = definition.containers[0];
  EXPECT_EQ(app.entry_point, Texts{"python3"});
  EXPECT_EQ(app.command, (Texts{"app.py", "-v"}));
  EXPECT_EQ(app.working_directory, "/srv");
  EXPECT_EQ(app.environment[1].value, "2");
  EXPECT_EQ(app.secrets[0].value_from, "/app/secret");
  EXPECT_TRUE(app.essential);
  EXPECT_EQ(app.depends_on[0].container, "setup");
  EXPECT_EQ(app.depends_on[0].condition, DependencyCondition::kSuccess);
  ASSERT_TRUE(app.health_check);
  EXPECT_EQ(app.health_check->interval.count(), 10);
  EXPECT_EQ(app.health_check->start_period.count(), 7);
  EXPECT_EQ(app.health_check->retries, 5);
  EXPECT_EQ(app.start_timeout.count(), 20);
  EXPECT_EQ(app.stop_timeout.count(), 5);
  ASSERT_TRUE(app.log_configuration);
  EXPECT_EQ(app.log_configuration->options.at("awslogs-group"), "g");
  EXPECT_EQ(app.log_configuration->secret_options[0].name, "o");
  EXPECT_EQ(app.port_mappings[0].container_port, 80);
  EXPECT_EQ(app.ulimits[0].hard, 20);
  EXPECT_TRUE(app.restart_policy.enabled);
  EXPECT_EQ(app.restart_policy.ignored_exit_codes, (std::vector<std::int64_t>{0, 3}));
  EXPECT_EQ(app.restart_policy.attempt_period.count(), 60);
  EXPECT_EQ(app.docker_labels.at("l"), "m");
  EXPECT_TRUE(app.init_process);
}

TEST(TaskDefinition, HasDefaultsForWhatIsNotGiven) {
  const TaskDefinition definition = read(kDefinition);
  const ContainerDefinition& setup = *definition.find_container("setup");
  EXPECT_FALSE(setup.essential);
  EXPECT_FALSE(setup.health_check);
  EXPECT_EQ(setup.stop_timeout.count(), 30);
  EXPECT_FALSE(setup.restart_policy.enabled);
  EXPECT_EQ(definition.find_container("other"), nullptr);
}

TEST(TaskDefinition, IsOverridden) {
  const TaskOverride overrides = read_overrides(R"({
    "cpu": "512", "taskRoleArn": "arn:aws:iam::123456789012:role/other",
    "containerOverrides": [{"name": "app", "command": [], "memory": 64,
      "environment": [{"name": "B", "value": "3"}, {"name": "C", "value": "4"}]}]})");
  const TaskDefinition changed = overridden(read(kDefinition), overrides);
  EXPECT_EQ(changed.cpu, 512);
  EXPECT_EQ(changed.memory, 512);
  EXPECT_EQ(changed.task_role, "arn:aws:iam::123456789012:role/other");
  EXPECT_EQ(changed.execution_role, "arn:aws:iam::123456789012:role/execution");
  const ContainerDefinition& app = *changed.find_container("app");
  EXPECT_TRUE(app.command.empty());
  EXPECT_EQ(app.memory, 64);
  EXPECT_EQ(app.cpu, 128);
  ASSERT_EQ(app.environment.size(), 3U);
  EXPECT_EQ(app.environment[0].value, "1");
  EXPECT_EQ(app.environment[1].value, "3");
  EXPECT_EQ(app.environment[2].name, "C");
}

}  // namespace
}  // namespace dynarock::ecs
