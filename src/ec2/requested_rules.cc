#include "ec2/requested_rules.h"

#include <algorithm>
#include <charconv>

#include "dynarock/aws/deserialize.h"
#include "ec2/cidr.h"
#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/security_groups.h"

namespace dynarock::ec2 {
namespace {

constexpr std::int64_t kMaxPort = 65535;

/// Protocols by the names and numbers that requests may use, and as they are told.
struct Protocol {
  std::string_view name, number;
  bool has_ports;
};
constexpr Protocol kProtocols[] = {{"tcp", "6", true},
                                   {"udp", "17", true},
                                   {"icmp", "1", false},
                                   {"icmpv6", "58", false},
                                   {"-1", "all", false}};

std::int64_t port_of(json::Value permission, std::string_view member) {
  const auto port = permission.find(member);
  return port ? aws::to_integer(*port) : -1;
}

Result<void> check_ports(json::Value permission) {
  if (!permission.find("FromPort") || !permission.find("ToPort"))
    return fail(invalid_value(
        "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange."));
  const std::int64_t from = port_of(permission, "FromPort"), to = port_of(permission, "ToPort");
  for (const std::int64_t port : {from, to})
    if (port < 0 || port > kMaxPort)
      return fail(invalid_value("TCP/UDP port (" + std::to_string(port) + ") out of range"));
  if (from > to)
    return fail(invalid_value("Invalid TCP/UDP port range (" + std::to_string(from) + ":" +
                              std::to_string(to) + ")"));
  return {};
}

/// The members of a rule that say what goes through.
Result<Record> traffic_of(json::Value permission) {
  const std::string name = text_of(permission, "IpProtocol");
  if (name.empty()) return fail(missing_parameter("ipProtocol"));
  const auto* known = std::ranges::find_if(kProtocols, [&name](const Protocol& protocol) {
    return protocol.name == name || protocol.number == name;
  });
  if (known == std::end(kProtocols)) {
    int number = 0;
    const char* end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data(), end, number);
    if (error != std::errc{} || stop != end || number < 0 || number > 255)
      return fail(invalid_value("Invalid value '" + name + "' for IP protocol. Unknown protocol."));
    return Record{{"IpProtocol", name}, {"FromPort", -1}, {"ToPort", -1}};
  }
  if (known->has_ports) DYNAROCK_TRY(check_ports(permission));
  const bool all = known->name == "-1";
  return Record{{"IpProtocol", known->name},
                {"FromPort", all ? -1 : port_of(permission, "FromPort")},
                {"ToPort", all ? -1 : port_of(permission, "ToPort")}};
}

Result<std::string> range_text(std::string_view text) {
  const auto range = Cidr::parse(text);
  if (!range) return fail(invalid_value("CIDR block " + std::string(text) + " is malformed"));
  return range->text();
}

/// A list of peers in a permission and what a rule makes of an element.
struct PeerList {
  const char* list_member;
  Result<Record> (*rule_of)(const Region& region, const Record& group, json::Value element);
};

Result<Record> by_range(const Region&, const Record&, json::Value element) {
  const std::string range = DYNAROCK_TRY(range_text(text_of(element, "CidrIp")));
  return Record{{"CidrIpv4", range}};
}

Result<Record> by_ipv6_range(const Region&, const Record&, json::Value element) {
  return Record{{"CidrIpv6", text_of(element, "CidrIpv6")}};
}

Result<Record> by_prefix_list(const Region& region, const Record&, json::Value element) {
  const std::string id = text_of(element, "PrefixListId");
  DYNAROCK_TRY(find_resource(region, kPrefixLists, id));
  return Record{{"PrefixListId", id}};
}

Result<Record> by_group(const Region& region, const Record& group, json::Value element) {
  const std::string id = DYNAROCK_TRY(group_of(region, element));
  const std::string& vpc_id = text(group, "VpcId");
  if (text(*region.find(id), "VpcId") != vpc_id)
    return fail(
        invalid_value("You have specified two resources that belong to different networks."));
  return Record{{"ReferencedGroupInfo", {{"GroupId", id}, {"UserId", region.account()}}}};
}

constexpr PeerList kPeerLists[] = {{"UserIdGroupPairs", by_group},
                                   {"IpRanges", by_range},
                                   {"Ipv6Ranges", by_ipv6_range},
                                   {"PrefixListIds", by_prefix_list}};

AwsError missing_source() {
  return {"MissingParameter",
          "Missing source specification: include source security group or CIDR information",
          {}};
}

Result<void> add_rules(const Region& region, const Record& group, json::Value permission,
                       std::vector<Record>& rules) {
  const Record traffic = DYNAROCK_TRY(traffic_of(permission));
  const std::size_t before = rules.size();
  for (const PeerList& peers : kPeerLists) {
    const auto elements = permission.find(peers.list_member);
    if (!elements) continue;
    for (const json::Value element : elements->elements()) {
      const Record peer = DYNAROCK_TRY(peers.rule_of(region, group, element));
      Record rule = traffic;
      rule.update(peer);
      if (const auto description = element.find_text("Description"))
        rule["Description"] = *description;
      rules.push_back(std::move(rule));
    }
  }
  if (rules.size() == before) return fail(missing_source());
  return {};
}

/// One rule in the request's own members, as old clients ask for it.
Result<Record> plain_rule(const Region& region, const Record& group, json::Value request) {
  Record rule = DYNAROCK_TRY(traffic_of(request));
  if (request.find("CidrIp")) {
    rule.update(DYNAROCK_TRY(by_range(region, group, request)));
    return rule;
  }
  const std::string name = text_of(request, "SourceSecurityGroupName");
  for (const Record* other : region.of(kSecurityGroups, "VpcId", text(group, "VpcId")))
    if (!name.empty() && text(*other, "GroupName") == name) {
      rule["ReferencedGroupInfo"] = {{"GroupId", text(*other, "GroupId")},
                                     {"UserId", region.account()}};
      return rule;
    }
  return fail(missing_source());
}

std::string peer_text(const Record& rule) {
  if (rule.contains("ReferencedGroupInfo")) return text(rule["ReferencedGroupInfo"], "GroupId");
  for (const char* member : {"CidrIpv4", "CidrIpv6", "PrefixListId"})
    if (rule.contains(member)) return text(rule, member);
  return {};
}

}  // namespace

