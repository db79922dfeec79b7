#include <algorithm>

#include "ec2/client_token.h"
#include "ec2/describe.h"
#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/routes.h"
#include "ec2/shapes.h"
#include "ec2/tags.h"

namespace dynarock::ec2 {
namespace {

constexpr std::string_view kConnectivityTypes[] = {"private", "public"};
constexpr Shape kConnectivityType = aws::one_of(kConnectivityTypes);
constexpr Field kCreateFields[] = {{"AllocationId", aws::kString},
                                   {"ClientToken", aws::kString},
                                   {"SubnetId", aws::kString, kRequired},
                                   {"ConnectivityType", kConnectivityType},
                                   kTagSpecificationsField,
                                   kDryRunField};
constexpr Shape kCreateInput = aws::structure("CreateNatGatewayRequest", kCreateFields);

constexpr Field kAddressFields[] = {
    {"AllocationId", aws::kString},  {"NetworkInterfaceId", aws::kString},
    {"PrivateIp", aws::kString},     {"PublicIp", aws::kString},
    {"AssociationId", aws::kString}, {"IsPrimary", aws::kBoolean},
    {"Status", aws::kString}};
constexpr Shape kAddress = aws::structure("NatGatewayAddress", kAddressFields);
constexpr Shape kAddressList = aws::list_of(kAddress);
constexpr Field kGatewayFields[] = {{"CreateTime", aws::kTimestamp},
                                    {"FailureCode", aws::kString},
                                    {"FailureMessage", aws::kString},
                                    {"NatGatewayAddresses", kAddressList, "natGatewayAddressSet"},
                                    {"NatGatewayId", aws::kString},
                                    {"State", aws::kString},
                                    {"SubnetId", aws::kString},
                                    {"VpcId", aws::kString},
                                    kTagsField,
                                    {"ConnectivityType", aws::kString}};
constexpr Shape kGateway = aws::structure("NatGateway", kGatewayFields);
constexpr Shape kGatewayList = aws::list_of(kGateway);
constexpr Field kCreateOutputFields[] = {{"NatGateway", kGateway}};
constexpr Shape kCreateOutput = aws::structure("CreateNatGatewayResult", kCreateOutputFields);

constexpr Field kDeleteFields[] = {{"NatGatewayId", aws::kString, kRequired}, kDryRunField};
constexpr Shape kDeleteInput = aws::structure("DeleteNatGatewayRequest", kDeleteFields);
constexpr Field kDeleteOutputFields[] = {{"NatGatewayId", aws::kString}};
constexpr Shape kDeleteOutput = aws::structure("DeleteNatGatewayResult", kDeleteOutputFields);

constexpr Field kDescribeFields[] = {{"NatGatewayIds", aws::kStringList, "NatGatewayId"},
                                     kFiltersField,
                                     kMaxResultsField,
                                     kNextTokenField,
                                     kDryRunField};
constexpr Shape kDescribeInput = aws::structure("DescribeNatGatewaysRequest", kDescribeFields);
constexpr Field kDescribeOutputFields[] = {{"NatGateways", kGatewayList, "natGatewaySet"},
                                           kNextTokenField};
constexpr Shape kDescribeOutput =
    aws::structure("DescribeNatGatewaysResult", kDescribeOutputFields);
constexpr FilterSpec kFilterSpecs[] = {{"nat-gateway-id", "NatGatewayId"},
                                       {"state", "State"},
                                       {"subnet-id", "SubnetId"},
                                       {"vpc-id", "VpcId"}};
constexpr Listing kListing{kNatGateways, "NatGatewayIds", "NatGateways", kGateway, kFilterSpecs};

/// The address that a public gateway is to have.
Result<std::string> allocation_of(const Region& region, json::Value request) {
  const std::string id = text_of(request, "AllocationId");
  if (id.empty())
    return fail({"MissingParameter",
                 "The request must include the AllocationId parameter. Add the required parameter "
                 "and retry the request.",
                 {}});
  const Record* address = DYNAROCK_TRY(find_resource(region, kAddresses, id));
  if (address->contains("AssociationId"))
    return fail({"Resource.AlreadyAssociated",
                 "Elastic IP address [" + id + "] is already associated",
                 {}});
  return id;
}

bool reaches_internet(const Region& region, const std::string& vpc_id) {
  return std::ranges::any_of(region.of(kInternetGateways), [&vpc_id](const Record* gateway) {
    return std::ranges::any_of(list(*gateway, "Attachments"), [&vpc_id](const Record& attachment) {
      return text(attachment, "VpcId") == vpc_id;
    });
  });
}

/// Gives the gateway its interface and, if it is public, its address.
Result<void> connect(Context& context, Region& region, Record& gateway,
                     const std::string& allocation_id) {
  const std::string id = text(gateway, "NatGatewayId");
  const std::string public_ip =
      allocation_id.empty() ? "" : text(*region.find(allocation_id), "PublicIp");
  const std::string interface_id =
      DYNAROCK_TRY(add_interface(region, context.ids,
                                 {.subnet_id = text(gateway, "SubnetId"),
                                  .security_groups = {},
                                  .description = "Interface for NAT Gateway " + id,
                                  .type = "nat_gateway",
                                  .requester = "amazon-aws",
                                  .public_ip = public_ip,
                                  .now = context.call.now}));
  const std::string private_ip = text(*region.find(interface_id), "PrivateIpAddress");
  Record address = {{"NetworkInterfaceId", interface_id},
                    {"PrivateIp", private_ip},
                    {"IsPrimary", true},
                    {"Status", "succeeded"}};
  if (!allocation_id.empty()) {
    Record& elastic = region.change(allocation_id);
    elastic["AssociationId"] = new_id(context.ids, "eipassoc-");
    elastic["NetworkInterfaceId"] = interface_id;
    elastic["NetworkInterfaceOwnerId"] = region.account();
    elastic["PrivateIpAddress"] = private_ip;
    address["AllocationId"] = allocation_id;
    address["PublicIp"] = public_ip;
    address["AssociationId"] = elastic["AssociationId"];
  }
  gateway["NatGatewayAddresses"].push_back(std::move(address));
  gateway["State"] = "available";
  return {};
}

/// What became of it is told later.
std::string created(Record gateway) {
  gateway["State"] = "pending";
  gateway.erase("FailureCode");
  gateway.erase("FailureMessage");
  return answer("NatGateway", gateway, kGateway);
}

Result<std::string> run_create(Context& context, json::Value request) {
  const std::string subnet_id = text_of(request, "SubnetId");
  const bool is_private = text_of(request, "ConnectivityType") == "private";
  Draft draft = context.network.write(context.place());
  Region& region = draft.region();
  const Record* same = DYNAROCK_TRY(made_before(region, kNatGateways, request));
  if (same) return created(*same);
  const Record* subnet = DYNAROCK_TRY(find_resource(region, kSubnets, subnet_id));
  std::string allocation_id;
  if (!is_private) allocation_id = DYNAROCK_TRY(allocation_of(region, request));
  const std::string id = new_id(context.ids, kNatGateways);
  const std::string vpc_id = text(*subnet, "VpcId");
  Record gateway = {{"CreateTime", epoch_seconds(context.call.now)},
                    {"NatGatewayAddresses", Record::array()},
                    {"NatGatewayId", id},
                    {"State", "failed"},
                    {"SubnetId", subnet_id},
                    {"VpcId", vpc_id},
                    {"ConnectivityType", is_private ? "private" : "public"}};
  if (is_private || reaches_internet(region, vpc_id)) {
    DYNAROCK_TRY(connect(context, region, gateway, allocation_id));
  } else {
    gateway["FailureCode"] = "Gateway.NotAttached";
    gateway["FailureMessage"] = "Network " + vpc_id + " has no Internet gateway attached";
  }
  remember_request(gateway, request);
  region.put(id, std::move(gateway));
  DYNAROCK_TRY(tag_new(region, id, request));
  draft.commit();
  return created(*region.find(id));
}

Result<std::string> run_delete(Context& context, json::Value request) {
  const std::string id = text_of(request, "NatGatewayId");
  Draft draft = context.network.write(context.place());
  const Record* gateway = DYNAROCK_TRY(find_resource(draft.region(), kNatGateways, id));
  for (const Record& address : list(*gateway, "NatGatewayAddresses")) {
    draft->erase(text(address, "NetworkInterfaceId"));
    const std::string& allocation_id = text(address, "AllocationId");
    if (allocation_id.empty()) continue;
    Record& elastic = draft->change(allocation_id);
    for (const char* member :
         {"AssociationId", "NetworkInterfaceId", "NetworkInterfaceOwnerId", "PrivateIpAddress"})
      elastic.erase(member);
  }
  set_route_states(draft.region(), id, "blackhole");
  draft->erase(id);
  draft.commit();
  return R"({"NatGatewayId":")" + id + R"("})";
}

}  // namespace

const Operation kCreateNatGateway =
    operation<run_create>("CreateNatGateway", kCreateInput, kCreateOutput);
const Operation kDeleteNatGateway =
    operation<run_delete>("DeleteNatGateway", kDeleteInput, kDeleteOutput);
const Operation kDescribeNatGateways =
    operation<run_describe<kListing>>("DescribeNatGateways", kDescribeInput, kDescribeOutput);

}  // namespace dynarock::ec2
