#include "dynarock/ecs/agent/agent.h"

#include <filesystem>
#include <fstream>

#include "tests/unit/ecs/agent/fixture.h"

namespace dynarock::ecs {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

TEST_F(AgentTest, RunsATaskToItsEnd) {
  start_agent();
  const std::string id = run("[" + shell_container("app", "echo hello; exit 3") + "]");
  const Task ended = until_status(id, TaskStatus::kStopped);
  EXPECT_EQ(ended.desired_status, TaskStatus::kStopped);
  EXPECT_EQ(ended.stop_code, StopCode::kEssentialContainerExited);
  EXPECT_EQ(ended.stopped_reason, "Essential container in task exited");
  ASSERT_THAT(ended.containers, SizeIs(1));
  EXPECT_EQ(ended.containers[0].last_status, ContainerStatus::kStopped);
  EXPECT_EQ(ended.containers[0].exit_code, 3);
  EXPECT_TRUE(ended.pull_started && ended.stopping && ended.execution_stopped && ended.stopped);
  EXPECT_THAT(logged("hello"), ElementsAre(AllOf(StartsWith("[web/app "), EndsWith("] hello"))));
  EXPECT_FALSE(agent->is_busy());
}

TEST_F(AgentTest, StopsATaskAsItIsTold) {
  start_agent();
  const std::string id = run("[" + shell_container("app", kWait) + "," +
                             shell_container("side",
                                             "trap 'exit 9' TERM; echo up; "
                                             "while :; do sleep 1000 & wait; done") +
                             "]");
  const Task running = until_status(id, TaskStatus::kRunning);
  EXPECT_TRUE(running.started);
  EXPECT_EQ(running.attachments[0].status, AttachmentStatus::kAttached);
  EXPECT_THAT(running.containers[0].runtime_id, StartsWith(id + "-"));
  until([&] { return !logged("up").empty(); });
  stop(id);
  const Task ended = until_status(id, TaskStatus::kStopped);
  EXPECT_EQ(ended.stop_code, StopCode::kUserInitiated);
  EXPECT_EQ(ended.containers[0].exit_code, 143);
  EXPECT_EQ(ended.containers[1].exit_code, 9);
}

TEST_F(AgentTest, KillsWhatDoesNotStopInTime) {
  start_agent();
  const std::string id =
      run("[" +
          shell_container("app", "trap '' TERM; echo up; while :; do sleep 1; done",
                          R"(,"stopTimeout":0)") +
          "]");
  until([&] { return !logged("up").empty(); });
  stop(id);
  EXPECT_EQ(until_status(id, TaskStatus::kStopped).containers[0].exit_code, 137);
}

TEST_F(AgentTest, TellsOfMemory) {
  start_agent();
  const std::string id = run(
      R"([{"name":"app","image":"i","essential":true,"memory":64,"command":["tail","/dev/zero"]}])");
  const Container app = until_status(id, TaskStatus::kStopped).containers[0];
  EXPECT_EQ(app.exit_code, 137);
  EXPECT_EQ(app.reason, "OutOfMemoryError: Container killed due to memory usage");
}

TEST_F(AgentTest, TellsOfAProgramThatIsNotThere) {
  start_agent();
  const std::string id =
      run(R"([{"name":"app","image":"i","essential":true,"command":["no-such-program"]}])");
  const Task ended = until_status(id, TaskStatus::kStopped);
  EXPECT_EQ(ended.stop_code, StopCode::kTaskFailedToStart);
  EXPECT_EQ(ended.stopped_reason, "Task failed to start");
  EXPECT_FALSE(ended.started);
  EXPECT_FALSE(ended.containers[0].exit_code);
  EXPECT_THAT(ended.containers[0].reason,
              AllOf(StartsWith("CannotStartContainerError: "),
                    HasSubstr("exec: \"no-such-program\": executable file not found in $PATH")));
}

TEST_F(AgentTest, RunsWhatTheImageStandsFor) {
  options.images.set("shop/web", {.command = shell_command("pwd; echo greeting=$GREETING"),
                                  .directory = "/",
                                  .environment = {{"GREETING", "hello"}}});
  start_agent();
  const std::string id = run(
      R"([{"name":"app","essential":true,
           "image":"123456789012.dkr.ecr.us-east-1.amazonaws.com/shop/web:1.2"}])");
  EXPECT_EQ(until_status(id, TaskStatus::kStopped).containers[0].exit_code, 0);
  EXPECT_EQ(logged_after("greeting="), "hello");
  EXPECT_THAT(logged("] /"), SizeIs(1));
}

