#include "tests/bench/policed_user.h"

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/uri_encoding.h"
#include "tests/bench/dynamodb_calls.h"

namespace dynarock::bench {
namespace {

constexpr int kPolicies = 10;

// What a service of many has: ten statements, `#` its number.
constexpr auto kOfAService = std::to_array<std::string_view>({
    R"({"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:Query","dynamodb:BatchGetItem"],)"
    R"("Resource":["arn:aws:dynamodb:*:*:table/service-#-orders",)"
    R"("arn:aws:dynamodb:*:*:table/service-#-orders/index/*"]})",
    R"({"Effect":"Allow","Action":["dynamodb:*Item"],)"
    R"("Resource":"arn:aws:dynamodb:us-east-1:*:table/service-#-carts"})",
    R"({"Effect":"Allow","Action":["dynamodb:PutItem","dynamodb:UpdateItem"],)"
    R"("Resource":"arn:aws:dynamodb:*:*:table/service-#-customers",)"
    R"("Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:username}"]}}})",
    R"({"Effect":"Allow","Action":["dynamodb:DescribeStream","dynamodb:GetRecords",)"
    R"("dynamodb:GetShardIterator"],)"
    R"("Resource":"arn:aws:dynamodb:*:*:table/service-#-orders/stream/*"})",
    R"({"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],)"
    R"("Resource":"arn:aws:s3:::service-#-files/*"})",
    R"({"Effect":"Allow","Action":["sqs:SendMessage","sqs:ReceiveMessage","sqs:DeleteMessage"],)"
    R"("Resource":"arn:aws:sqs:*:*:service-#-*"})",
    R"({"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],)"
    R"("Resource":"*"})",
    R"({"Effect":"Allow","Action":["ssm:GetParameter*"],)"
    R"("Resource":"arn:aws:ssm:*:*:parameter/service-#/*"})",
    R"({"Effect":"Deny","Action":["dynamodb:DeleteItem","dynamodb:DeleteTable"],)"
    R"("Resource":"arn:aws:dynamodb:*:*:table/service-#-*"})",
    R"({"Effect":"Deny","Action":"dynamodb:*",)"
    R"("Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"},)"
    R"("StringNotEquals":{"aws:RequestedRegion":["us-east-1","eu-west-1"]}}})",
});

// What takes the place of the last statements of the last two policies.
constexpr std::string_view kItems =
    R"({"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:PutItem","dynamodb:UpdateItem",)"
    R"("dynamodb:BatchWriteItem","dynamodb:Query","dynamodb:Scan","dynamodb:PartiQLSelect"],)"
    R"("Resource":"arn:aws:dynamodb:us-east-1:*:table/bench-*"})";
constexpr std::string_view kTables =
    R"({"Effect":"Allow","Action":["dynamodb:CreateTable","dynamodb:DeleteTable",)"
    R"("dynamodb:DescribeTable","dynamodb:UpdateTable","dynamodb:DescribeStream",)"
    R"("dynamodb:GetRecords","dynamodb:GetShardIterator"],)"
    R"("Resource":"arn:aws:dynamodb:us-east-1:*:table/bench-*"})";

std::string document(int policy) {
  std::vector<std::string_view> statements(kOfAService.begin(), kOfAService.end());
  if (policy == kPolicies - 2) statements.back() = kTables;
  if (policy == kPolicies - 1) statements.back() = kItems;
  std::string text = R"({"Version":"2012-10-17","Statement":[)";
  for (const std::string_view statement : statements) {
    if (text.back() == '}') text += ',';
    for (const char c : statement) text += c == '#' ? std::to_string(policy) : std::string(1, c);
  }
  return text + "]}";
}

// The text of an answer's first element of that name.
std::string element(std::string_view xml, std::string_view name) {
  const std::string tag = "<" + std::string(name) + ">";
  const std::size_t start = xml.find(tag);
  if (start == xml.npos) throw std::runtime_error("an answer has no " + tag);
  xml.remove_prefix(start + tag.size());
  return std::string(xml.substr(0, xml.find('<')));
}

}  // namespace

auth::Credentials make_policed_user(std::uint16_t port) {
  const std::string user = "UserName=bench";
  call_iam(port, "CreateUser", user);
  for (int policy = 0; policy < kPolicies; ++policy) {
    std::string form = "PolicyName=bench-" + std::to_string(policy) + "&PolicyDocument=";
    append_uri_encoded(document(policy), form);
    const std::string made = call_iam(port, "CreatePolicy", form);
    call_iam(port, "AttachUserPolicy", user + "&PolicyArn=" + element(made, "Arn"));
  }
  const std::string key = call_iam(port, "CreateAccessKey", user);
  return {element(key, "AccessKeyId"), element(key, "SecretAccessKey"), ""};
}

}  // namespace dynarock::bench
