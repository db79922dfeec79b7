#include "tests/unit/ecs/agent/fixture.h"

namespace dynarock::ecs {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::StartsWith;

const std::string kRole = R"("taskRoleArn":"arn:aws:iam::123456789012:role/app",)";

/// With a task that runs, and what its container knows.
class EndpointsTest : public AgentTest {
 protected:
  void run_task(const std::string& more = kRole, const std::string& members = {}) {
    if (!agent) start_agent();
    id = run("[" + shell_container("app", "env; echo; " + kWait, members) + "]", more);
    until([&] {
      return !logged("] ECS_CONTAINER_METADATA_URI_V4=").empty() &&
             task(id).last_status == TaskStatus::kRunning;
    });
    container_id = task(id).containers[0].runtime_id;
    constexpr std::string_view kUrl = "http://127.0.0.1:8000";
    credentials_path = logged_after("] AWS_CONTAINER_CREDENTIALS_FULL_URI=").substr(kUrl.size());
    token = logged_after("] AWS_CONTAINER_AUTHORIZATION_TOKEN=");
  }
  ~EndpointsTest() override {
    if (agent) agent->stop(std::chrono::seconds(20));
  }

  std::string refusal(const http::Response& response) const {
    return std::to_string(response.status) + " " + response.body;
  }

  std::string id, container_id, credentials_path, token;
};

struct Given {
  std::string key, secret, session_token, expiration;
};
Given given_in(const http::Response& response) {
  json::Document document;
  EXPECT_TRUE(document.parse(response.body));
  const auto text = [&](std::string_view name) {
    return std::string(document.root().find_text(name).value_or(""));
  };
  EXPECT_EQ(text("RoleArn"), "arn:aws:iam::123456789012:role/app");
  return {text("AccessKeyId"), text("SecretAccessKey"), text("Token"), text("Expiration")};
}

TEST_F(EndpointsTest, GiveCredentials) {
  run_task();
  EXPECT_THAT(credentials_path, MatchesRegex("/v2/credentials/[0-9a-f-]{36}"));
  const http::Response answer = get(credentials_path, token);
  ASSERT_EQ(answer.status, 200) << answer.body;
  const Given given = given_in(answer);
  EXPECT_THAT(given.key, MatchesRegex("ASIA[A-Z0-9]{16}"));
  EXPECT_EQ(given.expiration, "2023-11-15T04:13:20Z");
  const auto issued = identities.find(given.key);
  ASSERT_TRUE(issued);
  EXPECT_EQ(issued->secret_access_key, given.secret);
  EXPECT_EQ(issued->session->token, given.session_token);
  EXPECT_EQ(issued->principal.arn, "arn:aws:sts::123456789012:assumed-role/app/" + id);

  const std::string old = "/v1/credentials?id=" + credentials_path.substr(16);
  EXPECT_EQ(given_in(get(old, token)).key, given.key);
}

TEST_F(EndpointsTest, GiveNewCredentialsBeforeTheOldExpire) {
  run_task();
  const Given first = given_in(get(credentials_path, token));
  clock.advance(std::chrono::hours(5) + std::chrono::minutes(44));
  EXPECT_EQ(given_in(get(credentials_path, token)).key, first.key);
  clock.advance(std::chrono::minutes(1));
  const Given second = given_in(get(credentials_path, token));
  EXPECT_NE(second.key, first.key);
  EXPECT_EQ(second.expiration, "2023-11-15T09:58:20Z");
  // The old ones are still good.
  EXPECT_GT(identities.find(first.key)->session->expires, clock.now());
}

TEST_F(EndpointsTest, GiveNewCredentialsEachTimeIfTheyAreShortLived) {
  options.credentials_lifetime = std::chrono::seconds(4);
  run_task();
  EXPECT_NE(given_in(get(credentials_path, token)).key, given_in(get(credentials_path, token)).key);
}

TEST_F(EndpointsTest, RefuseCredentials) {
  run_task();
  EXPECT_EQ(refusal(get(credentials_path)), refusal(get(credentials_path, "x" + token)));
  EXPECT_EQ(
      refusal(get(credentials_path)),
      R"(401 {"code":"AccessDenied","message":"CredentialsV2Request: The authorization token )"
      R"(is missing or not the container's","HTTPErrorCode":401})");
  EXPECT_EQ(refusal(get("/v2/credentials/", token)),
            R"(400 {"code":"NoIdInRequest","message":"CredentialsV2Request: No Credential ID in )"
            R"(the request","HTTPErrorCode":400})");
  EXPECT_EQ(refusal(get("/v1/credentials", token)), refusal(get("/v2/credentials", token)));
  EXPECT_EQ(refusal(get("/v2/credentials/" + ids.uuid(), token)),
            R"(400 {"code":"InvalidIdInRequest","message":"CredentialsV2Request: Credentials not )"
            R"(found","HTTPErrorCode":400})");
  stop(id);
  until_status(id, TaskStatus::kStopped);
  EXPECT_THAT(get(credentials_path, token).body, HasSubstr("InvalidIdInRequest"));
}

TEST_F(EndpointsTest, AreForAgentsRequestsOnly) {
  run_task();
  EXPECT_EQ(get("/").body, "next");
  EXPECT_EQ(get("/v2/other/x").body, "next");
  EXPECT_EQ(get(credentials_path, token, "POST").body, "next");
  EXPECT_EQ(get("/api/x/y").body, "next");
}

