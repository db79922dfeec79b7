#include <algorithm>
#include <optional>

#include "dynarock/policy/document.h"
#include "ec2/client_token.h"
#include "ec2/describe.h"
#include "ec2/endpoint_services.h"
#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/shapes.h"
#include "ec2/tags.h"

namespace dynarock::ec2 {
namespace {

constexpr std::string_view kTypes[] = {"Interface", "Gateway"};
constexpr Shape kType = aws::one_of(kTypes);
constexpr Field kCreateFields[] = {{"VpcEndpointType", kType},
                                   {"VpcId", aws::kString, kRequired},
                                   {"ServiceName", aws::kString, kRequired},
                                   {"PolicyDocument", aws::kString},
                                   {"RouteTableIds", aws::kStringList, "RouteTableId"},
                                   {"SubnetIds", aws::kStringList, "SubnetId"},
                                   {"SecurityGroupIds", aws::kStringList, "SecurityGroupId"},
                                   {"ClientToken", aws::kString},
                                   {"PrivateDnsEnabled", aws::kBoolean},
                                   kTagSpecificationsField,
                                   kDryRunField};
constexpr Shape kCreateInput = aws::structure("CreateVpcEndpointRequest", kCreateFields);

constexpr Field kDnsOptionsFields[] = {{"DnsRecordIpType", aws::kString}};
constexpr Shape kDnsOptions = aws::structure("DnsOptions", kDnsOptionsFields);
constexpr Field kDnsEntryFields[] = {{"DnsName", aws::kString}, {"HostedZoneId", aws::kString}};
constexpr Shape kDnsEntry = aws::structure("DnsEntry", kDnsEntryFields);
constexpr Shape kDnsEntries = aws::list_of(kDnsEntry);
constexpr Field kEndpointFields[] = {
    {"VpcEndpointId", aws::kString},
    {"VpcEndpointType", aws::kString},
    {"VpcId", aws::kString},
    {"ServiceName", aws::kString},
    {"State", aws::kString},
    {"PolicyDocument", aws::kString},
    {"RouteTableIds", aws::kStringList, "routeTableIdSet"},
    {"SubnetIds", aws::kStringList, "subnetIdSet"},
    {"Groups", kGroupIdentifiers, "groupSet"},
    {"IpAddressType", aws::kString},
    {"DnsOptions", kDnsOptions},
    {"PrivateDnsEnabled", aws::kBoolean},
    {"RequesterManaged", aws::kBoolean},
    {"NetworkInterfaceIds", aws::kStringList, "networkInterfaceIdSet"},
    {"DnsEntries", kDnsEntries, "dnsEntrySet"},
    {"CreationTimestamp", aws::kTimestamp},
    kTagsField,
    {"OwnerId", aws::kString}};
constexpr Shape kEndpoint = aws::structure("VpcEndpoint", kEndpointFields);
constexpr Shape kEndpointList = aws::list_of(kEndpoint);
constexpr Field kCreateOutputFields[] = {{"VpcEndpoint", kEndpoint}};
constexpr Shape kCreateOutput = aws::structure("CreateVpcEndpointResult", kCreateOutputFields);

constexpr Field kDescribeFields[] = {{"VpcEndpointIds", aws::kStringList, "VpcEndpointId"},
                                     kFiltersField,
                                     {"MaxResults", aws::kInteger},
                                     kNextTokenField,
                                     kDryRunField};
constexpr Shape kDescribeInput = aws::structure("DescribeVpcEndpointsRequest", kDescribeFields);
constexpr Field kDescribeOutputFields[] = {{"VpcEndpoints", kEndpointList, "vpcEndpointSet"},
                                           kNextTokenField};
constexpr Shape kDescribeOutput =
    aws::structure("DescribeVpcEndpointsResult", kDescribeOutputFields);
constexpr FilterSpec kFilterSpecs[] = {{"ip-address-type", "IpAddressType"},
                                       {"service-name", "ServiceName"},
                                       {"vpc-id", "VpcId"},
                                       {"vpc-endpoint-id", "VpcEndpointId"},
                                       {"vpc-endpoint-state", "State"},
                                       {"vpc-endpoint-type", "VpcEndpointType"}};
constexpr Listing kListing{kVpcEndpoints, "VpcEndpointIds", "VpcEndpoints", kEndpoint,
                           kFilterSpecs};

constexpr Field kModifyFields[] = {
    {"VpcEndpointId", aws::kString, kRequired},
    {"ResetPolicy", aws::kBoolean},
    {"PolicyDocument", aws::kString},
    {"AddRouteTableIds", aws::kStringList, "AddRouteTableId"},
    {"RemoveRouteTableIds", aws::kStringList, "RemoveRouteTableId"},
    {"AddSubnetIds", aws::kStringList, "AddSubnetId"},
    {"RemoveSubnetIds", aws::kStringList, "RemoveSubnetId"},
    {"AddSecurityGroupIds", aws::kStringList, "AddSecurityGroupId"},
    {"RemoveSecurityGroupIds", aws::kStringList, "RemoveSecurityGroupId"},
    {"PrivateDnsEnabled", aws::kBoolean},
    kDryRunField};
constexpr Shape kModifyInput = aws::structure("ModifyVpcEndpointRequest", kModifyFields);

constexpr Field kDeleteFields[] = {{"VpcEndpointIds", aws::kStringList, "VpcEndpointId", kRequired},
                                   kDryRunField};
constexpr Shape kDeleteInput = aws::structure("DeleteVpcEndpointsRequest", kDeleteFields);

constexpr std::string_view kOpenPolicy =
    R"({"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]})";