Result<std::vector<Record>> requested_rules(const Region& region, const Record& group,
                                            json::Value request) {
  std::vector<Record> rules;
  if (const auto permissions = request.find("IpPermissions")) {
    for (const json::Value permission : permissions->elements())
      DYNAROCK_TRY(add_rules(region, group, permission, rules));
  } else if (request.find("IpProtocol")) {
    rules.push_back(DYNAROCK_TRY(plain_rule(region, group, request)));
  }
  if (rules.empty()) return fail(missing_parameter("ipPermissions"));
  for (std::size_t i = 0; i < rules.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (same_rule(rules[i], rules[j]))
        return fail(invalid_value("The same permission must not appear multiple times"));
  return rules;
}

bool same_rule(const Record& left, const Record& right) {
  return left["IpProtocol"] == right["IpProtocol"] && left["FromPort"] == right["FromPort"] &&
         left["ToPort"] == right["ToPort"] && peer_text(left) == peer_text(right);
}

std::string rule_text(const Record& rule) {
  std::string protocol = text(rule, "IpProtocol");
  std::ranges::transform(protocol, protocol.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  std::string told = "peer: " + peer_text(rule) + ", ";
  if (protocol == "-1") return told + "ALL, ALLOW";
  return told + protocol + ", from port: " + rule["FromPort"].dump() +
         ", to port: " + rule["ToPort"].dump() + ", ALLOW";
}

}  // namespace dynarock::ec2
