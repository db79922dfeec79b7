#include "dynarock/check/check.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "dynarock/policy/document.h"
#include "ec2/region.h"
#include "ec2/resources.h"

namespace dynarock::check {
namespace {

using Texts = std::vector<std::string>;

constexpr char kAccount[] = "123456789012";
constexpr char kRegion[] = "us-east-1";
constexpr Timestamp kNow{std::chrono::seconds(1'700'000'000)};
const std::string kTable = "arn:aws:dynamodb:us-east-1:123456789012:table/MysfitsTable";
const std::string kTaskRole = "arn:aws:iam::123456789012:role/task";

/// The roles' inline policies.
class Principals final : public authz::PrincipalSource {
 public:
  explicit Principals(const iam::State& state) : state_(state) {}
  std::uint64_t version() const override { return 1; }
  authz::KnownPrincipal find(const auth::Principal& principal) const override {
    authz::KnownPrincipal known{"arn:aws:iam::123456789012:role/" + principal.name, {}, {}};
    for (const iam::PolicyText& text : state_.policies_of(principal).identity)
      known.identity.push_back(
          {text.name, {}, *policy::parse_policy(policy::PolicyKind::kInline, text.document)});
    return known;
  }

 private:
  const iam::State& state_;
};

class Tables final : public dynamodb::Resources {
 public:
  explicit Tables(const dynamodb::Catalog& catalog) : catalog_(catalog) {}
  KnownTable find_table(const dynamodb::TableAddress& address) const override {
    const auto state = catalog_.find(address.account, address.region, address.name);
    return {state ? state->table() : nullptr, nullptr};
  }
  std::shared_ptr<const policy::Policy> find_stream_policy(
      const dynamodb::StreamAddress&) const override {
    return nullptr;
  }

 private:
  const dynamodb::Catalog& catalog_;
};

/// A service that reads a table through a gateway endpoint, as it should be.
class CheckTest : public testing::Test {
 protected:
  CheckTest() {
    make_network();
    set_role(
        "task", "ecs-tasks.amazonaws.com",
        R"({"Effect": "Allow", "Action": ["dynamodb:Scan", "dynamodb:GetItem"], "Resource": ")" +
            kTable + "\"}");
    set_role("execution", "ecs-tasks.amazonaws.com",
             R"({"Effect": "Allow", "Resource": "*", "Action": ["ssm:GetParameters",
                 "secretsmanager:GetSecretValue", "logs:CreateLogStream", "logs:PutLogEvents"]})");
    dynamodb::Table table;
    table.account = kAccount;
    table.region = kRegion;
    table.name = "MysfitsTable";
    table.keys.hash = {{"MysfitId", dynamodb::AttributeType::S}};
    catalog_.create(table);
    ssm::Parameter parameter{"/app/key", "", {ssm::Version{.number = 1}}, {}};
    parameters_.save({kAccount, kRegion}, parameter);
    log_groups_.save({kAccount, kRegion}, logs::LogGroup{.name = "mysfits"});
    environment_ = {{"MYSFITS_TABLE_NAME", "MysfitsTable"}, {"MYSFITS_TABLE_ARN", kTable}};
    observe("dynamodb:Scan", true);
    observe("dynamodb:GetItem", true);
  }