AwsError invalid_parameter(std::string message) {
  return {"InvalidParameter", std::move(message), {}};
}

Result<std::string> policy_of(const Context& context, json::Value request) {
  const auto given = request.find_text("PolicyDocument");
  if (!given || given->empty()) return std::string(kOpenPolicy);
  constexpr auto kKind = policy::PolicyKind::kVpcEndpoint;
  const auto parsed = policy::parse_policy(kKind, *given);
  if (!parsed) context.call.note = "the policy: " + parsed.error().describe();
  if (!parsed || policy::policy_size(kKind, *given) > policy::traits(kKind).max_size)
    return fail(
        {"InvalidPolicyDocument",
         "The Policy Document is invalid: " + (parsed ? "it is too large" : parsed.error().message),
         {}});
  return std::string(*given);
}

bool is_gateway(const Record& endpoint) { return text(endpoint, "VpcEndpointType") == "Gateway"; }

/// An endpoint under change, with what it is made of elsewhere in the region.
class Editor {
 public:
  Editor(Context& context, Region& region, Record& endpoint)
      : context_(context),
        region_(region),
        endpoint_(endpoint),
        id_(text(endpoint, "VpcEndpointId")),
        vpc_id_(text(endpoint, "VpcId")) {}

  Result<void> add_route_table(const std::string& table_id) {
    if (!is_gateway(endpoint_))
      return fail(
          invalid_parameter("Route table IDs are only supported for Gateway type VPC Endpoint."));
    DYNAROCK_TRY(find_own(kRouteTables, table_id));
    const std::string list_id = prefix_list();
    for (const Record& route : list(*region_.find(table_id), "Routes"))
      if (text(route, "DestinationPrefixListId") == list_id)
        return fail({"RouteAlreadyExists",
                     "route table " + table_id +
                         " already has a route with destination-prefix-list-id " + list_id,
                     {}});
    region_.change(table_id)["Routes"].push_back({{"DestinationPrefixListId", list_id},
                                                  {"GatewayId", id_},
                                                  {"Origin", "CreateRoute"},
                                                  {"State", "active"}});
    endpoint_["RouteTableIds"].push_back(table_id);
    return {};
  }

  void remove_route_table(const std::string& table_id) {
    remove_text("RouteTableIds", table_id);
    if (!region_.find(table_id)) return;
    Record& routes = region_.change(table_id)["Routes"];
    for (std::size_t i = routes.size(); i-- > 0;)
      if (text(routes[i], "GatewayId") == id_) routes.erase(i);
  }

  Result<void> add_group(const std::string& group_id) {
    if (is_gateway(endpoint_))
      return fail(invalid_parameter(
          "Security group IDs are only supported for Interface type VPC Endpoints."));
    DYNAROCK_TRY(find_own(kSecurityGroups, group_id));
    endpoint_["Groups"].push_back(
        {{"GroupId", group_id}, {"GroupName", text(*region_.find(group_id), "GroupName")}});
    return {};
  }

