#pragma once

#include <optional>
#include <string_view>

namespace dynarock::aws {

/// What the name of one of AWS's endpoints says. The views are of the name or of constants.
struct AwsHost {
  /// As in credential scopes: "dynamodb" for streams.dynamodb and for account-based endpoints too.
  /// Empty for a service that parse_aws_host() has no row for.
  std::string_view service;
  /// Which signatures must be scoped to: "us-east-1" for sts.amazonaws.com. Empty if the service
  /// is, or if the name has none.
  std::string_view region;
  /// Of an account-based endpoint, 12 digits.
  std::string_view account;
  /// Of a VPC endpoint's own name, "vpce-0123456789abcdef0".
  std::string_view vpc_endpoint;
};

/// Reads the name of a host, in lower case as clients send it, with or without a port:
///
///     dynamodb.eu-west-1.amazonaws.com   dynamodb-fips.us-east-2.api.aws
///     123456789012.ddb.eu-west-1.amazonaws.com
///     vpce-0a1b-2c3d.dynamodb.eu-west-1.vpce.amazonaws.com
///
/// Names are as in the SDKs' endpoint rules, for all partitions. Nothing for a host that isn't one
/// of AWS's.
std::optional<AwsHost> parse_aws_host(std::string_view host);

}  // namespace dynarock::aws