  void make_network() {
    ec2::Draft draft = network_.write({kAccount, kRegion});
    ec2::Region& region = draft.region();
    vpc_ = ec2::add_vpc(region, ids_, *ec2::Cidr::parse("10.0.0.0/16"), false);
    region.change(vpc_)["EnableDnsHostnames"] = true;
    subnet_ =
        ec2::add_subnet(region, ids_, vpc_, *ec2::Cidr::parse("10.0.0.0/24"), "us-east-1a", false);
    routes_ = ec2::add_route_table(region, ids_, vpc_);
    ec2::add_association(region, ids_, routes_, subnet_);
    const auto lists =
        region.of(ec2::kPrefixLists, "PrefixListName", "com.amazonaws.us-east-1.dynamodb");
    region.change(routes_)["Routes"].push_back(
        {{"DestinationPrefixListId", ec2::text(*lists.at(0), "PrefixListId")},
         {"GatewayId", "vpce-1"},
         {"State", "active"}});
    region.put("vpce-1", {{"VpcEndpointId", "vpce-1"},
                          {"VpcId", vpc_},
                          {"ServiceName", "com.amazonaws.us-east-1.dynamodb"},
                          {"VpcEndpointType", "Gateway"},
                          {"PolicyDocument", endpoint_policy("*")}});
    for (const char* service : {"ecr.api", "ecr.dkr", "logs", "ssm", "secretsmanager"})
      add_interface_endpoint(region, service);
    const auto s3 = region.of(ec2::kPrefixLists, "PrefixListName", "com.amazonaws.us-east-1.s3");
    region.put("vpce-s3", {{"VpcEndpointId", "vpce-s3"},
                           {"VpcId", vpc_},
                           {"ServiceName", "com.amazonaws.us-east-1.s3"},
                           {"VpcEndpointType", "Gateway"},
                           {"PolicyDocument", endpoint_policy("*")}});
    region.change(routes_)["Routes"].push_back(
        {{"DestinationPrefixListId", ec2::text(*s3.at(0), "PrefixListId")},
         {"GatewayId", "vpce-s3"},
         {"State", "active"}});
    draft.commit();
  }

  /// One that lets everybody in.
  void add_interface_endpoint(ec2::Region& region, const std::string& service) {
    const std::string group = ec2::add_security_group(region, ids_, vpc_, service, "its");
    ec2::add_security_group_rule(
        region, ids_, group, false,
        {{"IpProtocol", "tcp"}, {"FromPort", 443}, {"ToPort", 443}, {"CidrIpv4", "0.0.0.0/0"}});
    const std::string interface = *ec2::add_interface(region, ids_,
                                                      {.subnet_id = subnet_,
                                                       .security_groups = {group},
                                                       .description = service,
                                                       .type = "vpc_endpoint",
                                                       .requester = "amazon-aws"});
    const std::string id = "vpce-" + service;
    region.put(id, {{"VpcEndpointId", id},
                    {"VpcId", vpc_},
                    {"ServiceName", "com.amazonaws.us-east-1." + service},
                    {"VpcEndpointType", "Interface"},
                    {"PrivateDnsEnabled", true},
                    {"NetworkInterfaceIds", ec2::Record::array({interface})},
                    {"Groups", ec2::Record::array({{{"GroupId", group}}})},
                    {"PolicyDocument", endpoint_policy("*")}});
  }

  static std::string endpoint_policy(const std::string& resource) {
    return R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*",
               "Action": "*", "Resource": ")" +
           resource + "\"}}";
  }

  void set_role(const std::string& name, const std::string& service, const std::string& statement) {
    auto account = identities_.write(kAccount);
    iam::Role role;
    role.name = name;
    role.trust_policy =
        R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": {"Service": ")" +
        service + "\"}}}";
    role.inline_policies["given"] = R"({"Version": "2012-10-17", "Statement": )" + statement + "}";
    account->roles.insert_or_assign(name, role);
    account.save(role);
    account.commit();
  }

  void observe(const std::string& action, bool allowed) {
    auto caller = std::make_shared<authz::Caller>();
    caller->principal = {.kind = policy::Principal::Kind::kRoleSession,
                         .account = kAccount,
                         .arn = "arn:aws:sts::123456789012:assumed-role/task/1",
                         .source_arn = kTaskRole};
    authz::Record record(caller);
    record.accesses.push_back({.action = action, .resource = kTable});
    record.verdict.allowed = record.allowed = allowed;
    record.verdict.accesses.push_back({.allowed = allowed});
    observations_.add(record);
  }