  void remove_group(const std::string& group_id) {
    Record& groups = endpoint_["Groups"];
    for (std::size_t i = groups.size(); i-- > 0;)
      if (text(groups[i], "GroupId") == group_id) groups.erase(i);
  }

  Result<void> add_subnet(const std::string& subnet_id) {
    if (is_gateway(endpoint_))
      return fail(invalid_parameter(
          "Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC "
          "Endpoints."));
    const Record* subnet = DYNAROCK_TRY(find_own(kSubnets, subnet_id));
    for (const Record& other : endpoint_["SubnetIds"])
      if (text(*region_.find(other.get_ref<const std::string&>()), "AvailabilityZone") ==
          text(*subnet, "AvailabilityZone"))
        return fail({"DuplicateSubnetsInSameZone",
                     "Found another VPC endpoint subnet in the availability zone of " + subnet_id +
                         ". VPC endpoint subnets should be in different availability zones "
                         "supported by the VPC endpoint service.",
                     {}});
    const std::string interface_id =
        DYNAROCK_TRY(add_interface(region_, context_.ids,
                                   {.subnet_id = subnet_id,
                                    .security_groups = group_ids(),
                                    .description = "VPC Endpoint Interface " + id_,
                                    .type = "vpc_endpoint",
                                    .requester = "amazon-aws",
                                    .now = context_.call.now}));
    endpoint_["SubnetIds"].push_back(subnet_id);
    endpoint_["NetworkInterfaceIds"].push_back(interface_id);
    return {};
  }

  void remove_subnet(const std::string& subnet_id) {
    remove_text("SubnetIds", subnet_id);
    const Record interfaces = endpoint_["NetworkInterfaceIds"];
    for (const Record& interface : interfaces) {
      const std::string id = interface;
      if (text(*region_.find(id), "SubnetId") != subnet_id) continue;
      remove_text("NetworkInterfaceIds", id);
      region_.erase(id);
    }
  }

  Result<void> enable_private_dns() {
    if (is_gateway(endpoint_))
      return fail(
          invalid_parameter("Private DNS is only supported for Interface type VPC Endpoints."));
    const Record& vpc = *region_.find(vpc_id_);
    if (!flag(vpc, "EnableDnsSupport") || !flag(vpc, "EnableDnsHostnames"))
      return fail(invalid_parameter(
          "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC "
          "attributes set to true for " +
          vpc_id_));
    for (const Record* other : region_.of(kVpcEndpoints, "VpcId", vpc_id_))
      if (text(*other, "VpcEndpointId") != id_ && flag(*other, "PrivateDnsEnabled") &&
          text(*other, "ServiceName") == text(endpoint_, "ServiceName"))
        return fail(invalid_parameter(
            "private-dns-enabled cannot be set because there is already a conflicting DNS domain "
            "for " +
            private_name() + " in the VPC " + vpc_id_));
    endpoint_["PrivateDnsEnabled"] = true;
    return {};
  }

  /// Once all else is as it should be: the interfaces' groups and the DNS names follow.
  void finish() {
    if (is_gateway(endpoint_)) return;
    for (const Record& interface : endpoint_["NetworkInterfaceIds"])
      region_.change(interface)["Groups"] = endpoint_["Groups"];
    Record entries = Record::array();
    const std::string name = text(endpoint_, "DnsName");
    entries.push_back({{"DnsName", name}, {"HostedZoneId", text(endpoint_, "HostedZoneId")}});
    if (flag(endpoint_, "PrivateDnsEnabled"))
      entries.push_back(
          {{"DnsName", private_name()}, {"HostedZoneId", text(endpoint_, "PrivateHostedZoneId")}});
    endpoint_["DnsEntries"] = std::move(entries);
  }

 private:
  /// A resource that must be in the endpoint's VPC.
  Result<const Record*> find_own(std::string_view prefix, const std::string& id) const {
    const Record* found = DYNAROCK_TRY(find_resource(region_, prefix, id));
    if (text(*found, "VpcId") == vpc_id_) return found;
    return fail(invalid_parameter(std::string(kind_with(prefix).type) + " " + id +
                                  " does not belong to the VPC " + vpc_id_));
  }

