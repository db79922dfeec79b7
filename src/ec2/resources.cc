#include "ec2/resources.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "dynarock/base/characters.h"

namespace dynarock::ec2 {
namespace {

constexpr std::size_t kIdDigits = 17;
/// AWS keeps the network's address, the next three and the last.
constexpr std::uint32_t kReservedFirst = 4;
constexpr std::uint32_t kReserved = 5;
/// Of benchmarks' networks; nobody on the internet has them.
constexpr std::string_view kPublicRange = "198.18.0.0/15";

/// The same in every run and on every machine (FNV-1a).
std::uint64_t seed_of(const Place& place) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const std::string_view part : {place.account, std::string_view("/"), place.region})
    for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

std::string dns_suffix(std::string_view region) {
  return region == "us-east-1" ? ".ec2.internal" : "." + std::string(region) + ".compute.internal";
}

/// `ip-10-0-0-4`, as names of hosts begin.
std::string host_name(std::string_view address) {
  std::string name = "ip-" + std::string(address);
  std::ranges::replace(name, '.', '-');
  return name;
}

std::string public_host_name(const Region& region, const std::string& address) {
  std::string name = "ec2-" + address;
  std::ranges::replace(name, '.', '-');
  const bool first = region.name() == "us-east-1";
  return name + (first ? ".compute-1" : "." + region.name() + ".compute") + ".amazonaws.com";
}

std::string new_mac(Ids& ids) {
  std::string mac = "0a";
  for (int i = 0; i < 5; ++i) mac += ":" + ids.hex(2);
  return mac;
}

/// The VPC's only ACL lets everything in and out; its last rules deny what is left.
Record acl_entries() {
  Record entries = Record::array();
  for (const bool egress : {true, false}) {
    entries.push_back({{"CidrBlock", kAnywhere},
                       {"Egress", egress},
                       {"Protocol", "-1"},
                       {"RuleAction", "allow"},
                       {"RuleNumber", 100}});
    entries.push_back({{"CidrBlock", kAnywhere},
                       {"Egress", egress},
                       {"Protocol", "-1"},
                       {"RuleAction", "deny"},
                       {"RuleNumber", 32767}});
  }
  return entries;
}

std::string find_default_acl(const Region& region, std::string_view vpc_id) {
  return text(*region.of(kNetworkAcls, "VpcId", vpc_id).at(0), "NetworkAclId");
}

/// A service whose addresses a prefix list tells.
struct ListedService {
  std::string_view name;
  /// In us-east-1; elsewhere it is made up.
  std::string_view id;
  std::vector<std::string_view> ranges;
};

void add_prefix_lists(Region& region, Ids& ids) {
  const ListedService services[] = {
      {"s3", "pl-63a5400a", {"52.216.0.0/15", "54.231.0.0/16"}},
      {"dynamodb", "pl-02cd2c6b", {"52.94.0.0/22", "52.119.224.0/20"}}};
  for (const ListedService& service : services) {
    const std::string made_up = "pl-" + ids.hex(8);
    const std::string id = region.name() == "us-east-1" ? std::string(service.id) : made_up;
    region.put(
        id, {{"PrefixListId", id},
             {"PrefixListName", "com.amazonaws." + region.name() + "." + std::string(service.name)},
             {"Cidrs", service.ranges},
             {"AddressFamily", "IPv4"},
             {"State", "create-complete"},
             {"PrefixListArn", "arn:aws:ec2:" + region.name() + ":aws:prefix-list/" + id},
             {"OwnerId", "AWS"}});
  }
}

std::string add_dhcp_options(Region& region, Ids& ids) {
  const std::string id = new_id(ids, kDhcpOptions);
  const std::string domain = dns_suffix(region.name()).substr(1);
  const auto option = [](const char* key, const std::string& value) {
    return Record{{"Key", key}, {"Values", Record::array({{{"Value", value}}})}};
  };
  region.put(id, {{"DhcpOptionsId", id},
                  {"OwnerId", region.account()},
                  {"DhcpConfigurations",
                   Record::array({option("domain-name", domain),
                                  option("domain-name-servers", "AmazonProvidedDNS")})}});
  return id;
}

}  // namespace

