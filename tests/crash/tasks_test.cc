// What users are promised of a killed server's tasks: none outlives it, and the next server brings
// services back to their desired count.

#include <gmock/gmock.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "dynarock/http/client.h"
#include "dynarock/json/document.h"
#include "tests/crash/server_process.h"

namespace dynarock::ecs {
namespace {

using dynamodb::ServerProcess;
using ::testing::SizeIs;

constexpr int kTasks = 3;
constexpr std::chrono::minutes kPatience{1};
constexpr std::chrono::milliseconds kTick{10};

class TasksCrash : public ::testing::Test {
 protected:
  void SetUp() override {
    data_ = std::filesystem::path(::testing::TempDir()) /
            ("dynarock-tasks-crash-test-" + std::to_string(::getpid()));
    TearDown();
  }
  void TearDown() override {
    std::filesystem::remove_all(data_);
    for (const char* suffix : {".port", ".pids"}) std::filesystem::remove(data_.string() + suffix);
  }

  /// The answer's body.
  static std::string send(const ServerProcess& server, const http::ClientRequest& request) {
    http::Client client(*http::parse_endpoint("http://127.0.0.1:" + std::to_string(server.port())));
    const auto answer = client.send(request);
    if (!answer) return answer.error();
    EXPECT_EQ(answer->status, 200) << answer->body;
    return answer->body;
  }
  static std::string call(const ServerProcess& server, const std::string& operation,
                          const std::string& body) {
    return send(server,
                {.method = "POST",
                 .target = "/",
                 .headers = {{"Content-Type", "application/x-amz-json-1.1"},
                             {"X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + operation},
                             {"X-Amz-Date", "20260101T000000Z"},
                             {"Authorization",
                              "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ecs/"
                              "aws4_request, SignedHeaders=host;x-amz-date, Signature=0"}},
                 .body = body});
  }

  /// Each of its tasks writes its processes' ids, and one of them leaves its session.
  void create_service(const ServerProcess& server) {
    const std::string pids = data_.string() + ".pids";
    call(server, "CreateCluster", "{}");
    call(server, "RegisterTaskDefinition",
         R"({"family": "web", "networkMode": "awsvpc", "cpu": "256", "memory": "512",
             "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [
             {"name": "app", "image": "i", "command": ["sh", "-c",
              "setsid sh -c 'trap \"\" TERM HUP; echo $$ >> )" +
             pids + R"(; sleep 1000' & echo $$ >> )" + pids + R"(; wait"]}]})");
    const std::string subnets = send(
        server, {.target = "/_dynarock/placement?region=us-east-1", .headers = {}, .body = {}});
    call(server, "CreateService",
         R"({"serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE",
             "desiredCount": )" +
             std::to_string(kTasks) + R"(, "networkConfiguration": {"awsvpcConfiguration": )" +
             subnets + "}}");
  }

  /// Waits until a number of tasks run.
  static void wait_for_tasks(const ServerProcess& server) {
    const std::string wanted = R"("runningCount":)" + std::to_string(kTasks);
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    std::string answer;
    while (answer.find(wanted) == std::string::npos) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline) << answer;
      answer = call(server, "DescribeServices", R"({"services": ["web"]})");
      std::this_thread::sleep_for(kTick);
    }
  }

  std::vector<int> pids() const {
    std::ifstream file(data_.string() + ".pids");
    std::vector<int> result;
    for (int pid = 0; file >> pid;) result.push_back(pid);
    return result;
  }

  std::filesystem::path data_;
};

TEST_F(TasksCrash, NoneOutlivesItsServerAndServicesComeBack) {
  std::vector<pollfd> watched;
  {
    ServerProcess server(data_);
    create_service(server);
    wait_for_tasks(server);
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (pids().size() < 2 * kTasks && std::chrono::steady_clock::now() < deadline)
      std::this_thread::sleep_for(kTick);
    ASSERT_THAT(pids(), SizeIs(2 * kTasks));
    for (const int pid : pids()) {
      const int descriptor = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
      ASSERT_GE(descriptor, 0) << "no process " << pid;
      watched.push_back({.fd = descriptor, .events = POLLIN, .revents = 0});
    }
    server.kill();
  }
  for (pollfd& one : watched) {
    EXPECT_EQ(::poll(&one, 1, static_cast<int>(std::chrono::milliseconds(kPatience).count())), 1)
        << "a process of a task is still there";
    ::close(one.fd);
  }

  ServerProcess server(data_);
  wait_for_tasks(server);
  json::Document stopped;
  const std::string list = call(server, "ListTasks", R"({"desiredStatus": "STOPPED"})");
  ASSERT_TRUE(stopped.parse(list));
  EXPECT_EQ(stopped.root().find("taskArns")->size(), static_cast<std::size_t>(kTasks)) << list;
}

}  // namespace
}  // namespace dynarock::ecs