TEST_F(EndpointsTest, TellOfContainers) {
  run_task(kRole, R"(,"logConfiguration":{"logDriver":"json-file","options":{"max-size":"1m"}},
                      "dockerLabels":{"team":"shop"},
                      "portMappings":[{"containerPort":80,"protocol":"tcp"}])");
  const std::string arn = task(id).containers[0].arn, task_arn = task(id).arn;
  const std::string common =
      R"({"DockerId":")" + container_id + R"(","Name":"app","DockerName":"app","Image":"i",)" +
      R"("Ports":[{"ContainerPort":80,"Protocol":"tcp","HostPort":80}],"Labels":{)" +
      R"("com.amazonaws.ecs.cluster":"arn:aws:ecs:us-east-1:123456789012:cluster/default",)" +
      R"("com.amazonaws.ecs.container-name":"app","com.amazonaws.ecs.task-arn":")" + task_arn +
      R"(","com.amazonaws.ecs.task-definition-family":"web",)" +
      R"("com.amazonaws.ecs.task-definition-version":"1","team":"shop"},"DesiredStatus":"RUNNING",)" +
      R"("KnownStatus":"RUNNING","Limits":{"CPU":0},"CreatedAt":"2023-11-14T22:13:20.000Z",)" +
      R"("StartedAt":"2023-11-14T22:13:20.000Z","Type":"NORMAL","LogDriver":"json-file",)" +
      R"("LogOptions":{"max-size":"1m"},"ContainerARN":")" + arn +
      R"(","Networks":[{"NetworkMode":"awsvpc","IPv4Addresses":["10.0.0.4"])";
  EXPECT_EQ(get("/v3/" + container_id).body, common + "}]}");
  EXPECT_EQ(
      get("/v4/" + container_id).body,
      common +
          R"(,"AttachmentIndex":0,"MACAddress":"","IPv4SubnetCIDRBlock":"10.0.0.0/24","SubnetGatewayIpv4Address":"10.0.0.1/24"}],"Snapshotter":"overlayfs"})");
}

TEST_F(EndpointsTest, TellOfTasks) {
  run_task();
  const std::string v3 = get("/v3/" + container_id + "/task").body;
  const std::string head =
      R"({"Cluster":"arn:aws:ecs:us-east-1:123456789012:cluster/default","TaskARN":")" +
      task(id).arn + R"(","Family":"web","Revision":"1","DesiredStatus":"RUNNING",)" +
      R"("KnownStatus":"RUNNING","Limits":{"CPU":0.25,"Memory":512},)" +
      R"("PullStartedAt":"2023-11-14T22:13:20.000Z","PullStoppedAt":"2023-11-14T22:13:20.000Z",)" +
      R"("AvailabilityZone":"","LaunchType":"FARGATE","Containers":[{"DockerId":")" + container_id;
  EXPECT_THAT(v3, StartsWith(head));
  const std::string v4 = get("/v4/" + container_id + "/task").body;
  EXPECT_THAT(v4, StartsWith(head));
  EXPECT_THAT(v4, HasSubstr(R"("EphemeralStorageMetrics":{"Utilized":0,"Reserved":20496})"));
  EXPECT_EQ(get("/v4/" + container_id + "/taskWithTags").body, v4);
}

TEST_F(EndpointsTest, TellWhatIsUsed) {
  run_task();
  json::Document stats;
  const std::string body = get("/v4/" + container_id + "/stats").body;
  ASSERT_TRUE(stats.parse(body));
  const auto memory = stats.root().find("memory_stats")->find("usage");
  EXPECT_GT(std::stoll(std::string(memory->text())), 0);
  EXPECT_TRUE(stats.root().find("cpu_stats")->find("cpu_usage"));
  EXPECT_FALSE(stats.root().find("network_rate_stats"));
  clock.advance(std::chrono::seconds(1));
  json::Document later;
  const std::string later_body = get("/v4/" + container_id + "/stats").body;
  ASSERT_TRUE(later.parse(later_body));
  EXPECT_TRUE(later.root().find("network_rate_stats")->find("rx_bytes_per_sec"));
  EXPECT_EQ(later.root().find_text("preread"), stats.root().find_text("read"));
  json::Document all;
  const std::string of_task = get("/v3/" + container_id + "/task/stats").body;
  ASSERT_TRUE(all.parse(of_task));
  EXPECT_TRUE(all.root().find(container_id)->find("memory_stats"));
}

TEST_F(EndpointsTest, TellOfNoAssociations) {
  run_task();
  EXPECT_EQ(get("/v4/" + container_id + "/associations/elastic-inference").body,
            R"({"Associations":[]})");
}

TEST_F(EndpointsTest, RefuseWhatIsNotKnown) {
  run_task();
  EXPECT_THAT(refusal(get("/v4/none/associations/elastic-inference")), StartsWith("404 "));
  EXPECT_THAT(refusal(get("/v4/none")), StartsWith(R"(404 "V4 container metadata handler: )"));
  EXPECT_THAT(refusal(get("/v4/none/task")), StartsWith(R"(404 "V4 task metadata handler: )"));
  EXPECT_THAT(refusal(get("/v4/none/stats")), StartsWith(R"(404 "V4 container metadata)"));
  EXPECT_THAT(refusal(get("/v3/none")), StartsWith(R"(400 "V3 container metadata handler: )"));
  EXPECT_THAT(refusal(get("/api/none/task-protection/v1/state")), StartsWith("404 "));
  EXPECT_THAT(refusal(get("/api/" + container_id + "/task-protection/v1/state", {}, "PUT", "{}")),
              HasSubstr(R"("Code":"InvalidParameterException")"));
}

}  // namespace
}  // namespace dynarock::ecs