std::string arn_of(const Region& region, std::string_view type, std::string_view id) {
  return "arn:aws:ec2:" + region.name() + ":" + region.account() + ":" + std::string(type) + "/" +
         std::string(id);
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string new_id(Ids& ids, std::string_view prefix) {
  return std::string(prefix) + "0" + ids.hex(kIdDigits - 1);
}

std::vector<std::string> zones_of(std::string_view region) {
  std::vector<std::string> zones;
  for (const char letter : {'a', 'b', 'c'}) zones.push_back(std::string(region) + letter);
  return zones;
}

std::string zone_id(std::string_view zone) {
  // us-east-1a: the first part as it is, the first letters of what the parts between are made of,
  // the number.
  constexpr std::pair<std::string_view, char> kLetters[] = {
      {"north", 'n'}, {"south", 's'}, {"central", 'c'}, {"gov", 'g'}, {"east", 'e'}, {"west", 'w'}};
  std::string id(zone.substr(0, zone.find('-')));
  std::string_view rest = zone.substr(id.size());
  while (!rest.empty() && !is_digit(rest.front())) {
    const auto* row = std::ranges::find_if(
        kLetters, [rest](const auto& letter) { return rest.starts_with(letter.first); });
    if (row != std::end(kLetters)) id += row->second;
    rest.remove_prefix(row != std::end(kLetters) ? row->first.size() : 1);
  }
  if (rest.size() < 2) return id;
  id += rest.front();
  return id + "-az" + std::to_string(rest.back() - 'a' + 1);
}

std::string new_public_ip(const Region& region) {
  std::set<std::string, std::less<>> taken;
  for (const Record* address : region.of(kAddresses)) taken.insert(text(*address, "PublicIp"));
  for (const Record* interface : region.of(kInterfaces))
    if (interface->contains("Association"))
      taken.insert(text(interface->at("Association"), "PublicIp"));
  std::uint32_t address = Cidr::parse(kPublicRange)->first() + 1;
  while (taken.contains(ipv4_text(address))) ++address;
  return ipv4_text(address);
}

std::string add_vpc(Region& region, Ids& ids, const Cidr& range, bool is_default) {
  const std::string id = new_id(ids, kVpcs);
  const auto options = region.of(kDhcpOptions);
  region.put(id, {{"OwnerId", region.account()},
                  {"InstanceTenancy", "default"},
                  {"CidrBlockAssociationSet",
                   Record::array({{{"AssociationId", new_id(ids, "vpc-cidr-assoc-")},
                                   {"CidrBlock", range.text()},
                                   {"CidrBlockState", {{"State", "associated"}}}}})},
                  {"IsDefault", is_default},
                  {"VpcId", id},
                  {"State", "available"},
                  {"CidrBlock", range.text()},
                  {"DhcpOptionsId", text(*options.at(0), "DhcpOptionsId")},
                  {"EnableDnsSupport", true},
                  {"EnableDnsHostnames", is_default}});
  add_association(region, ids, add_route_table(region, ids, id), "");

  const std::string acl_id = new_id(ids, kNetworkAcls);
  region.put(acl_id, {{"Associations", Record::array()},
                      {"Entries", acl_entries()},
                      {"IsDefault", true},
                      {"NetworkAclId", acl_id},
                      {"VpcId", id},
                      {"OwnerId", region.account()}});

  const std::string group_id =
      add_security_group(region, ids, id, "default", "default VPC security group");
  add_security_group_rule(region, ids, group_id, true, open_egress());
  add_security_group_rule(
      region, ids, group_id, false,
      {{"IpProtocol", "-1"},
       {"ReferencedGroupInfo", {{"GroupId", group_id}, {"UserId", region.account()}}}});
  return id;
}

std::string add_subnet(Region& region, Ids& ids, const std::string& vpc_id, const Cidr& range,
                       const std::string& zone, bool is_default) {
  const std::string id = new_id(ids, kSubnets);
  region.put(id, {{"AvailabilityZoneId", zone_id(zone)},
                  {"MapCustomerOwnedIpOnLaunch", false},
                  {"OwnerId", region.account()},
                  {"AssignIpv6AddressOnCreation", false},
                  {"Ipv6CidrBlockAssociationSet", Record::array()},
                  {"SubnetArn", arn_of(region, "subnet", id)},
                  {"EnableDns64", false},
                  {"Ipv6Native", false},
                  {"PrivateDnsNameOptionsOnLaunch",
                   {{"HostnameType", "ip-name"},
                    {"EnableResourceNameDnsARecord", false},
                    {"EnableResourceNameDnsAAAARecord", false}}},
                  {"SubnetId", id},
                  {"State", "available"},
                  {"VpcId", vpc_id},
                  {"CidrBlock", range.text()},
                  {"AvailabilityZone", zone},
                  {"DefaultForAz", is_default},
                  {"MapPublicIpOnLaunch", is_default}});
  const std::string acl_id = find_default_acl(region, vpc_id);
  region.change(acl_id)["Associations"].push_back(
      {{"NetworkAclAssociationId", new_id(ids, "aclassoc-")},
       {"NetworkAclId", acl_id},
       {"SubnetId", id}});
  return id;
}

std::string add_route_table(Region& region, Ids& ids, const std::string& vpc_id) {
  const std::string id = new_id(ids, kRouteTables);
  region.put(
      id,
      {{"Associations", Record::array()},
       {"PropagatingVgws", Record::array()},
       {"RouteTableId", id},
       {"Routes", Record::array({{{"DestinationCidrBlock", text(*region.find(vpc_id), "CidrBlock")},
                                  {"GatewayId", "local"},
                                  {"Origin", "CreateRouteTable"},
                                  {"State", "active"}}})},
       {"VpcId", vpc_id},
       {"OwnerId", region.account()}});
  return id;
}

std::string add_association(Region& region, Ids& ids, const std::string& route_table_id,
                            const std::string& subnet_id) {
  const std::string id = new_id(ids, "rtbassoc-");
  Record association = {{"Main", subnet_id.empty()},
                        {"RouteTableAssociationId", id},
                        {"RouteTableId", route_table_id}};
  if (!subnet_id.empty()) association["SubnetId"] = subnet_id;
  association["AssociationState"] = {{"State", "associated"}};
  region.change(route_table_id)["Associations"].push_back(std::move(association));
  return id;
}

std::string add_internet_gateway(Region& region, Ids& ids) {
  const std::string id = new_id(ids, kInternetGateways);
  region.put(
      id,
      {{"Attachments", Record::array()}, {"InternetGatewayId", id}, {"OwnerId", region.account()}});
  return id;
}

void attach_internet_gateway(Region& region, const std::string& gateway_id,
                             const std::string& vpc_id) {
  region.change(gateway_id)["Attachments"].push_back({{"State", "available"}, {"VpcId", vpc_id}});
}

std::string add_security_group(Region& region, Ids& ids, const std::string& vpc_id,
                               std::string_view name, std::string_view description) {
  const std::string id = new_id(ids, kSecurityGroups);
  region.put(id, {{"GroupId", id},
                  {"VpcId", vpc_id},
                  {"SecurityGroupArn", arn_of(region, "security-group", id)},
                  {"OwnerId", region.account()},
                  {"GroupName", name},
                  {"Description", description}});
  return id;
}

std::string add_security_group_rule(Region& region, Ids& ids, const std::string& group_id,
                                    bool is_egress, Record rule) {
  const std::string id = new_id(ids, kSecurityGroupRules);
  Record record = {
      {"SecurityGroupRuleId", id}, {"GroupId", group_id}, {"GroupOwnerId", region.account()},
      {"IsEgress", is_egress},     {"FromPort", -1},      {"ToPort", -1}};
  record.update(rule);
  record["SecurityGroupRuleArn"] = arn_of(region, "security-group-rule", id);
  region.put(id, std::move(record));
  return id;
}

Record open_egress() { return {{"IpProtocol", "-1"}, {"CidrIpv4", kAnywhere}}; }

Result<std::string> add_interface(Region& region, Ids& ids, const InterfaceSpec& spec) {
  const Record& subnet = *region.find(spec.subnet_id);
  std::set<std::uint32_t> taken;
  for (const Record* other : region.of(kInterfaces, "SubnetId", spec.subnet_id))
    taken.insert(*parse_ipv4(text(*other, "PrivateIpAddress")));
  const Cidr range = *Cidr::parse(text(subnet, "CidrBlock"));
  std::uint32_t address = range.first() + kReservedFirst;
  while (taken.contains(address)) ++address;
  if (address >= range.last())
    return fail({"InsufficientFreeAddressesInSubnet",
                 "The specified subnet does not have enough free addresses to satisfy the request.",
                 {}});

  const std::string id = new_id(ids, kInterfaces);
  const std::string private_ip = ipv4_text(address);
  const std::string private_name = host_name(private_ip) + dns_suffix(region.name());
  Record groups = Record::array();
  for (const std::string& group : spec.security_groups)
    groups.push_back({{"GroupId", group}, {"GroupName", text(*region.find(group), "GroupName")}});
  Record private_address = {
      {"Primary", true}, {"PrivateDnsName", private_name}, {"PrivateIpAddress", private_ip}};
  Record record = {{"Attachment",
                    {{"AttachmentId", new_id(ids, "eni-attach-")},
                     {"AttachTime", epoch_seconds(spec.now)},
                     {"DeleteOnTermination", false},
                     {"DeviceIndex", 1},
                     {"InstanceOwnerId", "amazon-aws"},
                     {"Status", "attached"}}},
                   {"AvailabilityZone", text(subnet, "AvailabilityZone")},
                   {"Description", spec.description},
                   {"Groups", std::move(groups)},
                   {"InterfaceType", spec.type},
                   {"Ipv6Addresses", Record::array()},
                   {"MacAddress", new_mac(ids)},
                   {"NetworkInterfaceId", id},
                   {"OwnerId", region.account()},
                   {"PrivateDnsName", private_name},
                   {"PrivateIpAddress", private_ip},
                   {"RequesterManaged", !spec.requester.empty()},
                   {"SourceDestCheck", spec.type != "nat_gateway"},
                   {"Status", "in-use"},
                   {"SubnetId", spec.subnet_id},
                   {"VpcId", text(subnet, "VpcId")}};
  if (!spec.requester.empty()) record["RequesterId"] = spec.requester;
  if (!spec.public_ip.empty()) {
    record["Association"] = {{"IpOwnerId", "amazon"},
                             {"PublicDnsName", public_host_name(region, spec.public_ip)},
                             {"PublicIp", spec.public_ip}};
    private_address["Association"] = record["Association"];
  }
  record["PrivateIpAddresses"] = Record::array({std::move(private_address)});
  region.put(id, std::move(record));
  return id;
}

std::int64_t free_addresses(const Region& region, const Record& subnet) {
  const Cidr range = *Cidr::parse(text(subnet, "CidrBlock"));
  const std::size_t taken = region.of(kInterfaces, "SubnetId", text(subnet, "SubnetId")).size();
  return std::int64_t{range.last()} - range.first() + 1 - kReserved -
         static_cast<std::int64_t>(taken);
}

const Record* default_security_group(const Region& region, std::string_view vpc_id) {
  for (const Record* group : region.of(kSecurityGroups, "VpcId", vpc_id))
    if (text(*group, "GroupName") == "default") return group;
  throw std::logic_error("no default security group in " + std::string(vpc_id));
}

const Record* main_route_table(const Region& region, std::string_view vpc_id) {
  for (const Record* table : region.of(kRouteTables, "VpcId", vpc_id))
    for (const Record& association : list(*table, "Associations"))
      if (flag(association, "Main")) return table;
  throw std::logic_error("no main route table in " + std::string(vpc_id));
}

const Record* route_table_of(const Region& region, const Record& subnet) {
  const std::string& vpc_id = text(subnet, "VpcId");
  for (const Record* table : region.of(kRouteTables, "VpcId", vpc_id))
    for (const Record& association : list(*table, "Associations"))
      if (text(association, "SubnetId") == text(subnet, "SubnetId")) return table;
  return main_route_table(region, vpc_id);
}

Region make_default_network(const Place& place) {
  Ids ids(seed_of(place));
  Region region(place);
  add_prefix_lists(region, ids);
  add_dhcp_options(region, ids);
  const std::string vpc_id = add_vpc(region, ids, *Cidr::parse("172.31.0.0/16"), true);
  std::uint32_t first = *parse_ipv4("172.31.0.0");
  for (const std::string& zone : zones_of(place.region)) {
    const Cidr range(first, 20);
    add_subnet(region, ids, vpc_id, range, zone, true);
    first = range.last() + 1;
  }
  const std::string gateway_id = add_internet_gateway(region, ids);
  attach_internet_gateway(region, gateway_id, vpc_id);
  const std::string table_id = text(*main_route_table(region, vpc_id), "RouteTableId");
  region.change(table_id)["Routes"].push_back({{"DestinationCidrBlock", kAnywhere},
                                               {"GatewayId", gateway_id},
                                               {"Origin", "CreateRoute"},
                                               {"State", "active"}});
  return region;
}

}  // namespace dynarock::ec2
