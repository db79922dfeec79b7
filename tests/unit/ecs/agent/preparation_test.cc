#include "ecs/agent/api.h"
#include "ecs/agent/role_sessions.h"
#include "tests/unit/ecs/agent/fixture.h"

namespace dynarock::ecs {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::string kExecutionRole =
    R"("executionRoleArn":"arn:aws:iam::123456789012:role/execution",)";

/// With what tasks need made before.
class PreparationTest : public AgentTest {
 protected:
  void call(std::string_view service, const std::string& target, const std::string& body) {
    const Api services(api, clock);
    const iam::AccessKey root = identities.root_key(place.account, ids, clock.now());
    const auto answer =
        services.call({service, place.region, target, body}, {root.id, root.secret, {}});
    ASSERT_TRUE(answer) << answer.error().text();
  }
  void put_parameter(const std::string& name, const std::string& value) {
    call("ssm", "AmazonSSM.PutParameter",
         R"({"Name":")" + name + R"(","Type":"SecureString","Value":")" + value + R"("})");
  }
  std::string create_secret(const std::string& name, const std::string& value) {
    std::string quoted;
    json::append_string(value, quoted);
    call("secretsmanager", "secretsmanager.CreateSecret",
         R"({"Name":")" + name + R"(","ClientRequestToken":")" + std::string(32, 't') +
             R"(","SecretString":)" + quoted + "}");
    return secrets.find({place.account, place.region}, name)->arn;
  }
  /// The task's end and the reason.
  std::string reason_of(const std::string& members) {
    const std::string id = run("[" + shell_container("app", "env", members) + "]", kExecutionRole);
    const Task ended = until_status(id, TaskStatus::kStopped);
    return std::string(name_of(ended.stop_code)) + " " + ended.stopped_reason;
  }
  std::vector<std::string> events(const std::string& group, const std::string& stream) {
    std::vector<std::string> found;
    groups.for_each_event({place.account, place.region}, group, stream, {},
                          {.time = std::numeric_limits<std::int64_t>::max()}, false,
                          [&](logs::LogEvent event) {
                            found.push_back(event.message);
                            return true;
                          });
    return found;
  }
};

TEST_F(PreparationTest, SecretsAreVariables) {
  put_parameter("/app/plain", "one");
  const std::string arn = create_secret("app/db", R"({"user":"u","port":5432,"on":true})");
  start_agent();
  const std::string reason = reason_of(
      R"(,"secrets":[{"name":"PLAIN","valueFrom":"/app/plain"},
          {"name":"BY_ARN","valueFrom":"arn:aws:ssm:us-east-1:123456789012:parameter/app/plain"},
          {"name":"WHOLE","valueFrom":")" +
      arn + R"("},
          {"name":"USER_NAME","valueFrom":")" +
      arn + R"(:user::"},
          {"name":"PORT","valueFrom":")" +
      arn + R"(:port:AWSCURRENT:"},
          {"name":"ON","valueFrom":")" +
      arn + R"(:on::)" + std::string(32, 't') + R"("}])");
  EXPECT_EQ(reason, "EssentialContainerExited Essential container in task exited");
  EXPECT_EQ(logged_after("] PLAIN="), "one");
  EXPECT_EQ(logged_after("] BY_ARN="), "one");
  EXPECT_EQ(logged_after("] WHOLE="), R"({"user":"u","port":5432,"on":true})");
  EXPECT_EQ(logged_after("] USER_NAME="), "u");
  EXPECT_EQ(logged_after("] PORT="), "5432");
  EXPECT_EQ(logged_after("] ON="), "true");
}

TEST_F(PreparationTest, MissingSecretsStopTheTask) {
  const std::string arn = create_secret("app/db", R"({"user":"u"})");
  start_agent();
  const std::string start =
      "TaskFailedToStart ResourceInitializationError: unable to pull secrets or registry auth: "
      "execution resource retrieval failed: ";
  EXPECT_EQ(reason_of(R"(,"secrets":[{"name":"A","valueFrom":"/none"}])"),
            start +
                "unable to retrieve secrets from ssm: service call has been retried 1 time(s): "
                "invalid parameters: /none");
  EXPECT_EQ(reason_of(R"(,"secrets":[{"name":"A","valueFrom":")" + arn + R"(:word::"}])"),
            start +
                "unable to retrieve secret from asm: service call has been retried 1 time(s): "
                "retrieved secret from Secrets Manager did not contain json key word");
  const std::string other = "arn:aws:secretsmanager:us-east-1:123456789012:secret:none-abcdef";
  EXPECT_THAT(reason_of(R"(,"secrets":[{"name":"A","valueFrom":")" + other + R"("}])"),
              StartsWith(start +
                         "unable to retrieve secret from asm: service call has been retried 1 "
                         "time(s): failed to fetch secret " +
                         other + " from secrets manager: ResourceNotFoundException: "));
}

const std::string kLogs = R"(,"logConfiguration":{"logDriver":"awslogs","options":{
    "awslogs-group":"/ecs/web","awslogs-region":"us-east-1","awslogs-stream-prefix":"web")";

TEST_F(PreparationTest, OutputGoesToTheLogGroup) {
  start_agent();
  const std::string id = run("[" +
                                 shell_container("app", "echo one; echo; echo two >&2",
                                                 kLogs + R"(,"awslogs-create-group":"true"}})") +
                                 "]",
                             kExecutionRole);
  until_status(id, TaskStatus::kStopped);
  EXPECT_THAT(events("/ecs/web", "web/app/" + id), ::testing::UnorderedElementsAre("one", "two"));
}

TEST_F(PreparationTest, WithoutALogGroupTheTaskStops) {
  start_agent();
  EXPECT_EQ(reason_of(kLogs + "}}"),
            "TaskFailedToStart ResourceInitializationError: failed to validate logger args: create "
            "stream has been retried 1 times: failed to create Cloudwatch log stream: "
            "ResourceNotFoundException: The specified log group does not exist. : exit status 1");
  EXPECT_THAT(logged("PATH="), IsEmpty());
}

TEST_F(PreparationTest, RolesMustLetEcsIn) {
  options.check_trust = true;
  start_agent();
  EXPECT_EQ(reason_of(""),
            "TaskFailedToStart ECS was unable to assume the role "
            "'arn:aws:iam::123456789012:role/execution' that was provided for this task. Please "
            "verify that the role being passed has the proper trust relationship and permissions "
            "and that your IAM user has permissions to pass this role.");
}

}  // namespace
}  // namespace dynarock::ecs