  void save_service() {
    ecs::TaskDefinition definition;
    definition.family = "mysfits";
    definition.revision = 1;
    definition.arn = ecs::definition_arn(place_, "mysfits", 1);
    std::string environment, secrets;
    for (const auto& [name, value] : environment_)
      environment += (environment.empty() ? "" : ",") + (R"({"name":")" + name) + R"(","value":")" +
                     value + "\"}";
    for (const std::string& value : secrets_)
      secrets += (secrets.empty() ? "" : ",") + (R"({"name":"KEY","valueFrom":")" + value) + "\"}";
    definition.json = R"({"taskRoleArn":")" + task_role_ +
                      R"(","executionRoleArn":"arn:aws:iam::123456789012:role/execution",
        "containerDefinitions":[{"name":"app","image":")" +
                      image_ + R"(","environment":[)" + environment + R"(],"secrets":[)" + secrets +
                      R"(],"logConfiguration":{"logDriver":")" + log_driver_ +
                      R"(","options":{"awslogs-group":")" + log_group_ + R"("}}}]})";
    ecs::read_definition(definition);

    ecs::ServiceRevision revision;
    revision.arn = "r";
    revision.definition_arn = definition.arn;
    revision.network = ecs::NetworkConfiguration{.subnets = {subnet_}};
    ecs::Service service;
    service.name = "mysfits";
    service.cluster = "web";
    service.desired_count = 1;
    service.revisions = {revision};
    service.deployments = {{.id = "d", .revision_arn = "r"}};

    ecs::Task task;
    task.id = "1";
    task.cluster = "web";
    task.service = "mysfits";
    task.last_status = task_status_;
    if (task_status_ == ecs::TaskStatus::kStopped) {
      task.stopped = kNow;
      task.stopped_reason = "Essential container in task exited";
      ecs::Container container;
      container.name = "app";
      container.exit_code = 3;
      task.containers = {container};
    }

    auto resources = ecs_.write(place_);
    ecs::Cluster cluster;
    cluster.name = "web";
    resources->clusters.emplace("web", cluster);
    resources->families["mysfits"] = {"mysfits", 1, {{1, definition}}};
    resources->services["web/mysfits"] = service;
    resources->tasks["web/1"] = task;
    resources.commit();
  }

  Findings check_all(Scope scope) {
    save_service();
    const World world{ecs_,           network_,      identities_,
                      principals_,    organization_, watched_ ? &observations_ : nullptr,
                      catalog_,       tables_,       parameters_,
                      secrets_store_, log_groups_};
    scope.place = place_;
    scope.now = kNow;
    auto findings = check(world, scope);
    if (findings) return *findings;
    return {{Outcome::kFail, "none", "", findings.error(), ""}};
  }

  /// Those that did not pass, as `rule: message | fix`.
  Texts problems(const Scope& scope = {}) {
    Texts texts;
    for (const Finding& finding : check_all(scope))
      if (finding.outcome != Outcome::kPass)
        texts.push_back(finding.rule + ": " + finding.message + " | " + finding.fix);
    return texts;
  }

  std::unique_ptr<storage::Store> store_ = storage::Store::open({});
  ManualClock clock_{kNow};
  Ids ids_{1};
  ecs::Place place_{kAccount, kRegion};
  ecs::State ecs_{*store_};
  ec2::Network network_{*store_, ids_};
  iam::State identities_{*store_};
  Principals principals_{identities_};
  authz::Organization organization_;
  authz::Observations observations_;
  dynamodb::Catalog catalog_{*store_, clock_, {}};
  Tables tables_{catalog_};
  ssm::Parameters parameters_{*store_};
  secretsmanager::Secrets secrets_store_{*store_};
  logs::LogGroups log_groups_{*store_};

  std::string vpc_, subnet_, routes_;
  std::string task_role_ = kTaskRole, log_driver_ = "awslogs", log_group_ = "mysfits";
  std::string image_ = "123456789012.dkr.ecr.us-east-1.amazonaws.com/mysfits:1";
  std::vector<std::pair<std::string, std::string>> environment_;
  Texts secrets_ = {"/app/key", "arn:aws:ssm:us-east-1:123456789012:parameter/app/key"};
  ecs::TaskStatus task_status_ = ecs::TaskStatus::kRunning;
  bool watched_ = true;
};

TEST_F(CheckTest, FindsNothingWrongWithWhatIsRight) {
  EXPECT_EQ(problems(), Texts{});
  std::set<std::string> rules;
  for (const Finding& finding : check_all({})) {
    rules.insert(finding.rule);
    EXPECT_EQ(finding.subject, "service mysfits in cluster web");
    EXPECT_NE(describe(finding.rule), "") << finding.rule;
  }
  EXPECT_EQ(rules, (std::set<std::string>{"running", "role", "environment", "role-allows",
                                          "unused-grant", "route", "platform-route",
                                          "endpoint-policy", "secret", "logs"}));
}

