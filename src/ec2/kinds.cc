#include "ec2/kinds.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "ec2/resources.h"

namespace dynarock::ec2 {
namespace {

constexpr Kind kKinds[] = {
    {"vpc", kVpcs, "VpcId", "InvalidVpcID.NotFound", "The vpc ID '{}' does not exist",
     "InvalidVpcID.Malformed"},
    {"subnet", kSubnets, "SubnetId", "InvalidSubnetID.NotFound",
     "The subnet ID '{}' does not exist", "InvalidSubnetID.Malformed"},
    {"route-table", kRouteTables, "RouteTableId", "InvalidRouteTableID.NotFound",
     "The routeTable ID '{}' does not exist", "InvalidRouteTableId.Malformed"},
    {"internet-gateway", kInternetGateways, "InternetGatewayId",
     "InvalidInternetGatewayID.NotFound", "The internetGateway ID '{}' does not exist",
     "InvalidInternetGatewayId.Malformed"},
    {"natgateway", kNatGateways, "NatGatewayId", "NatGatewayNotFound",
     "The Nat Gateway {} was not found", "NatGatewayMalformed"},
    {"elastic-ip", kAddresses, "AllocationId", "InvalidAllocationID.NotFound",
     "The allocation ID '{}' does not exist", "InvalidAllocationID.Malformed"},
    {"security-group", kSecurityGroups, "GroupId", "InvalidGroup.NotFound",
     "The security group '{}' does not exist", "InvalidGroupId.Malformed"},
    {"security-group-rule", kSecurityGroupRules, "SecurityGroupRuleId",
     "InvalidSecurityGroupRuleId.NotFound", "The security group rule ID '{}' does not exist",
     "InvalidSecurityGroupRuleId.Malformed"},
    {"network-acl", kNetworkAcls, "NetworkAclId", "InvalidNetworkAclID.NotFound",
     "The networkAcl ID '{}' does not exist", "InvalidNetworkAclId.Malformed"},
    {"vpc-endpoint", kVpcEndpoints, "VpcEndpointId", "InvalidVpcEndpointId.NotFound",
     "The Vpc Endpoint Id '{}' does not exist", "InvalidVpcEndpointId.Malformed",
     "Invalid Id: '{}' (expecting 'vpce-...; the Id may only contain lowercase alphanumeric "
     "characters and a single dash')"},
    {"prefix-list", kPrefixLists, "PrefixListId", "InvalidPrefixListID.NotFound",
     "The prefix list ID '{}' does not exist", "InvalidPrefixListId.Malformed"},
    {"network-interface", kInterfaces, "NetworkInterfaceId", "InvalidNetworkInterfaceID.NotFound",
     "The networkInterface ID '{}' does not exist", "InvalidNetworkInterfaceId.Malformed"},
    {"vpc-flow-log", kFlowLogs, "FlowLogId", "InvalidFlowLogId.NotFound",
     "The specified flow log IDs '{}' do not exist", "InvalidFlowLogId.Malformed"},
    {"dhcp-options", kDhcpOptions, "DhcpOptionsId", "InvalidDhcpOptionID.NotFound",
     "The dhcpOption ID '{}' does not exist", "InvalidDhcpOptionsId.Malformed"},
};

std::string filled(std::string_view message, std::string_view id) {
  std::string text(message);
  return text.replace(text.find("{}"), 2, id);
}

AwsError malformed(const Kind& kind, std::string_view id) {
  if (!kind.malformed_message.empty())
    return {kind.malformed, filled(kind.malformed_message, id), {}};
  return {
      kind.malformed,
      "Invalid id: \"" + std::string(id) + "\" (expecting \"" + std::string(kind.prefix) + "...\")",
      {}};
}

}  // namespace

std::span<const Kind> all_kinds() { return kKinds; }

const Kind* kind_of(std::string_view id) {
  const auto* found =
      std::ranges::find_if(kKinds, [id](const Kind& kind) { return id.starts_with(kind.prefix); });
  return found == std::end(kKinds) ? nullptr : found;
}

const Kind& kind_with(std::string_view prefix) {
  if (const Kind* kind = kind_of(prefix)) return *kind;
  throw std::logic_error("no kind has the prefix " + std::string(prefix));
}

AwsError not_found(const Kind& kind, std::string_view id) {
  return {kind.not_found, filled(kind.not_found_message, id), {}};
}

Result<const Record*> find_resource(const Region& region, std::string_view prefix,
                                    std::string_view id) {
  const Kind& kind = kind_with(prefix);
  if (!id.starts_with(prefix)) return fail(malformed(kind, id));
  if (const Record* found = region.find(id)) return found;
  return fail(not_found(kind, id));
}

}  // namespace dynarock::ec2
