#include "ec2/operations.h"

#include "dynarock/aws/deserialize.h"
#include "dynarock/aws/parameter_name.h"
#include "dynarock/aws/row_service.h"
#include "dynarock/ec2/service.h"
#include "dynarock/json/writer.h"
#include "ec2/describe.h"

namespace dynarock::ec2 {
namespace {

std::vector<Operation> all_operations() {
  return {kAllocateAddress,
          kAssociateRouteTable,
          kAttachInternetGateway,
          kAuthorizeSecurityGroupEgress,
          kAuthorizeSecurityGroupIngress,
          kCreateFlowLogs,
          kCreateInternetGateway,
          kCreateNatGateway,
          kCreateRoute,
          kCreateRouteTable,
          kCreateSecurityGroup,
          kCreateSubnet,
          kCreateTags,
          kCreateVpc,
          kCreateVpcEndpoint,
          kDeleteFlowLogs,
          kDeleteInternetGateway,
          kDeleteNatGateway,
          kDeleteRoute,
          kDeleteRouteTable,
          kDeleteSecurityGroup,
          kDeleteSubnet,
          kDeleteTags,
          kDeleteVpc,
          kDeleteVpcEndpoints,
          kDescribeAccountAttributes,
          kDescribeAddresses,
          kDescribeAddressesAttribute,
          kDescribeAvailabilityZones,
          kDescribeDhcpOptions,
          kDescribeFlowLogs,
          kDescribeInternetGateways,
          kDescribeManagedPrefixLists,
          kDescribeNatGateways,
          kDescribeNetworkAcls,
          kDescribeNetworkInterfaces,
          kDescribePrefixLists,
          kDescribeRegions,
          kDescribeRouteTables,
          kDescribeSecurityGroupRules,
          kDescribeSecurityGroups,
          kDescribeSubnets,
          kDescribeTags,
          kDescribeVpcAttribute,
          kDescribeVpcEndpointServices,
          kDescribeVpcEndpoints,
          kDescribeVpcs,
          kDescribeVpnGateways,
          kDetachInternetGateway,
          kDisassociateRouteTable,
          kGetManagedPrefixListEntries,
          kModifySubnetAttribute,
          kModifyVpcAttribute,
          kModifyVpcEndpoint,
          kReleaseAddress,
          kReplaceRoute,
          kReplaceRouteTableAssociation,
          kRevokeSecurityGroupEgress,
          kRevokeSecurityGroupIngress};
}

constexpr aws::QueryApi kApi = {.version = "2016-11-15",
                                .xml_namespace = "http://ec2.amazonaws.com/doc/2016-11-15/",
                                .dialect = aws::QueryDialect::kEc2};
constexpr aws::ServiceNames kNames = {
    .name = "ec2", .model_namespace = "com.amazonaws.ec2.v20161115", .query_api = &kApi};

}  // namespace

Result<void> refuse_dry_run(json::Value request) {
  if (!boolean_of(request, "DryRun")) return {};
  return fail({"DryRunOperation", "Request would have succeeded, but DryRun flag is set.", {}});
}

std::string text_of(json::Value request, std::string_view member) {
  return std::string(request.find_text(member).value_or(""));
}

bool boolean_of(json::Value request, std::string_view member) {
  const auto value = request.find(member);
  return value && aws::to_boolean(*value);
}

std::vector<std::string> texts_of(json::Value request, std::string_view member) {
  std::vector<std::string> texts;
  if (const auto values = request.find(member))
    for (const json::Value value : values->elements()) texts.emplace_back(value.text());
  return texts;
}

AwsError invalid_value(std::string message) {
  return {"InvalidParameterValue", std::move(message), {}};
}
AwsError invalid_combination(std::string message) {
  return {"InvalidParameterCombination", std::move(message), {}};
}
AwsError missing_parameter(std::string_view parameter) {
  return {
      "MissingParameter", "The request must contain the parameter " + std::string(parameter), {}};
}
AwsError has_dependencies(std::string_view what, std::string_view id) {
  return {"DependencyViolation",
          "The " + std::string(what) + " '" + std::string(id) +
              "' has dependencies and cannot be deleted.",
          {}};
}

Result<Cidr> range_of(json::Value request, std::string_view member) {
  const std::string value = text_of(request, member);
  if (const auto range = Cidr::parse(value)) return *range;
  return fail(invalid_value("Value (" + value + ") for parameter " + aws::parameter_name(member) +
                            " is invalid. This is not a valid CIDR block."));
}

std::string done() { return R"({"Return":true})"; }

std::string answer(std::string_view member, const Record& record, const aws::Shape& shape) {
  std::string body;
  json::Writer out(body);
  out.begin_object().key(member);
  write_record(out, record, shape);
  out.end_object();
  return body;
}

std::unique_ptr<aws::Service> make_service(Network& network, Ids& ids) {
  return std::make_unique<aws::RowService<Context>>(kNames, all_operations(),
                                                    [&network, &ids](aws::Call& call, json::Value) {
                                                      return Context{network, ids, call};
                                                    });
}

}  // namespace dynarock::ec2
