#include "ec2/path.h"

#include <algorithm>
#include <utility>

#include "ec2/resources.h"

namespace dynarock::ec2 {
namespace {

constexpr int kHttps = 443;

/// Either end of a connection, as rules of security groups see it.
struct Peer {
  /// All of them must be let through.
  std::vector<Cidr> ranges;
  std::vector<std::string> groups;
  /// Of a service's public addresses, if it has one.
  std::string prefix_list;
};

bool concerns_https(const Record& rule) {
  const std::string& protocol = text(rule, "IpProtocol");
  if (protocol == "-1") return true;
  return (protocol == "tcp" || protocol == "6") && rule.value("FromPort", -1) <= kHttps &&
         kHttps <= rule.value("ToPort", -1);
}

bool lets_through(const Record& rule, const Peer& peer) {
  if (!concerns_https(rule)) return false;
  if (rule.contains("ReferencedGroupInfo"))
    return std::ranges::count(peer.groups, text(rule["ReferencedGroupInfo"], "GroupId")) > 0;
  if (rule.contains("PrefixListId"))
    return !peer.prefix_list.empty() && text(rule, "PrefixListId") == peer.prefix_list;
  const auto range = Cidr::parse(text(rule, "CidrIpv4"));
  return range && std::ranges::all_of(peer.ranges, [&range](const Cidr& needed) {
           return range->contains(needed);
         });
}

/// Whether a rule of one of the groups lets HTTPS to (or from) the peer through.
bool groups_let(const Region& region, const std::vector<std::string>& groups, bool egress,
                const Peer& peer) {
  return std::ranges::any_of(groups, [&](const std::string& group) {
    return std::ranges::any_of(
        region.of(kSecurityGroupRules, "GroupId", group), [&](const Record* rule) {
          return flag(*rule, "IsEgress") == egress && lets_through(*rule, peer);
        });
  });
}

std::vector<std::string> texts(const Record& values) { return {values.begin(), values.end()}; }

std::vector<std::string> group_ids(const Record& groups) {
  std::vector<std::string> ids;
  for (const Record& group : groups) ids.push_back(text(group, "GroupId"));
  return ids;
}

Path blocked(std::string vpc_id, std::string problem) {
  return {Way::kBlocked, std::move(vpc_id), {}, {}, std::move(problem)};
}

class Finder {
 public:
  Finder(const Region& region, const Origin& origin, std::string_view service)
      : region_(region),
        origin_(origin),
        service_(service),
        service_name_("com.amazonaws." + region.name() + "." + service_) {}

  Path find() {
    subnet_ = region_.find(origin_.subnet_id);
    if (subnet_ == nullptr || !origin_.subnet_id.starts_with(kSubnets))
      return {
          Way::kNone, {}, {}, {}, "subnet " + std::string(origin_.subnet_id) + " does not exist"};
    vpc_id_ = text(*subnet_, "VpcId");
    groups_ = origin_.security_groups;
    if (groups_.empty())
      groups_.push_back(text(*default_security_group(region_, vpc_id_), "GroupId"));
    const auto address = parse_ipv4(origin_.private_ip);
    sender_.ranges = {address ? Cidr(*address, 32) : *Cidr::parse(text(*subnet_, "CidrBlock"))};
    sender_.groups = groups_;

    if (const Record* endpoint = interface_endpoint()) return through_interface(*endpoint);
    table_ = route_table_of(region_, *subnet_);
    table_name_ =
        "subnet " + text(*subnet_, "SubnetId") + "'s route table " + text(*table_, "RouteTableId");
    return along(best_route());
  }

 private:
  /// The endpoint whose private DNS name is the service's name in the VPC.
  const Record* interface_endpoint() const {
    const Record& vpc = *region_.find(vpc_id_);
    if (!flag(vpc, "EnableDnsSupport") || !flag(vpc, "EnableDnsHostnames")) return nullptr;
    for (const Record* endpoint : region_.of(kVpcEndpoints, "VpcId", vpc_id_))
      if (text(*endpoint, "ServiceName") == service_name_ && flag(*endpoint, "PrivateDnsEnabled"))
        return endpoint;
    return nullptr;
  }

  Path through_interface(const Record& endpoint) const {
    const std::string& id = text(endpoint, "VpcEndpointId");
    const std::vector<std::string> groups = group_ids(list(endpoint, "Groups"));
    Peer receiver{.groups = groups};
    for (const Record& interface_id : list(endpoint, "NetworkInterfaceIds")) {
      const Record& interface = *region_.find(interface_id.get_ref<const std::string&>());
      receiver.ranges.emplace_back(*parse_ipv4(text(interface, "PrivateIpAddress")), 32);
    }
    if (!groups_let(region_, groups_, true, receiver))
      return blocked(vpc_id_, "no egress rule of " + joined(groups_) +
                                  " lets HTTPS out to VPC endpoint " + id);
    if (!groups_let(region_, groups, false, sender_))
      return blocked(vpc_id_, "no ingress rule of VPC endpoint " + id + "'s security groups " +
                                  joined(groups) + " lets HTTPS in from " + joined(groups_) +
                                  " or " + sender_.ranges[0].text());
    return {Way::kInterfaceEndpoint, vpc_id_, id, endpoint_of(endpoint), {}};
  }

