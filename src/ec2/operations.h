#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dynarock/aws/operation.h"
#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/ec2/network.h"
#include "dynarock/json/document.h"
#include "ec2/cidr.h"
#include "ec2/region.h"

namespace dynarock::ec2 {

/// All that an operation can reach.
struct Context {
  Network& network;
  Ids& ids;
  aws::Call& call;

  Place place() const { return {call.account, call.region}; }
};

using Operation = aws::OperationRow<Context>;

extern const Operation kAllocateAddress;
extern const Operation kAssociateRouteTable;
extern const Operation kAttachInternetGateway;
extern const Operation kAuthorizeSecurityGroupEgress;
extern const Operation kAuthorizeSecurityGroupIngress;
extern const Operation kCreateFlowLogs;
extern const Operation kCreateInternetGateway;
extern const Operation kCreateNatGateway;
extern const Operation kCreateRoute;
extern const Operation kCreateRouteTable;
extern const Operation kCreateSecurityGroup;
extern const Operation kCreateSubnet;
extern const Operation kCreateTags;
extern const Operation kCreateVpc;
extern const Operation kCreateVpcEndpoint;
extern const Operation kDeleteFlowLogs;
extern const Operation kDeleteInternetGateway;
extern const Operation kDeleteNatGateway;
extern const Operation kDeleteRoute;
extern const Operation kDeleteRouteTable;
extern const Operation kDeleteSecurityGroup;
extern const Operation kDeleteSubnet;
extern const Operation kDeleteTags;
extern const Operation kDeleteVpc;
extern const Operation kDeleteVpcEndpoints;
extern const Operation kDescribeAccountAttributes;
extern const Operation kDescribeAddresses;
extern const Operation kDescribeAddressesAttribute;
extern const Operation kDescribeAvailabilityZones;
extern const Operation kDescribeDhcpOptions;
extern const Operation kDescribeFlowLogs;
extern const Operation kDescribeInternetGateways;
extern const Operation kDescribeManagedPrefixLists;
extern const Operation kDescribeNatGateways;
extern const Operation kDescribeNetworkAcls;
extern const Operation kDescribeNetworkInterfaces;
extern const Operation kDescribePrefixLists;
extern const Operation kDescribeRegions;
extern const Operation kDescribeRouteTables;
extern const Operation kDescribeSecurityGroupRules;
extern const Operation kDescribeSecurityGroups;
extern const Operation kDescribeSubnets;
extern const Operation kDescribeTags;
extern const Operation kDescribeVpcAttribute;
extern const Operation kDescribeVpcEndpointServices;
extern const Operation kDescribeVpcEndpoints;
extern const Operation kDescribeVpcs;
extern const Operation kDescribeVpnGateways;
extern const Operation kDetachInternetGateway;
extern const Operation kDisassociateRouteTable;
extern const Operation kGetManagedPrefixListEntries;
extern const Operation kModifySubnetAttribute;
extern const Operation kModifyVpcAttribute;
extern const Operation kModifyVpcEndpoint;
extern const Operation kReleaseAddress;
extern const Operation kReplaceRoute;
extern const Operation kReplaceRouteTableAssociation;
extern const Operation kRevokeSecurityGroupEgress;
extern const Operation kRevokeSecurityGroupIngress;

/// DryRunOperation if that is what the request asks for: whether it may, the caller was told by
/// then.
Result<void> refuse_dry_run(json::Value request);

/// The row of an operation that takes DryRun.
template <auto Run>
constexpr Operation operation(std::string_view name, const aws::Shape& input,
                              const aws::Shape& output) {
  return {{name, &input, &output},
          [](Context& context, json::Value request) -> Result<std::string> {
            DYNAROCK_TRY(refuse_dry_run(request));
            return Run(context, request);
          }};
}

/// A member's text; empty if it is not there.
std::string text_of(json::Value request, std::string_view member);
/// Whether a Boolean is there and true.
bool boolean_of(json::Value request, std::string_view member);
/// The texts of a list; none if it is not there.
std::vector<std::string> texts_of(json::Value request, std::string_view member);

AwsError invalid_value(std::string message);
AwsError invalid_combination(std::string message);
/// `parameter` as messages call it, `vpcId`.
AwsError missing_parameter(std::string_view parameter);
/// `The vpc 'vpc-1' has dependencies and cannot be deleted.`
AwsError has_dependencies(std::string_view what, std::string_view id);

/// The range that a member holds. InvalidParameterValue.
Result<Cidr> range_of(json::Value request, std::string_view member);

/// The answer of operations that tell nothing but that they did it.
std::string done();
/// The answer with one member, as far as the shape has it.
std::string answer(std::string_view member, const Record& record, const aws::Shape& shape);

}  // namespace dynarock::ec2