  std::string prefix_list() const {
    return text(*region_.of(kPrefixLists, "PrefixListName", text(endpoint_, "ServiceName")).at(0),
                "PrefixListId");
  }

  std::string private_name() const {
    return private_dns_name(*find_endpoint_service(text(endpoint_, "ServiceName"), region_.name()),
                            region_.name());
  }

  std::vector<std::string> group_ids() const {
    std::vector<std::string> ids;
    for (const Record& group : endpoint_["Groups"]) ids.push_back(text(group, "GroupId"));
    return ids;
  }

  void remove_text(const char* member, const std::string& value) {
    Record& values = endpoint_[member];
    for (std::size_t i = values.size(); i-- > 0;)
      if (values[i] == value) values.erase(i);
  }

  Context& context_;
  Region& region_;
  Record& endpoint_;
  const std::string id_, vpc_id_;
};

Result<Record> new_endpoint(Context& context, const Region& region, json::Value request) {
  const std::string service_name = text_of(request, "ServiceName");
  const EndpointService* service = find_endpoint_service(service_name, region.name());
  if (!service)
    return fail({"InvalidServiceName",
                 "The Vpc Endpoint Service '" + service_name + "' does not exist",
                 {}});
  const std::string type(request.find_text("VpcEndpointType").value_or("Gateway"));
  if (type == "Gateway" && !service->has_gateway)
    return fail(invalid_parameter(
        "Endpoint type (Gateway) does not match available service types ([Interface])."));
  const std::string policy = DYNAROCK_TRY(policy_of(context, request));
  const std::string id = new_id(context.ids, kVpcEndpoints);
  Record endpoint = {
      {"VpcEndpointId", id},
      {"VpcEndpointType", type},
      {"VpcId", text_of(request, "VpcId")},
      {"ServiceName", service_name},
      {"State", "available"},
      {"PolicyDocument", policy},
      {"RouteTableIds", Record::array()},
      {"SubnetIds", Record::array()},
      {"Groups", Record::array()},
      {"IpAddressType", "ipv4"},
      {"DnsOptions", {{"DnsRecordIpType", type == "Gateway" ? "service-defined" : "ipv4"}}},
      {"PrivateDnsEnabled", false},
      {"RequesterManaged", false},
      {"NetworkInterfaceIds", Record::array()},
      {"DnsEntries", Record::array()},
      {"CreationTimestamp", epoch_seconds(context.call.now)},
      {"OwnerId", region.account()}};
  if (type == "Gateway") return endpoint;
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  endpoint["DnsName"] = id + "-" + context.ids.hex(8) + "." + std::string(service->host) + "." +
                        region.name() + ".vpce.amazonaws.com";
  endpoint["HostedZoneId"] = "Z" + context.ids.text(13, kLetters);
  endpoint["PrivateHostedZoneId"] = "Z" + context.ids.text(20, kLetters);
  return endpoint;
}

Result<void> fill(Context& context, Region& region, Record& endpoint, json::Value request) {
  Editor editor(context, region, endpoint);
  std::vector<std::string> groups = texts_of(request, "SecurityGroupIds");
  if (groups.empty() && !is_gateway(endpoint))
    groups.push_back(text(*default_security_group(region, text(endpoint, "VpcId")), "GroupId"));
  for (const std::string& id : groups) DYNAROCK_TRY(editor.add_group(id));
  for (const std::string& id : texts_of(request, "RouteTableIds"))
    DYNAROCK_TRY(editor.add_route_table(id));
  for (const std::string& id : texts_of(request, "SubnetIds")) DYNAROCK_TRY(editor.add_subnet(id));
  // What has a gateway endpoint too has no private DNS unless asked for.
  const bool by_default =
      !is_gateway(endpoint) &&
      !find_endpoint_service(text(endpoint, "ServiceName"), region.name())->has_gateway;
  if (request.find("PrivateDnsEnabled") ? boolean_of(request, "PrivateDnsEnabled") : by_default)
    DYNAROCK_TRY(editor.enable_private_dns());
  editor.finish();
  return {};
}

std::string created(Record endpoint) {
  if (!is_gateway(endpoint)) endpoint["State"] = "pending";
  return answer("VpcEndpoint", endpoint, kEndpoint);
}