  /// The route that the service's addresses take; null if there is none. A prefix list's wins: AWS
  /// takes the most specific one.
  const Record* best_route() {
    const Record* best = nullptr;
    int best_length = -1;
    for (const Record* candidate : region_.of(kPrefixLists, "PrefixListName", service_name_)) {
      service_addresses_.prefix_list = text(*candidate, "PrefixListId");
      for (const std::string& range : texts(list(*candidate, "Cidrs")))
        service_addresses_.ranges.push_back(*Cidr::parse(range));
    }
    if (service_addresses_.ranges.empty())
      service_addresses_.ranges.push_back(*Cidr::parse(kAnywhere));
    for (const Record& route : list(*table_, "Routes")) {
      if (route.contains("DestinationPrefixListId")) {
        if (text(route, "DestinationPrefixListId") == service_addresses_.prefix_list) return &route;
        continue;
      }
      const auto range = Cidr::parse(text(route, "DestinationCidrBlock"));
      if (range && range->prefix_length() > best_length &&
          range->contains(service_addresses_.ranges[0])) {
        best = &route;
        best_length = range->prefix_length();
      }
    }
    return best;
  }

  Path along(const Record* route) const {
    if (route == nullptr) return {Way::kNone, vpc_id_, {}, {}, missing_route()};
    if (text(*route, "State") == "blackhole")
      return blocked(vpc_id_, table_name_ + " sends it to " + target_of(*route) +
                                  ", which is not there any more (a blackhole)");
    if (!groups_let(region_, groups_, true, service_addresses_))
      return blocked(vpc_id_, "no egress rule of " + joined(groups_) +
                                  " lets HTTPS out to the addresses of " + service_);
    const std::string target = target_of(*route);
    if (target.starts_with(kVpcEndpoints))
      return {Way::kGatewayEndpoint, vpc_id_, target, endpoint_of(*region_.find(target)), {}};
    if (target.starts_with(kNatGateways)) return through_nat(target);
    if (target.starts_with(kInternetGateways)) return through_internet(target);
    return blocked(vpc_id_, table_name_ + " sends it to " + target + ", which leads to no service");
  }

  Path through_nat(const std::string& id) const {
    const Record& gateway = *region_.find(id);
    if (text(gateway, "State") == "failed")
      return blocked(vpc_id_,
                     table_name_ + " sends it to the NAT gateway " + id +
                         ", which could not be created: " + text(gateway, "FailureMessage"));
    if (text(gateway, "ConnectivityType") == "private")
      return blocked(vpc_id_,
                     table_name_ + " sends it to the NAT gateway " + id + ", which is private");
    const Record* subnet = region_.find(text(gateway, "SubnetId"));
    const Record* table = route_table_of(region_, *subnet);
    for (const Record& route : list(*table, "Routes"))
      if (text(route, "DestinationCidrBlock") == kAnywhere &&
          text(route, "GatewayId").starts_with(kInternetGateways) &&
          text(route, "State") == "active")
        return {Way::kNatGateway, vpc_id_, id, {}, {}, public_ip_of(gateway)};
    return blocked(vpc_id_, "the NAT gateway " + id + " is in subnet " + text(*subnet, "SubnetId") +
                                ", whose route table " + text(*table, "RouteTableId") +
                                " has no route to an internet gateway");
  }

  Path through_internet(const std::string& id) const {
    if (!origin_.public_ip)
      return blocked(vpc_id_, table_name_ + " sends it to the internet gateway " + id +
                                  ", which needs a public IP address, and there is none");
    return {Way::kInternetGateway, vpc_id_, id, {}, {}};
  }

  static std::string public_ip_of(const Record& nat_gateway) {
    for (const Record& address : list(nat_gateway, "NatGatewayAddresses"))
      if (const std::string& ip = text(address, "PublicIp"); !ip.empty()) return ip;
    return {};
  }

  static std::string target_of(const Record& route) {
    for (const char* member : {"GatewayId", "NatGatewayId", "NetworkInterfaceId"})
      if (const std::string& target = text(route, member); !target.empty()) return target;
    return "nowhere";
  }

  std::string missing_route() const {
    const bool has_gateway = !service_addresses_.prefix_list.empty();
    return table_name_ + " has no route to " + service_ + ": no " +
           (has_gateway ? "gateway endpoint" : "interface endpoint with private DNS") +
           ", NAT gateway or internet gateway";
  }

  const Region& region_;
  const Origin& origin_;
  const std::string service_, service_name_;
  const Record* subnet_ = nullptr;
  const Record* table_ = nullptr;
  std::string vpc_id_, table_name_;
  std::vector<std::string> groups_;
  Peer sender_, service_addresses_;
};

}  // namespace

std::string describe(const Path& path) {
  constexpr std::pair<Way, std::string_view> kNames[] = {
      {Way::kInterfaceEndpoint, "the interface endpoint "},
      {Way::kGatewayEndpoint, "the gateway endpoint "},
      {Way::kNatGateway, "the NAT gateway "},
      {Way::kInternetGateway, "the internet gateway "}};
  for (const auto& [way, name] : kNames)
    if (path.way == way) return std::string(name) + path.gateway_id;
  return "nothing";
}

Path path_to(const Region& region, const Origin& origin, std::string_view service) {
  return Finder(region, origin, service).find();
}

Endpoint endpoint_of(const Record& record) {
  return {text(record, "VpcEndpointId"), text(record, "VpcId"), text(record, "ServiceName"),
          text(record, "VpcEndpointType") == "Gateway", text(record, "PolicyDocument")};
}

}  // namespace dynarock::ec2