TEST_F(CheckTest, MissesTheRoute) {
  ec2::Draft draft = network_.write({kAccount, kRegion});
  draft->change(routes_)["Routes"].erase(1);
  draft.commit();
  const Texts found = problems();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].starts_with("route: subnet " + subnet_ + "'s route table " + routes_ +
                                   " has no route to dynamodb"))
      << found[0];
}

TEST_F(CheckTest, KnowsWhatFargateNeedsOfASubnet) {
  {
    ec2::Draft draft = network_.write({kAccount, kRegion});
    draft->erase("vpce-logs");
    draft.commit();
  }
  const std::string start =
      "platform-route: on AWS no task would start in " + subnet_ + ": no way leads from there to ";
  EXPECT_EQ(problems(), Texts{start + "logs (to write logs) | Create endpoints of logs, or route "
                                      "the subnet to a NAT gateway."});
  image_ = "nginx";
  log_driver_ = "none";
  EXPECT_EQ(problems(), Texts{start + "the internet (to pull the image nginx) | Keep the image in "
                                      "ECR, or route the subnet to a NAT gateway."});
}

TEST_F(CheckTest, HoldsTheEndpointsPolicyAgainstWhatIsDone) {
  ec2::Draft draft = network_.write({kAccount, kRegion});
  draft->change("vpce-1")["PolicyDocument"] =
      endpoint_policy("arn:aws:dynamodb:us-east-1:123456789012:table/Other");
  draft.commit();
  const Texts found = problems();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_TRUE(found[0].starts_with(
      "endpoint-policy: User: arn:aws:sts::123456789012:assumed-role/task/check is not authorized "
      "to perform: dynamodb:GetItem on resource: " +
      kTable +
      " because no VPC endpoint policy allows the dynamodb:GetItem action | Allow "
      "dynamodb:GetItem on " +
      kTable + " in the policy of vpce-1"))
      << found[0];
  watched_ = false;
  EXPECT_EQ(problems().size(), 3U) << "and that nobody watched";
}

TEST_F(CheckTest, HoldsTheRoleAgainstWhatWasSeen) {
  observe("dynamodb:PutItem", false);
  const Texts found = problems();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].starts_with(
      "role-allows: User: arn:aws:sts::123456789012:assumed-role/task/check is not authorized to "
      "perform: dynamodb:PutItem on resource: " +
      kTable +
      " because no identity-based policy allows the dynamodb:PutItem action | Allow "
      "dynamodb:PutItem on " +
      kTable + " in a policy of " + kTaskRole + "; statement 1 of given comes close: "))
      << found[0];
}

TEST_F(CheckTest, TrustsThatConditionsWereMet) {
  set_role("task", "ecs-tasks.amazonaws.com",
           R"({"Effect": "Allow", "Action": ["dynamodb:Scan", "dynamodb:GetItem"],
               "Resource": "*", "Condition":
               {"StringEquals": {"dynamodb:Select": "ALL_ATTRIBUTES"}}})");
  EXPECT_EQ(problems(), Texts{});
  observe("dynamodb:PutItem", false);
  EXPECT_EQ(problems().size(), 1U);
}

TEST_F(CheckTest, TellsWhatTheRoleDoesNotNeed) {
  set_role("task", "ecs-tasks.amazonaws.com",
           R"({"Effect": "Allow", "Action": ["dynamodb:Scan", "dynamodb:GetItem", "s3:GetObject"],
               "Resource": "*"})");
  EXPECT_EQ(problems(), Texts{"unused-grant: given, statement 1: Action s3:GetObject was never "
                              "used | Take it out, if nothing else needs it."});
}

TEST_F(CheckTest, TellsOfRolesThatCantBeUsed) {
  set_role("task", "lambda.amazonaws.com",
           R"({"Effect": "Allow", "Action": "*", "Resource": "*"})");
  EXPECT_EQ(problems(),
            Texts{"role: task role " + kTaskRole +
                  " does not let ecs-tasks.amazonaws.com assume it | Allow sts:AssumeRole to the "
                  "Service ecs-tasks.amazonaws.com in its trust policy."});
  task_role_ = "arn:aws:iam::123456789012:role/tsak";
  EXPECT_EQ(problems(), Texts{"role: there is no task role " + task_role_ +
                              " | Create it, or name another one in "
                              "arn:aws:ecs:us-east-1:123456789012:task-definition/mysfits:1."});
  task_role_ = "";
  EXPECT_EQ(problems(),
            Texts{"role: its tasks have no role, and so no credentials | Give mysfits a "
                  "taskRoleArn."});
}

