#include <algorithm>

#include "ec2/describe.h"
#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/shapes.h"
#include "ec2/tags.h"

namespace dynarock::ec2 {
namespace {

constexpr Field kCreateFields[] = {{"VpcId", aws::kString, kRequired},
                                   {"CidrBlock", aws::kString, kRequired},
                                   {"AvailabilityZone", aws::kString},
                                   {"AvailabilityZoneId", aws::kString},
                                   kTagSpecificationsField,
                                   kDryRunField};
constexpr Shape kCreateInput = aws::structure("CreateSubnetRequest", kCreateFields);

constexpr Field kNameOptionsFields[] = {{"HostnameType", aws::kString},
                                        {"EnableResourceNameDnsARecord", aws::kBoolean},
                                        {"EnableResourceNameDnsAAAARecord", aws::kBoolean}};
constexpr Shape kNameOptions = aws::structure("PrivateDnsNameOptionsOnLaunch", kNameOptionsFields);
constexpr Field kSubnetFields[] = {{"AvailabilityZoneId", aws::kString},
                                   {"MapCustomerOwnedIpOnLaunch", aws::kBoolean},
                                   {"OwnerId", aws::kString},
                                   {"AssignIpv6AddressOnCreation", aws::kBoolean},
                                   {"Ipv6CidrBlockAssociationSet", aws::kStringList},
                                   kTagsField,
                                   {"SubnetArn", aws::kString},
                                   {"EnableDns64", aws::kBoolean},
                                   {"Ipv6Native", aws::kBoolean},
                                   {"PrivateDnsNameOptionsOnLaunch", kNameOptions},
                                   {"SubnetId", aws::kString},
                                   {"State", aws::kString},
                                   {"VpcId", aws::kString},
                                   {"CidrBlock", aws::kString},
                                   {"AvailableIpAddressCount", aws::kInteger},
                                   {"AvailabilityZone", aws::kString},
                                   {"DefaultForAz", aws::kBoolean},
                                   {"MapPublicIpOnLaunch", aws::kBoolean}};
constexpr Shape kSubnet = aws::structure("Subnet", kSubnetFields);
constexpr Shape kSubnetList = aws::list_of(kSubnet);
constexpr Field kCreateOutputFields[] = {{"Subnet", kSubnet}};
constexpr Shape kCreateOutput = aws::structure("CreateSubnetResult", kCreateOutputFields);

constexpr Field kDeleteFields[] = {{"SubnetId", aws::kString, kRequired}, kDryRunField};
constexpr Shape kDeleteInput = aws::structure("DeleteSubnetRequest", kDeleteFields);

constexpr Field kDescribeFields[] = {{"SubnetIds", aws::kStringList, "SubnetId"},
                                     kFiltersField,
                                     kMaxResultsField,
                                     kNextTokenField,
                                     kDryRunField};
constexpr Shape kDescribeInput = aws::structure("DescribeSubnetsRequest", kDescribeFields);
constexpr Field kDescribeOutputFields[] = {{"Subnets", kSubnetList, "subnetSet"}, kNextTokenField};
constexpr Shape kDescribeOutput = aws::structure("DescribeSubnetsResult", kDescribeOutputFields);
constexpr FilterSpec kFilterSpecs[] = {{"availability-zone", "AvailabilityZone"},
                                       {"availabilityZone", "AvailabilityZone"},
                                       {"availability-zone-id", "AvailabilityZoneId"},
                                       {"available-ip-address-count", "AvailableIpAddressCount"},
                                       {"cidr", "CidrBlock"},
                                       {"cidr-block", "CidrBlock"},
                                       {"cidrBlock", "CidrBlock"},
                                       {"default-for-az", "DefaultForAz"},
                                       {"defaultForAz", "DefaultForAz"},
                                       {"map-public-ip-on-launch", "MapPublicIpOnLaunch"},
                                       {"owner-id", "OwnerId"},
                                       {"state", "State"},
                                       {"subnet-arn", "SubnetArn"},
                                       {"subnet-id", "SubnetId"},
                                       {"vpc-id", "VpcId"}};

Record with_free_addresses(const Region& region, const Record& record) {
  Record told = record;
  told["AvailableIpAddressCount"] = free_addresses(region, record);
  return told;
}

constexpr Listing kListing{kSubnets, "SubnetIds",  "Subnets",
                           kSubnet,  kFilterSpecs, with_free_addresses};

/// The attributes that a record has as they are.
constexpr std::string_view kAttributes[] = {"MapPublicIpOnLaunch", "AssignIpv6AddressOnCreation",
                                            "EnableDns64"};
/// Those in its PrivateDnsNameOptionsOnLaunch, without OnLaunch.
constexpr std::string_view kNameAttributes[] = {"EnableResourceNameDnsARecord",
                                                "EnableResourceNameDnsAAAARecord"};
constexpr std::string_view kHostnameTypes[] = {"ip-name", "resource-name"};
constexpr Shape kHostnameType = aws::one_of(kHostnameTypes);
constexpr Field kModifyFields[] = {{"SubnetId", aws::kString, kRequired},
                                   {"MapPublicIpOnLaunch", kBooleanValue},
                                   {"AssignIpv6AddressOnCreation", kBooleanValue},
                                   {"EnableDns64", kBooleanValue},
                                   {"PrivateDnsHostnameTypeOnLaunch", kHostnameType},
                                   {"EnableResourceNameDnsARecordOnLaunch", kBooleanValue},
                                   {"EnableResourceNameDnsAAAARecordOnLaunch", kBooleanValue}};
constexpr Shape kModifyInput = aws::structure("ModifySubnetAttributeRequest", kModifyFields);

constexpr int kShortestPrefix = 16, kLongestPrefix = 28;

/// The zone that the request names, else the first.
Result<std::string> zone_of(const Region& region, json::Value request) {
  const std::vector<std::string> zones = zones_of(region.name());
  const std::string name = text_of(request, "AvailabilityZone");
  const std::string id = text_of(request, "AvailabilityZoneId");
  if (name.empty() && id.empty()) return zones.front();
  for (const std::string& zone : zones)
    if (name.empty() ? zone_id(zone) == id : zone == name) return zone;
  return fail(invalid_value("Value (" + (name.empty() ? id : name) +
                            ") for parameter availabilityZone" + (name.empty() ? "Id" : "") +
                            " is invalid. Subnets can currently only be created in the following "
                            "availability zones: " +
                            joined(zones) + "."));
}

Result<void> check_range(const Region& region, const Record& vpc, const Cidr& range) {
  if (range.prefix_length() < kShortestPrefix || range.prefix_length() > kLongestPrefix ||
      !Cidr::parse(text(vpc, "CidrBlock"))->contains(range))
    return fail({"InvalidSubnet.Range", "The CIDR '" + range.text() + "' is invalid.", {}});
  for (const Record* other : region.of(kSubnets, "VpcId", text(vpc, "VpcId")))
    if (Cidr::parse(text(*other, "CidrBlock"))->overlaps(range))
      return fail({"InvalidSubnet.Conflict",
                   "The CIDR '" + range.text() + "' conflicts with another subnet",
                   {}});
  return {};
}

Result<std::string> run_create(Context& context, json::Value request) {
  const std::string vpc_id = text_of(request, "VpcId");
  const Cidr range = DYNAROCK_TRY(range_of(request, "CidrBlock"));
  Draft draft = context.network.write(context.place());
  const Record* vpc = DYNAROCK_TRY(find_resource(draft.region(), kVpcs, vpc_id));
  const std::string zone = DYNAROCK_TRY(zone_of(draft.region(), request));
  DYNAROCK_TRY(check_range(draft.region(), *vpc, range));
  const std::string id = add_subnet(draft.region(), context.ids, vpc_id, range, zone, false);
  DYNAROCK_TRY(tag_new(draft.region(), id, request));
  draft.commit();
  return answer("Subnet", with_free_addresses(draft.region(), *draft->find(id)), kSubnet);
}

/// Takes the subnet out of its route table and its ACL.
void erase_associations(Region& region, const std::string& subnet_id) {
  for (const std::string_view prefix : {kRouteTables, kNetworkAcls})
    for (const Record* holder : region.of(prefix)) {
      Record left = list(*holder, "Associations");
      const std::size_t before = left.size();
      for (std::size_t i = left.size(); i-- > 0;)
        if (text(left[i], "SubnetId") == subnet_id) left.erase(i);
      if (left.size() != before)
        region.change(text(*holder, kind_with(prefix).id_member))["Associations"] = std::move(left);
    }
}

Result<std::string> run_delete(Context& context, json::Value request) {
  const std::string id = text_of(request, "SubnetId");
  Draft draft = context.network.write(context.place());
  DYNAROCK_TRY(find_resource(draft.region(), kSubnets, id));
  if (!draft->of(kInterfaces, "SubnetId", id).empty()) return fail(has_dependencies("subnet", id));
  erase_associations(draft.region(), id);
  draft->erase(id);
  draft.commit();
  return done();
}

Result<std::string> run_modify(Context& context, json::Value request) {
  const std::string id = text_of(request, "SubnetId");
  Draft draft = context.network.write(context.place());
  DYNAROCK_TRY(find_resource(draft.region(), kSubnets, id));
  Record& subnet = draft->change(id);
  for (const std::string_view member : kAttributes)
    if (const auto value = request.find(member)) subnet[member] = boolean_of(*value, "Value");
  Record& names = subnet["PrivateDnsNameOptionsOnLaunch"];
  for (const std::string_view member : kNameAttributes)
    if (const auto value = request.find(std::string(member) + "OnLaunch"))
      names[member] = boolean_of(*value, "Value");
  if (const auto type = request.find_text("PrivateDnsHostnameTypeOnLaunch"))
    names["HostnameType"] = *type;
  draft.commit();
  return done();
}

}  // namespace

const Operation kCreateSubnet = operation<run_create>("CreateSubnet", kCreateInput, kCreateOutput);
const Operation kDeleteSubnet = operation<run_delete>("DeleteSubnet", kDeleteInput, kReturn);
const Operation kDescribeSubnets =
    operation<run_describe<kListing>>("DescribeSubnets", kDescribeInput, kDescribeOutput);
const Operation kModifySubnetAttribute =
    operation<run_modify>("ModifySubnetAttribute", kModifyInput, kReturn);

}  // namespace dynarock::ec2
