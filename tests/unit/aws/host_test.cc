#include "dynarock/aws/host.h"

#include <gtest/gtest.h>

#include <string>

namespace dynarock::aws {
namespace {

/// "service region account vpc_endpoint", with - for what is empty.
std::string words_of(std::string_view name) {
  const auto host = parse_aws_host(name);
  if (!host) return "not AWS";
  std::string text;
  for (const std::string_view part :
       {host->service, host->region, host->account, host->vpc_endpoint}) {
    if (!text.empty()) text += ' ';
    text += part.empty() ? "-" : part;
  }
  return text;
}

struct Case {
  std::string_view host, words;
};

constexpr Case kCases[] = {
    {"dynamodb.eu-west-1.amazonaws.com", "dynamodb eu-west-1 - -"},
    {"dynamodb.eu-west-1.amazonaws.com:443", "dynamodb eu-west-1 - -"},
    {"dynamodb-fips.us-gov-west-1.amazonaws.com", "dynamodb us-gov-west-1 - -"},
    {"dynamodb.ca-central-1.api.aws", "dynamodb ca-central-1 - -"},
    {"dynamodb-fips.ca-central-1.api.aws", "dynamodb ca-central-1 - -"},
    {"dynamodb.cn-north-1.amazonaws.com.cn", "dynamodb cn-north-1 - -"},
    {"dynamodb.cn-north-1.api.amazonwebservices.com.cn", "dynamodb cn-north-1 - -"},
    {"dynamodb.us-iso-east-1.c2s.ic.gov", "dynamodb us-iso-east-1 - -"},
    {"streams.dynamodb.eu-west-1.amazonaws.com", "dynamodb eu-west-1 - -"},
    {"streams.dynamodb-fips.us-east-1.amazonaws.com", "dynamodb us-east-1 - -"},
    {"streams-dynamodb.us-east-1.api.aws", "dynamodb us-east-1 - -"},
    {"streams-dynamodb-fips.us-east-1.api.aws", "dynamodb us-east-1 - -"},
    {"123456789012.ddb.eu-west-1.amazonaws.com", "dynamodb eu-west-1 123456789012 -"},
    {"123456789012.ddb.eu-west-1.api.aws", "dynamodb eu-west-1 123456789012 -"},
    {"sts.amazonaws.com", "sts us-east-1 - -"},
    {"sts.eu-west-1.amazonaws.com", "sts eu-west-1 - -"},
    {"iam.amazonaws.com", "iam us-east-1 - -"},
    {"iam-fips.amazonaws.com", "iam us-east-1 - -"},
    {"iam.us-gov.amazonaws.com", "iam us-gov-west-1 - -"},
    {"iam.global.api.aws", "iam us-east-1 - -"},
    {"iam.cn-north-1.amazonaws.com.cn", "iam cn-north-1 - -"},
    {"ssm.eu-west-1.amazonaws.com", "ssm eu-west-1 - -"},
    {"secretsmanager.eu-west-1.amazonaws.com", "secretsmanager eu-west-1 - -"},
    {"logs.eu-west-1.amazonaws.com", "logs eu-west-1 - -"},
    {"ecs.eu-west-1.amazonaws.com", "ecs eu-west-1 - -"},
    {"ec2.eu-west-1.amazonaws.com", "ec2 eu-west-1 - -"},
    {"api.ecr.eu-west-1.amazonaws.com", "ecr eu-west-1 - -"},
    {"api.ecr-fips.us-east-1.amazonaws.com", "ecr us-east-1 - -"},
    {"ecr.eu-west-1.api.aws", "ecr eu-west-1 - -"},
    {"vpce-0a1b-2c3d.dynamodb.eu-west-1.vpce.amazonaws.com", "dynamodb eu-west-1 - vpce-0a1b"},
    {"vpce-0a1b-2c3d-eu-west-1a.dynamodb.eu-west-1.vpce.amazonaws.com",
     "dynamodb eu-west-1 - vpce-0a1b"},
    {"vpce-0a1b-2c3d.api.ecr.eu-west-1.vpce.amazonaws.com", "ecr eu-west-1 - vpce-0a1b"},

    // Endpoints of AWS's that no row is for, or that don't exist.
    {"s3.eu-west-1.amazonaws.com", "- - - -"},
    {"bucket.s3.amazonaws.com", "- - - -"},
    {"123456789012.dkr.ecr.eu-west-1.amazonaws.com", "- - - -"},
    {"dynamodb.amazonaws.com", "- - - -"},
    {"ddb.eu-west-1.amazonaws.com", "- - - -"},
    {"12345.ddb.eu-west-1.amazonaws.com", "- - - -"},
    {"123456789012.dynamodb.eu-west-1.amazonaws.com", "- - - -"},
    {"my.dynamodb.eu-west-1.amazonaws.com", "- - - -"},
    {"dynamodb.west.amazonaws.com", "- - - -"},
    {"vpce-0a1b-2c3d.s3.eu-west-1.vpce.amazonaws.com", "- - - vpce-0a1b"},
    {".amazonaws.com", "- - - -"},
    {".vpce.amazonaws.com", "- - - -"},

    {"amazonaws.com", "not AWS"},
    {"", "not AWS"},
    {"localhost:8000", "not AWS"},
    {"127.0.0.1:8000", "not AWS"},
    {"[::1]:8000", "not AWS"},
    {"dynamodb.eu-west-1.amazonaws.com.example.com", "not AWS"},
    {"dynamodb.eu-west-1.notamazonaws.com", "not AWS"},
    {"example.com", "not AWS"},
};

TEST(AwsHost, IsReadOffTheName) {
  for (const Case& one : kCases) EXPECT_EQ(words_of(one.host), one.words) << one.host;
}

}  // namespace
}  // namespace dynarock::aws