TEST_F(CheckTest, ReadsTheEnvironment) {
  environment_[0].second = "MysfitTable";
  EXPECT_EQ(problems(),
            (Texts{"environment: app's MYSFITS_TABLE_NAME is MysfitTable: there is no table "
                   "MysfitTable in us-east-1 of 123456789012 | Did you mean MysfitsTable?",
                   "environment: app's MYSFITS_TABLE_NAME means arn:aws:dynamodb:us-east-1:"
                   "123456789012:table/MysfitTable, but app's MYSFITS_TABLE_ARN means " +
                       kTable + " | Let both mean the same table."}));
  environment_ = {{"tableName", "MysfitsTable"}, {"TABLE_COLOUR", "red"}, {"BUCKET_ARN", "x"}};
  EXPECT_EQ(problems(), Texts{});
  environment_ = {{"KEY_PARAMETER", "/app/kye"}};
  EXPECT_EQ(problems(),
            (Texts{"parameter: app's KEY_PARAMETER: there is no parameter /app/kye | Did you mean "
                   "/app/key?",
                   "environment: no variable names a table | Tell the service its table by a "
                   "variable such as TABLE_NAME."}));
}

TEST_F(CheckTest, LooksForSecretsAndLogs) {
  secrets_ = {"/app/other",
              "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-a1B2c3:password::"};
  log_group_ = "other";
  EXPECT_EQ(
      problems(),
      (Texts{"secret: app's secret KEY: there is no /app/other | Create it, or correct its "
             "valueFrom.",
             "secret: app's secret KEY: there is no " + secrets_[1] +
                 " | Create it, or correct its valueFrom.",
             "logs: app's log group other is not there | Create it: aws logs create-log-group "
             "--log-group-name other."}));
  secrets_ = {"/app/key"};
  log_group_ = "mysfits";
  set_role("execution", "ecs-tasks.amazonaws.com",
           R"({"Effect": "Allow", "Action": "logs:CreateLogStream", "Resource": "*"})");
  const Texts found = problems();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_NE(found[0].find("not authorized to perform: ssm:GetParameters on resource: "
                          "arn:aws:ssm:us-east-1:123456789012:parameter/app/key"),
            std::string::npos)
      << found[0];
  EXPECT_NE(found[1].find("logs:PutLogEvents"), std::string::npos) << found[1];
}

TEST_F(CheckTest, TellsWhyTasksStopped) {
  task_status_ = ecs::TaskStatus::kStopped;
  EXPECT_EQ(problems(),
            Texts{"running: 0 of 1 tasks run; the last one stopped: Essential container "
                  "in task exited; app exited with 3 | Its output may tell why; it is "
                  "in the service's log group."});
}

TEST_F(CheckTest, LooksAtWhatIsAskedFor) {
  Scope scope;
  scope.cluster = "web";
  scope.service = "mysfit";
  EXPECT_EQ(
      problems(scope),
      Texts{"none: there is no service \"mysfit\" in cluster \"web\"; there is \"mysfits\" | "});
  scope.cluster = "wbe";
  EXPECT_EQ(problems(scope), Texts{"none: there is no cluster \"wbe\"; there is \"web\" | "});
  scope = {};
  scope.parameters = {"/app/key", "/onp/bootstrap/deploymentbucket"};
  EXPECT_EQ(problems(scope),
            Texts{"parameter: there is no parameter /onp/bootstrap/deploymentbucket | Create it: "
                  "aws ssm put-parameter --type String --name /onp/bootstrap/deploymentbucket "
                  "--value ..."});
}

TEST_F(CheckTest, LooksAtTablesOfNobody) {
  dynamodb::Table table;
  table.account = kAccount;
  table.region = kRegion;
  table.name = "Idle";
  table.keys.hash = {{"Id", dynamodb::AttributeType::S}};
  table.transition = dynamodb::Transition{"CREATING", kNow + std::chrono::seconds(1)};
  catalog_.create(table);
  EXPECT_EQ(problems(), Texts{"table: table Idle is CREATING | Wait until it is: aws dynamodb wait "
                              "table-exists --table-name Idle."});
}

}  // namespace
}  // namespace dynarock::check