TEST_F(AgentTest, SaysHowToRunAnImage) {
  start_agent();
  const std::string id = run(R"([{"name":"app","image":"shop/web:1","essential":true}])");
  const Task ended = until_status(id, TaskStatus::kStopped);
  EXPECT_EQ(ended.stop_code, StopCode::kTaskFailedToStart);
  EXPECT_THAT(ended.stopped_reason,
              AllOf(StartsWith("CannotPullContainerError: "), HasSubstr("shop/web:1")));
  EXPECT_EQ(ended.containers[0].reason, ended.stopped_reason);
  EXPECT_THAT(logged("--run 'shop/web:1=COMMAND'"), SizeIs(1));
}

TEST_F(AgentTest, GivesAnEnvironmentOfItsOwn) {
  ::setenv("AWS_ACCESS_KEY_ID", "the server's", 1);
  start_agent();
  const std::string id = run("[" + shell_container("app", "env", R"(,"environment":[
      {"name":"TABLE","value":"t"},{"name":"AWS_REGION","value":"eu-west-1"},
      {"name":"ECS_AGENT_URI","value":"not for tasks to say"}])") +
                             "]");
  const Task ended = until_status(id, TaskStatus::kStopped);
  EXPECT_EQ(logged_after("] TABLE="), "t");
  EXPECT_EQ(logged_after("] AWS_REGION="), "eu-west-1");
  EXPECT_EQ(logged_after("] AWS_DEFAULT_REGION="), "us-east-1");
  EXPECT_EQ(logged_after("] AWS_SHARED_CREDENTIALS_FILE="), "/dev/null");
  EXPECT_EQ(logged_after("] AWS_ENDPOINT_URL="), "http://127.0.0.1:8000");
  EXPECT_EQ(logged_after("] AWS_EXECUTION_ENV="), "AWS_ECS_FARGATE");
  EXPECT_EQ(logged_after("] HOME="), "/nowhere");
  const std::string& runtime_id = ended.containers[0].runtime_id;
  EXPECT_EQ(logged_after("] ECS_CONTAINER_METADATA_URI_V4="),
            "http://127.0.0.1:8000/v4/" + runtime_id);
  EXPECT_EQ(logged_after("] ECS_CONTAINER_METADATA_URI="),
            "http://127.0.0.1:8000/v3/" + runtime_id);
  EXPECT_EQ(logged_after("] ECS_AGENT_URI="), "http://127.0.0.1:8000/api/" + runtime_id);
  EXPECT_THAT(logged("AWS_ACCESS_KEY_ID"), IsEmpty());
  EXPECT_THAT(logged("AWS_CONTAINER_"), IsEmpty());
}

TEST_F(AgentTest, SetsUlimits) {
  start_agent();
  const std::string limits = R"(,"ulimits":[{"name":"nofile","softLimit":64,"hardLimit":128}])";
  until_status(run("[" + shell_container("app", "ulimit -S -n; ulimit -H -n", limits) + "]"),
               TaskStatus::kStopped);
  EXPECT_THAT(log, ElementsAre(EndsWith("] 64"), EndsWith("] 128")));
}

TEST_F(AgentTest, StartsContainersInTheirOrder) {
  start_agent();
  const std::string id =
      run("[" +
          shell_container("last", "echo last; " + kWait,
                          R"(,"dependsOn":[{"containerName":"first","condition":"SUCCESS"},
                                           {"containerName":"second","condition":"HEALTHY"}])") +
          "," +
          R"({"name":"first","image":"i","essential":false,"command":["sh","-c","echo first"]},)" +
          shell_container("second", "echo second; " + kWait,
                          R"(,"dependsOn":[{"containerName":"first","condition":"COMPLETE"}],
                               "healthCheck":{"command":["CMD-SHELL","exit 0"],"interval":5})") +
          "]");
  until([&] {
    return !logged("second").empty() &&
           task(id).find_container("second")->last_status == ContainerStatus::kRunning;
  });
  EXPECT_THAT(log, ElementsAre(EndsWith("first"), EndsWith("second")));
  EXPECT_EQ(task(id).last_status, TaskStatus::kPending);
  // The first health check.
  clock.advance(std::chrono::seconds(5));
  until([&] { return !logged("last").empty(); });
  EXPECT_EQ(task(id).find_container("second")->health, HealthStatus::kHealthy);
  EXPECT_EQ(until_status(id, TaskStatus::kRunning).find_container("first")->exit_code, 0);
  stop(id);
  until_status(id, TaskStatus::kStopped);
}