Result<std::string> run_create(Context& context, json::Value request) {
  Draft draft = context.network.write(context.place());
  const Record* same = DYNAROCK_TRY(made_before(draft.region(), kVpcEndpoints, request));
  if (same) return created(*same);
  DYNAROCK_TRY(find_resource(draft.region(), kVpcs, text_of(request, "VpcId")));
  Record endpoint = DYNAROCK_TRY(new_endpoint(context, draft.region(), request));
  DYNAROCK_TRY(fill(context, draft.region(), endpoint, request));
  remember_request(endpoint, request);
  const std::string id = text(endpoint, "VpcEndpointId");
  draft->put(id, std::move(endpoint));
  DYNAROCK_TRY(tag_new(draft.region(), id, request));
  draft.commit();
  return created(*draft->find(id));
}

Result<std::string> run_modify(Context& context, json::Value request) {
  const std::string id = text_of(request, "VpcEndpointId");
  Draft draft = context.network.write(context.place());
  DYNAROCK_TRY(find_resource(draft.region(), kVpcEndpoints, id));
  Record& endpoint = draft->change(id);
  if (request.find("PolicyDocument"))
    endpoint["PolicyDocument"] = DYNAROCK_TRY(policy_of(context, request));
  if (boolean_of(request, "ResetPolicy")) endpoint["PolicyDocument"] = kOpenPolicy;
  Editor editor(context, draft.region(), endpoint);
  for (const std::string& table : texts_of(request, "RemoveRouteTableIds"))
    editor.remove_route_table(table);
  for (const std::string& table : texts_of(request, "AddRouteTableIds"))
    DYNAROCK_TRY(editor.add_route_table(table));
  for (const std::string& group : texts_of(request, "RemoveSecurityGroupIds"))
    editor.remove_group(group);
  for (const std::string& group : texts_of(request, "AddSecurityGroupIds"))
    DYNAROCK_TRY(editor.add_group(group));
  for (const std::string& subnet : texts_of(request, "RemoveSubnetIds"))
    editor.remove_subnet(subnet);
  for (const std::string& subnet : texts_of(request, "AddSubnetIds"))
    DYNAROCK_TRY(editor.add_subnet(subnet));
  if (boolean_of(request, "PrivateDnsEnabled"))
    DYNAROCK_TRY(editor.enable_private_dns());
  else if (request.find("PrivateDnsEnabled"))
    endpoint["PrivateDnsEnabled"] = false;
  editor.finish();
  draft.commit();
  return done();
}

void erase_endpoint(Context& context, Region& region, const std::string& id) {
  Editor editor(context, region, region.change(id));
  const Record endpoint = *region.find(id);
  for (const Record& table : list(endpoint, "RouteTableIds")) editor.remove_route_table(table);
  for (const Record& subnet : list(endpoint, "SubnetIds")) editor.remove_subnet(subnet);
  region.erase(id);
}

Result<std::string> run_delete(Context& context, json::Value request) {
  Draft draft = context.network.write(context.place());
  std::string body;
  json::Writer out(body);
  out.begin_object().key("Unsuccessful").begin_array();
  for (const std::string& id : texts_of(request, "VpcEndpointIds")) {
    const auto found = find_resource(draft.region(), kVpcEndpoints, id);
    if (found) {
      erase_endpoint(context, draft.region(), id);
      continue;
    }
    out.begin_object().key("Error").begin_object();
    out.member("Code", found.error().code).member("Message", found.error().message);
    out.end_object().member("ResourceId", id).end_object();
  }
  out.end_array().end_object();
  draft.commit();
  return body;
}

}  // namespace

const Operation kCreateVpcEndpoint =
    operation<run_create>("CreateVpcEndpoint", kCreateInput, kCreateOutput);
const Operation kModifyVpcEndpoint =
    operation<run_modify>("ModifyVpcEndpoint", kModifyInput, kReturn);
const Operation kDeleteVpcEndpoints =
    operation<run_delete>("DeleteVpcEndpoints", kDeleteInput, kUnsuccessfulOutput);
const Operation kDescribeVpcEndpoints =
    operation<run_describe<kListing>>("DescribeVpcEndpoints", kDescribeInput, kDescribeOutput);

}  // namespace dynarock::ec2
