#include "ec2/describe.h"
#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/shapes.h"
#include "ec2/tags.h"

namespace dynarock::ec2 {
namespace {

constexpr std::string_view kTenancies[] = {"default", "dedicated", "host"};
constexpr Shape kTenancy = aws::one_of(kTenancies);
constexpr Field kCreateFields[] = {{"CidrBlock", aws::kString, kRequired},
                                   {"InstanceTenancy", kTenancy},
                                   kTagSpecificationsField,
                                   kDryRunField};
constexpr Shape kCreateInput = aws::structure("CreateVpcRequest", kCreateFields);

constexpr Field kCidrStateFields[] = {{"State", aws::kString}};
constexpr Shape kCidrState = aws::structure("VpcCidrBlockState", kCidrStateFields);
constexpr Field kCidrAssociationFields[] = {
    {"AssociationId", aws::kString}, {"CidrBlock", aws::kString}, {"CidrBlockState", kCidrState}};
constexpr Shape kCidrAssociation =
    aws::structure("VpcCidrBlockAssociation", kCidrAssociationFields);
constexpr Shape kCidrAssociations = aws::list_of(kCidrAssociation);
constexpr Field kVpcFields[] = {{"OwnerId", aws::kString},
                                {"InstanceTenancy", aws::kString},
                                {"CidrBlockAssociationSet", kCidrAssociations},
                                {"IsDefault", aws::kBoolean},
                                kTagsField,
                                {"VpcId", aws::kString},
                                {"State", aws::kString},
                                {"CidrBlock", aws::kString},
                                {"DhcpOptionsId", aws::kString}};
constexpr Shape kVpc = aws::structure("Vpc", kVpcFields);
constexpr Shape kVpcList = aws::list_of(kVpc);
constexpr Field kCreateOutputFields[] = {{"Vpc", kVpc}};
constexpr Shape kCreateOutput = aws::structure("CreateVpcResult", kCreateOutputFields);

constexpr Field kDeleteFields[] = {{"VpcId", aws::kString, kRequired}, kDryRunField};
constexpr Shape kDeleteInput = aws::structure("DeleteVpcRequest", kDeleteFields);

constexpr Field kDescribeFields[] = {{"VpcIds", aws::kStringList, "VpcId"},
                                     kFiltersField,
                                     kMaxResultsField,
                                     kNextTokenField,
                                     kDryRunField};
constexpr Shape kDescribeInput = aws::structure("DescribeVpcsRequest", kDescribeFields);
constexpr Field kDescribeOutputFields[] = {{"Vpcs", kVpcList, "vpcSet"}, kNextTokenField};
constexpr Shape kDescribeOutput = aws::structure("DescribeVpcsResult", kDescribeOutputFields);
constexpr FilterSpec kFilterSpecs[] = {
    {"cidr", "CidrBlock"},
    {"cidr-block", "CidrBlock"},
    {"cidrBlock", "CidrBlock"},
    {"cidr-block-association.association-id", "CidrBlockAssociationSet.AssociationId"},
    {"cidr-block-association.cidr-block", "CidrBlockAssociationSet.CidrBlock"},
    {"cidr-block-association.state", "CidrBlockAssociationSet.CidrBlockState.State"},
    {"dhcp-options-id", "DhcpOptionsId"},
    {"dhcpOptionsId", "DhcpOptionsId"},
    {"is-default", "IsDefault"},
    {"isDefault", "IsDefault"},
    {"owner-id", "OwnerId"},
    {"state", "State"},
    {"vpc-id", "VpcId"}};
constexpr Listing kListing{kVpcs, "VpcIds", "Vpcs", kVpc, kFilterSpecs};

constexpr Field kModifyFields[] = {{"VpcId", aws::kString, kRequired},
                                   {"EnableDnsHostnames", kBooleanValue},
                                   {"EnableDnsSupport", kBooleanValue},
                                   {"EnableNetworkAddressUsageMetrics", kBooleanValue}};
constexpr Shape kModifyInput = aws::structure("ModifyVpcAttributeRequest", kModifyFields);

/// An attribute as requests name it, and its member.
constexpr std::pair<std::string_view, std::string_view> kAttributes[] = {
    {"enableDnsSupport", "EnableDnsSupport"},
    {"enableDnsHostnames", "EnableDnsHostnames"},
    {"enableNetworkAddressUsageMetrics", "EnableNetworkAddressUsageMetrics"}};
constexpr std::string_view kAttributeNames[] = {kAttributes[0].first, kAttributes[1].first,
                                                kAttributes[2].first};
constexpr Shape kAttributeName = aws::one_of(kAttributeNames);
constexpr Field kDescribeAttributeFields[] = {
    {"Attribute", kAttributeName, kRequired}, {"VpcId", aws::kString, kRequired}, kDryRunField};
constexpr Shape kDescribeAttributeInput =
    aws::structure("DescribeVpcAttributeRequest", kDescribeAttributeFields);
constexpr Field kDescribeAttributeOutputFields[] = {
    {"VpcId", aws::kString},
    {"EnableDnsHostnames", kBooleanValue},
    {"EnableDnsSupport", kBooleanValue},
    {"EnableNetworkAddressUsageMetrics", kBooleanValue}};
constexpr Shape kDescribeAttributeOutput =
    aws::structure("DescribeVpcAttributeResult", kDescribeAttributeOutputFields);

constexpr int kShortestPrefix = 16, kLongestPrefix = 28;

Result<std::string> run_create(Context& context, json::Value request) {
  const Cidr range = DYNAROCK_TRY(range_of(request, "CidrBlock"));
  if (range.prefix_length() < kShortestPrefix || range.prefix_length() > kLongestPrefix)
    return fail({"InvalidVpc.Range", "The CIDR '" + range.text() + "' is invalid.", {}});
  Draft draft = context.network.write(context.place());
  const std::string id = add_vpc(draft.region(), context.ids, range, false);
  if (const auto tenancy = request.find_text("InstanceTenancy"))
    draft->change(id)["InstanceTenancy"] = *tenancy;
  DYNAROCK_TRY(tag_new(draft.region(), id, request));
  draft.commit();
  Record told = *draft->find(id);
  told["State"] = "pending";
  return answer("Vpc", told, kVpc);
}

/// What goes with a VPC of itself.
std::vector<const Record*> own_parts(const Region& region, const std::string& vpc_id) {
  std::vector<const Record*> parts = region.of(kNetworkAcls, "VpcId", vpc_id);
  parts.push_back(default_security_group(region, vpc_id));
  parts.push_back(main_route_table(region, vpc_id));
  return parts;
}

bool has_attached_gateway(const Region& region, const std::string& vpc_id) {
  for (const Record* gateway : region.of(kInternetGateways))
    for (const Record& attachment : list(*gateway, "Attachments"))
      if (text(attachment, "VpcId") == vpc_id) return true;
  return false;
}

bool has_others(const Region& region, const std::string& vpc_id) {
  std::size_t parts = 0;
  for (const std::string_view prefix : {kSubnets, kRouteTables, kSecurityGroups, kNetworkAcls,
                                        kVpcEndpoints, kInterfaces, kNatGateways})
    parts += region.of(prefix, "VpcId", vpc_id).size();
  return parts > own_parts(region, vpc_id).size() || has_attached_gateway(region, vpc_id);
}

Result<std::string> run_delete(Context& context, json::Value request) {
  const std::string id = text_of(request, "VpcId");
  Draft draft = context.network.write(context.place());
  Region& region = draft.region();
  DYNAROCK_TRY(find_resource(region, kVpcs, id));
  if (has_others(region, id)) return fail(has_dependencies("vpc", id));
  const std::string group_id = text(*default_security_group(region, id), "GroupId");
  for (const Record* rule : region.of(kSecurityGroupRules, "GroupId", group_id))
    region.erase(text(*rule, "SecurityGroupRuleId"));
  region.erase(text(*main_route_table(region, id), "RouteTableId"));
  for (const Record* acl : region.of(kNetworkAcls, "VpcId", id))
    region.erase(text(*acl, "NetworkAclId"));
  region.erase(group_id);
  region.erase(id);
  draft.commit();
  return done();
}

Result<std::string> run_modify(Context& context, json::Value request) {
  const std::string id = text_of(request, "VpcId");
  Draft draft = context.network.write(context.place());
  DYNAROCK_TRY(find_resource(draft.region(), kVpcs, id));
  int given = 0;
  for (const auto& [name, member] : kAttributes) {
    const auto attribute = request.find(member);
    if (!attribute) continue;
    draft->change(id)[member] = boolean_of(*attribute, "Value");
    ++given;
  }
  if (given > 1) return fail(invalid_combination("Fields for multiple attribute types specified"));
  if (given == 0) return fail(invalid_combination("No attributes specified."));
  draft.commit();
  return done();
}

Result<std::string> run_describe_attribute(Context& context, json::Value request) {
  const auto region = context.network.read(context.place());
  const std::string id = text_of(request, "VpcId");
  const Record* vpc = DYNAROCK_TRY(find_resource(*region, kVpcs, id));
  const std::string asked = text_of(request, "Attribute");
  std::string body;
  json::Writer out(body);
  out.begin_object().member("VpcId", id);
  for (const auto& [name, member] : kAttributes)
    if (name == asked)
      out.key(member).begin_object().member("Value", flag(*vpc, member)).end_object();
  out.end_object();
  return body;
}

}  // namespace

const Operation kCreateVpc = operation<run_create>("CreateVpc", kCreateInput, kCreateOutput);
const Operation kDeleteVpc = operation<run_delete>("DeleteVpc", kDeleteInput, kReturn);
const Operation kDescribeVpcs =
    operation<run_describe<kListing>>("DescribeVpcs", kDescribeInput, kDescribeOutput);
const Operation kModifyVpcAttribute =
    operation<run_modify>("ModifyVpcAttribute", kModifyInput, kReturn);
const Operation kDescribeVpcAttribute = operation<run_describe_attribute>(
    "DescribeVpcAttribute", kDescribeAttributeInput, kDescribeAttributeOutput);

}  // namespace dynarock::ec2
