#include "ec2/security_groups.h"

#include <algorithm>

#include "ec2/describe.h"
#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/security_group_shapes.h"
#include "ec2/tags.h"

namespace dynarock::ec2 {
namespace {

constexpr Field kCreateFields[] = {{"Description", aws::kString, "GroupDescription", kRequired},
                                   {"GroupName", aws::kString, kRequired},
                                   {"VpcId", aws::kString},
                                   kTagSpecificationsField,
                                   kDryRunField};
constexpr Shape kCreateInput = aws::structure("CreateSecurityGroupRequest", kCreateFields);
constexpr Field kCreateOutputFields[] = {
    {"GroupId", aws::kString}, kTagsField, {"SecurityGroupArn", aws::kString}};
constexpr Shape kCreateOutput = aws::structure("CreateSecurityGroupResult", kCreateOutputFields);

constexpr Field kDeleteFields[] = {
    {"GroupId", aws::kString}, {"GroupName", aws::kString}, kDryRunField};
constexpr Shape kDeleteInput = aws::structure("DeleteSecurityGroupRequest", kDeleteFields);
constexpr Field kDeleteOutputFields[] = {{"Return", aws::kBoolean}, {"GroupId", aws::kString}};
constexpr Shape kDeleteOutput = aws::structure("DeleteSecurityGroupResult", kDeleteOutputFields);

constexpr Field kGroupFields[] = {{"GroupId", aws::kString},
                                  {"IpPermissionsEgress", kIpPermissions},
                                  kTagsField,
                                  {"VpcId", aws::kString},
                                  {"SecurityGroupArn", aws::kString},
                                  {"OwnerId", aws::kString},
                                  {"GroupName", aws::kString},
                                  {"Description", aws::kString, "groupDescription"},
                                  {"IpPermissions", kIpPermissions}};
constexpr Shape kGroup = aws::structure("SecurityGroup", kGroupFields);
constexpr Shape kGroupList = aws::list_of(kGroup);
constexpr Field kDescribeFields[] = {{"GroupIds", aws::kStringList, "GroupId"},
                                     {"GroupNames", aws::kStringList, "GroupName"},
                                     kFiltersField,
                                     kMaxResultsField,
                                     kNextTokenField,
                                     kDryRunField};
constexpr Shape kDescribeInput = aws::structure("DescribeSecurityGroupsRequest", kDescribeFields);
constexpr Field kDescribeOutputFields[] = {{"SecurityGroups", kGroupList, "securityGroupInfo"},
                                           kNextTokenField};
constexpr Shape kDescribeOutput =
    aws::structure("DescribeSecurityGroupsResult", kDescribeOutputFields);
constexpr FilterSpec kFilterSpecs[] = {
    {"description", "Description"},
    {"egress.ip-permission.cidr", "IpPermissionsEgress.IpRanges.CidrIp"},
    {"egress.ip-permission.from-port", "IpPermissionsEgress.FromPort"},
    {"egress.ip-permission.group-id", "IpPermissionsEgress.UserIdGroupPairs.GroupId"},
    {"egress.ip-permission.prefix-list-id", "IpPermissionsEgress.PrefixListIds.PrefixListId"},
    {"egress.ip-permission.protocol", "IpPermissionsEgress.IpProtocol"},
    {"egress.ip-permission.to-port", "IpPermissionsEgress.ToPort"},
    {"group-id", "GroupId"},
    {"group-name", "GroupName"},
    {"ip-permission.cidr", "IpPermissions.IpRanges.CidrIp"},
    {"ip-permission.from-port", "IpPermissions.FromPort"},
    {"ip-permission.group-id", "IpPermissions.UserIdGroupPairs.GroupId"},
    {"ip-permission.prefix-list-id", "IpPermissions.PrefixListIds.PrefixListId"},
    {"ip-permission.protocol", "IpPermissions.IpProtocol"},
    {"ip-permission.to-port", "IpPermissions.ToPort"},
    {"owner-id", "OwnerId"},
    {"vpc-id", "VpcId"}};

Record with_permissions(const Region& region, const Record& record) {
  const std::string& id = text(record, "GroupId");
  Record told = record;
  told["IpPermissionsEgress"] = permissions_of(region, id, true);
  told["IpPermissions"] = permissions_of(region, id, false);
  return told;
}

constexpr Listing kListing{kSecurityGroups, "GroupIds",   "SecurityGroups",
                           kGroup,          kFilterSpecs, with_permissions};

/// What of a rule goes into a permission, and where.
struct PeerSpec {
  const char* rule_member;
  const char* list_member;
  const char* element_member;
};
constexpr PeerSpec kPeers[] = {{"CidrIpv4", "IpRanges", "CidrIp"},
                               {"CidrIpv6", "Ipv6Ranges", "CidrIpv6"},
                               {"PrefixListId", "PrefixListIds", "PrefixListId"}};

void add_peer(Record& permission, const Record& rule) {
  Record peer;
  const char* member = "UserIdGroupPairs";
  if (rule.contains("ReferencedGroupInfo")) {
    peer = {{"UserId", text(rule["ReferencedGroupInfo"], "UserId")},
            {"GroupId", text(rule["ReferencedGroupInfo"], "GroupId")}};
  } else {
    for (const PeerSpec& spec : kPeers) {
      if (!rule.contains(spec.rule_member)) continue;
      member = spec.list_member;
      peer = {{spec.element_member, rule[spec.rule_member]}};
    }
  }
  if (rule.contains("Description")) peer["Description"] = rule["Description"];
  permission[member].push_back(std::move(peer));
}

Record new_permission(const Record& rule) {
  Record permission = {{"IpProtocol", rule["IpProtocol"]}};
  if (rule["IpProtocol"] != "-1") {
    permission["FromPort"] = rule["FromPort"];
    permission["ToPort"] = rule["ToPort"];
  }
  for (const char* member : {"UserIdGroupPairs", "IpRanges", "Ipv6Ranges", "PrefixListIds"})
    permission[member] = Record::array();
  return permission;
}

Result<std::string> default_vpc(const Region& region) {
  for (const Record* vpc : region.of(kVpcs))
    if (flag(*vpc, "IsDefault")) return text(*vpc, "VpcId");
  return fail({"VPCIdNotSpecified", "No default VPC for this user", {}});
}

Result<void> check_name(const Region& region, const std::string& name, const std::string& vpc_id) {
  if (name == "default")
    return fail(invalid_value("Cannot use reserved security group name: default"));
  if (name.starts_with(kSecurityGroups))
    return fail(invalid_value("Value (" + name +
                              ") for parameter GroupName is invalid. Group names may not be in "
                              "the format sg-*"));
  for (const Record* group : region.of(kSecurityGroups, "VpcId", vpc_id))
    if (text(*group, "GroupName") == name)
      return fail({"InvalidGroup.Duplicate",
                   "The security group '" + name + "' already exists for VPC '" + vpc_id + "'",
                   {}});
  return {};
}

Result<std::string> run_create(Context& context, json::Value request) {
  const std::string name = text_of(request, "GroupName");
  Draft draft = context.network.write(context.place());
  std::string vpc_id = text_of(request, "VpcId");
  if (vpc_id.empty()) vpc_id = DYNAROCK_TRY(default_vpc(draft.region()));
  DYNAROCK_TRY(find_resource(draft.region(), kVpcs, vpc_id));
  DYNAROCK_TRY(check_name(draft.region(), name, vpc_id));
  const std::string id = add_security_group(draft.region(), context.ids, vpc_id, name,
                                            text_of(request, "Description"));
  add_security_group_rule(draft.region(), context.ids, id, true, open_egress());
  DYNAROCK_TRY(tag_new(draft.region(), id, request));
  draft.commit();
  std::string body;
  json::Writer out(body);
  write_record(out, *draft->find(id), kCreateOutput);
  return body;
}

bool names_group(const Record& groups, const std::string& id) {
  return std::ranges::any_of(groups,
                             [&id](const Record& group) { return text(group, "GroupId") == id; });
}

/// Whether an interface, an endpoint or another group's rule needs the group.
bool is_needed(const Region& region, const std::string& id) {
  for (const std::string_view prefix : {kInterfaces, kVpcEndpoints})
    for (const Record* record : region.of(prefix))
      if (names_group(list(*record, "Groups"), id)) return true;
  return std::ranges::any_of(region.of(kSecurityGroupRules), [&id](const Record* rule) {
    return text(*rule, "GroupId") != id && rule->contains("ReferencedGroupInfo") &&
           text((*rule)["ReferencedGroupInfo"], "GroupId") == id;
  });
}

Result<std::string> run_delete(Context& context, json::Value request) {
  Draft draft = context.network.write(context.place());
  const std::string id = DYNAROCK_TRY(group_of(draft.region(), request));
  if (text(*draft->find(id), "GroupName") == "default")
    return fail(
        {"CannotDelete",
         "the specified group: \"" + id + "\" name: \"default\" cannot be deleted by a user",
         {}});
  if (is_needed(draft.region(), id))
    return fail({"DependencyViolation", "resource " + id + " has a dependent object", {}});
  for (const Record* rule : draft->of(kSecurityGroupRules, "GroupId", id))
    draft->erase(text(*rule, "SecurityGroupRuleId"));
  draft->erase(id);
  draft.commit();
  return R"({"Return":true,"GroupId":")" + id + R"("})";
}

/// Groups of the default VPC are named by their names too.
Result<std::string> run_describe_groups(Context& context, json::Value request) {
  const std::vector<std::string> names = texts_of(request, "GroupNames");
  if (names.empty()) return describe(context, request, kListing);
  const auto region = context.network.read(context.place());
  const std::string vpc_id = DYNAROCK_TRY(default_vpc(*region));
  std::vector<Record> records;
  for (const std::string& name : names) {
    const auto groups = region->of(kSecurityGroups, "VpcId", vpc_id);
    const auto found = std::ranges::find_if(
        groups, [&name](const Record* group) { return text(*group, "GroupName") == name; });
    if (found == groups.end())
      return fail(
          {"InvalidGroup.NotFound",
           "The security group '" + name + "' does not exist in default VPC '" + vpc_id + "'",
           {}});
    records.push_back(with_permissions(*region, **found));
  }
  return describe_records(request, std::move(records), kListing);
}

}  // namespace

Result<std::string> group_of(const Region& region, json::Value request) {
  if (const auto id = request.find_text("GroupId")) {
    DYNAROCK_TRY(find_resource(region, kSecurityGroups, *id));
    return std::string(*id);
  }
  const std::string name = text_of(request, "GroupName");
  if (name.empty())
    return fail(
        {"MissingParameter", "The request must contain the parameter groupName or groupId", {}});
  const std::string vpc_id = DYNAROCK_TRY(default_vpc(region));
  for (const Record* group : region.of(kSecurityGroups, "VpcId", vpc_id))
    if (text(*group, "GroupName") == name) return text(*group, "GroupId");
  return fail({"InvalidGroup.NotFound",
               "The security group '" + name + "' does not exist in default VPC '" + vpc_id + "'",
               {}});
}

Record permissions_of(const Region& region, std::string_view group_id, bool egress) {
  Record permissions = Record::array();
  for (const Record* rule : region.of(kSecurityGroupRules, "GroupId", group_id)) {
    if (flag(*rule, "IsEgress") != egress) continue;
    const Record made = new_permission(*rule);
    const auto same = std::ranges::find_if(permissions, [&made](const Record& other) {
      return other["IpProtocol"] == made["IpProtocol"] &&
             other.value("FromPort", 0) == made.value("FromPort", 0) &&
             other.value("ToPort", 0) == made.value("ToPort", 0);
    });
    add_peer(same == permissions.end() ? permissions.emplace_back(made) : *same, *rule);
  }
  return permissions;
}

const Operation kCreateSecurityGroup =
    operation<run_create>("CreateSecurityGroup", kCreateInput, kCreateOutput);
const Operation kDeleteSecurityGroup =
    operation<run_delete>("DeleteSecurityGroup", kDeleteInput, kDeleteOutput);
const Operation kDescribeSecurityGroups =
    operation<run_describe_groups>("DescribeSecurityGroups", kDescribeInput, kDescribeOutput);

}  // namespace dynarock::ec2
