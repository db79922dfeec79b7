#pragma once

#include <string>
#include <string_view>

namespace dynarock::ec2 {

/// A service of AWS's that VPCs can have endpoints for.
struct EndpointService {
  /// `dynamodb`, what stands behind `com.amazonaws.us-east-1.`.
  std::string_view name;
  /// What its host is called in front of the region, `dynamodb`.
  std::string_view host;
  bool has_gateway = false;
};

/// By its full name, `com.amazonaws.us-east-1.dynamodb`; null if there is none in the region.
const EndpointService* find_endpoint_service(std::string_view full_name, std::string_view region);

std::string full_name(const EndpointService& service, std::string_view region);
/// `dynamodb.us-east-1.amazonaws.com`.
std::string private_dns_name(const EndpointService& service, std::string_view region);

}  // namespace dynarock::ec2