TEST_F(AgentTest, GivesUpWhereADependencyFailed) {
  start_agent();
  const std::string id =
      run("[" +
          shell_container("app", kWait,
                          R"(,"dependsOn":[{"containerName":"setup","condition":"SUCCESS"}])") +
          R"(,{"name":"setup","image":"i","essential":false,"command":["false"]}])");
  const Task ended = until_status(id, TaskStatus::kStopped);
  EXPECT_EQ(ended.stop_code, StopCode::kTaskFailedToStart);
  EXPECT_THAT(ended.containers[0].reason, StartsWith("TaskDependencyError"));
  EXPECT_EQ(ended.containers[1].exit_code, 1);
}

TEST_F(AgentTest, ChecksHealth) {
  start_agent();
  const std::string id = run("[" + shell_container("app", kWait, R"(,"healthCheck":{
        "command":["CMD","sh","-c","echo sick; exit 4"],"interval":10,"retries":2,"startPeriod":15})") +
                             "]");
  until_status(id, TaskStatus::kRunning);
  const std::string url = "/v4/" + task(id).containers[0].runtime_id;
  const auto health = [&] { return task(id).containers[0].health; };
  // The first failure is of the start period.
  for (int i = 0; i < 2; ++i) {
    clock.advance(std::chrono::seconds(10));
    const std::uint64_t seen = state.version();
    agent->step(clock.now());
    state.wait_for_change(seen, std::chrono::minutes(1));
    agent->step(clock.now());
    EXPECT_EQ(health(), HealthStatus::kUnknown);
  }
  clock.advance(std::chrono::seconds(10));
  until([&] { return health() == HealthStatus::kUnhealthy; });
  EXPECT_THAT(get(url).body, AllOf(HasSubstr(R"("status":"UNHEALTHY")"),
                                   HasSubstr(R"("exitCode":4,"output":"sick\n")")));
  stop(id);
  until_status(id, TaskStatus::kStopped);
}

TEST_F(AgentTest, StartsContainersAgain) {
  start_agent();
  const std::string flag = ::testing::TempDir() + "dynarock-agent-test-" + ids.uuid();
  const std::string again =
      run("[" +
          shell_container("app",
                          "echo turn; if rm '" + flag +
                              "' 2>/dev/null; then exec sleep 1000; fi; "
                              "touch '" +
                              flag + "'; echo made; until [ -e '" + flag +
                              ".go' ]; do "
                              "sleep 0.01; done; exit 5",
                          R"(,"restartPolicy":{"enabled":true,"restartAttemptPeriod":60})") +
          "]");
  until([&] { return !logged("made").empty() && task(again).last_status == TaskStatus::kRunning; });
  clock.advance(std::chrono::seconds(60));
  ASSERT_TRUE(std::ofstream(flag + ".go"));
  until([&] { return task(again).containers[0].restart_count == 1 && logged("turn").size() == 2; });
  EXPECT_EQ(task(again).desired_status, TaskStatus::kRunning);
  stop(again);
  until_status(again, TaskStatus::kStopped);
  std::filesystem::remove(flag + ".go");
}

TEST_F(AgentTest, StopsWhatAnotherServerRan) {
  start_agent();
  const std::string running = run("[" + shell_container("app", kWait) + "]");
  until_status(running, TaskStatus::kRunning);
  endpoints.reset();
  agent.reset();
  const std::string fresh = run("[" + shell_container("app", kWait) + "]");
  start_agent();
  const Task lost = task(running);
  EXPECT_EQ(lost.last_status, TaskStatus::kStopped);
  EXPECT_EQ(lost.desired_status, TaskStatus::kStopped);
  EXPECT_EQ(lost.stopped_reason, "The host that ran this task has terminated.");
  EXPECT_EQ(lost.containers[0].last_status, ContainerStatus::kStopped);
  until_status(fresh, TaskStatus::kRunning);
  agent->stop(std::chrono::seconds(20));
}

}  // namespace
}  // namespace dynarock::ecs
