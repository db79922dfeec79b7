#include <gmock/gmock.h>
#include <signal.h>

#include <fstream>
#include <string>

#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace dynarock {
namespace {

using testing::Finished;
using ::testing::HasSubstr;
using testing::Process;
using ::testing::StartsWith;

/// A server whose image `web` is a shell script's turn, and tasks on it.
class TaskRunCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(server_.wait_for_output("Ready.\n"));
    std::ifstream(directory_ / "port") >> port_;
  }

  std::vector<std::string> task_run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {DYNAROCK_PROGRAM, "task", "run", "--endpoint-url",
                                         "http://127.0.0.1:" + port_});
    return arguments;
  }
  std::string definition(const std::string& containers) {
    return directory_
        .write("definition.json",
               R"({"family": "web", "networkMode": "awsvpc", "cpu": "256", "memory": "512",
                   "requiresCompatibilities": ["FARGATE"], "containerDefinitions": )" +
                   containers + "}")
        .string();
  }

  testing::TemporaryDirectory directory_;
  Process server_{{DYNAROCK_PROGRAM, "serve", "--port", "0", "--quiet", "--port-file",
                   (directory_ / "port").string(), "--run", "web=echo image; exit 4"}};
  std::string port_;
};

TEST_F(TaskRunCommand, EndsAsTheTaskDoes) {
  const std::string file = definition(
      R"([{"name": "app", "image": "any", "command": ["sh", "-c", "echo out; echo err >&2; exit 7"]}])");
  const Finished registered = testing::run(task_run({file}));
  EXPECT_EQ(registered.code, 7);
  EXPECT_EQ(registered.output, "out\n");
  EXPECT_EQ(registered.errors, "err\n");

  const Finished again =
      testing::run(task_run({"web:1", "--override-command", "sh", "-c", "echo over; exit 3"}));
  EXPECT_EQ(again.code, 3);
  EXPECT_EQ(again.output, "over\n");
}

TEST_F(TaskRunCommand, RunsWhatTheImageStandsFor) {
  const std::string file = definition(
      R"([{"name": "app", "image": "web:1"},
          {"name": "side", "image": "any", "essential": false, "command": ["sleep", "1000"]}])");
  const Finished finished = testing::run(task_run({file}));
  EXPECT_EQ(finished.code, 4);
  EXPECT_EQ(finished.output, "[app] image\n");
}

TEST_F(TaskRunCommand, StopsTheTaskWhenItIsInterrupted) {
  const std::string file = definition(
      R"([{"name": "app", "image": "any", "command":
           ["sh", "-c", "trap 'echo bye; exit 5' TERM; echo up; while :; do sleep 1000 & wait; done"]}])");
  Process command(task_run({file}));
  ASSERT_TRUE(command.wait_for_output("up\n"));
  command.signal(SIGINT);
  const Finished finished = command.finish();
  EXPECT_EQ(finished.code, 5);
  EXPECT_EQ(finished.output, "up\nbye\n");
}

TEST_F(TaskRunCommand, SaysWhyNothingRuns) {
  EXPECT_EQ(testing::run(task_run({"none"})).errors,
            "dynarock task run: ClientException: Unable to describe task definition.\n");
  const Finished unknown =
      testing::run(task_run({definition(R"([{"name": "app", "image": "unknown"}])")}));
  EXPECT_EQ(unknown.code, 1);
  EXPECT_THAT(unknown.errors,
              StartsWith("dynarock task run: the task did not run: CannotPullContainerError: "));
  const Finished malformed = testing::run(task_run({directory_.write("x.json", "{").string()}));
  EXPECT_THAT(malformed.errors, HasSubstr("x.json is no JSON object\n"));
  const Finished elsewhere =
      testing::run({DYNAROCK_PROGRAM, "task", "run", "web", "--endpoint-url", "http://192.0.2.1"});
  EXPECT_EQ(elsewhere.code, 1);
  EXPECT_THAT(elsewhere.errors, HasSubstr("192.0.2.1 is another machine"));
}

}  // namespace
}  // namespace dynarock
