#include <algorithm>

#include "ec2/describe.h"
#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/requested_rules.h"
#include "ec2/resources.h"
#include "ec2/security_group_shapes.h"
#include "ec2/security_groups.h"
#include "ec2/tags.h"

namespace dynarock::ec2 {
namespace {

constexpr Field kGroupIdField{"GroupId", aws::kString};
constexpr Field kGroupNameField{"GroupName", aws::kString};
constexpr Field kIpPermissionsField{"IpPermissions", kIpPermissions};
constexpr Field kIpProtocolField{"IpProtocol", aws::kString};
constexpr Field kFromPortField{"FromPort", aws::kInteger};
constexpr Field kToPortField{"ToPort", aws::kInteger};
constexpr Field kCidrIpField{"CidrIp", aws::kString};
constexpr Field kSourceNameField{"SourceSecurityGroupName", aws::kString};
constexpr Field kAuthorizeFields[] = {
    kGroupIdField, kGroupNameField, kIpPermissionsField, kIpProtocolField,        kFromPortField,
    kToPortField,  kCidrIpField,    kSourceNameField,    kTagSpecificationsField, kDryRunField};
constexpr Shape kAuthorizeInput =
    aws::structure("AuthorizeSecurityGroupIngressRequest", kAuthorizeFields);
constexpr Field kRevokeFields[] = {
    kGroupIdField,
    kGroupNameField,
    kIpPermissionsField,
    kIpProtocolField,
    kFromPortField,
    kToPortField,
    kCidrIpField,
    kSourceNameField,
    {"SecurityGroupRuleIds", aws::kStringList, "SecurityGroupRuleId"},
    kDryRunField};
constexpr Shape kRevokeInput = aws::structure("RevokeSecurityGroupIngressRequest", kRevokeFields);

constexpr Field kReferencedFields[] = {{"GroupId", aws::kString}, {"UserId", aws::kString}};
constexpr Shape kReferenced = aws::structure("ReferencedSecurityGroup", kReferencedFields);
constexpr Field kRuleFields[] = {{"SecurityGroupRuleId", aws::kString},
                                 {"GroupId", aws::kString},
                                 {"GroupOwnerId", aws::kString},
                                 {"IsEgress", aws::kBoolean},
                                 {"IpProtocol", aws::kString},
                                 {"FromPort", aws::kInteger},
                                 {"ToPort", aws::kInteger},
                                 {"CidrIpv4", aws::kString},
                                 {"CidrIpv6", aws::kString},
                                 {"PrefixListId", aws::kString},
                                 {"ReferencedGroupInfo", kReferenced},
                                 {"Description", aws::kString},
                                 kTagsField,
                                 {"SecurityGroupRuleArn", aws::kString}};
constexpr Shape kRule = aws::structure("SecurityGroupRule", kRuleFields);
constexpr Shape kRuleList = aws::list_of(kRule);
constexpr Field kRulesField{"SecurityGroupRules", kRuleList, "securityGroupRuleSet"};
constexpr Field kAuthorizeOutputFields[] = {{"Return", aws::kBoolean}, kRulesField};
constexpr Shape kAuthorizeOutput =
    aws::structure("AuthorizeSecurityGroupIngressResult", kAuthorizeOutputFields);

constexpr Field kRevokedFields[] = {{"SecurityGroupRuleId", aws::kString},
                                    {"GroupId", aws::kString},
                                    {"IsEgress", aws::kBoolean},
                                    {"IpProtocol", aws::kString},
                                    {"FromPort", aws::kInteger},
                                    {"ToPort", aws::kInteger},
                                    {"CidrIpv4", aws::kString},
                                    {"CidrIpv6", aws::kString},
                                    {"PrefixListId", aws::kString},
                                    {"ReferencedGroupId", aws::kString},
                                    {"Description", aws::kString}};
constexpr Shape kRevoked = aws::structure("RevokedSecurityGroupRule", kRevokedFields);
constexpr Shape kRevokedList = aws::list_of(kRevoked);
constexpr Field kRevokeOutputFields[] = {
    {"Return", aws::kBoolean},
    {"RevokedSecurityGroupRules", kRevokedList, "revokedSecurityGroupRuleSet"}};
constexpr Shape kRevokeOutput =
    aws::structure("RevokeSecurityGroupIngressResult", kRevokeOutputFields);

constexpr Field kDescribeFields[] = {
    {"SecurityGroupRuleIds", aws::kStringList, "SecurityGroupRuleId"},
    kFiltersField,
    kMaxResultsField,
    kNextTokenField,
    kDryRunField};
constexpr Shape kDescribeInput =
    aws::structure("DescribeSecurityGroupRulesRequest", kDescribeFields);
constexpr Field kDescribeOutputFields[] = {kRulesField, kNextTokenField};
constexpr Shape kDescribeOutput =
    aws::structure("DescribeSecurityGroupRulesResult", kDescribeOutputFields);
constexpr FilterSpec kFilterSpecs[] = {{"group-id", "GroupId"},
                                       {"security-group-rule-id", "SecurityGroupRuleId"}};
constexpr Listing kListing{kSecurityGroupRules, "SecurityGroupRuleIds", "SecurityGroupRules", kRule,
                           kFilterSpecs};

/// The group's rule that lets the same through, or null.
const Record* find_rule(const Region& region, const std::string& group_id, bool egress,
                        const Record& wanted) {
  for (const Record* rule : region.of(kSecurityGroupRules, "GroupId", group_id))
    if (flag(*rule, "IsEgress") == egress && same_rule(*rule, wanted)) return rule;
  return nullptr;
}

template <bool kEgress>
Result<std::string> run_authorize(Context& context, json::Value request) {
  Draft draft = context.network.write(context.place());
  Region& region = draft.region();
  const std::string group_id = DYNAROCK_TRY(group_of(region, request));
  const auto rules = DYNAROCK_TRY(requested_rules(region, *region.find(group_id), request));
  std::string body;
  json::Writer out(body);
  out.begin_object().member("Return", true).key("SecurityGroupRules").begin_array();
  for (const Record& rule : rules) {
    if (find_rule(region, group_id, kEgress, rule))
      return fail({"InvalidPermission.Duplicate",
                   "the specified rule \"" + rule_text(rule) + "\" already exists",
                   {}});
    const std::string id = add_security_group_rule(region, context.ids, group_id, kEgress, rule);
    DYNAROCK_TRY(tag_new(region, id, request));
    write_record(out, *region.find(id), kRule);
  }
  out.end_array().end_object();
  draft.commit();
  return body;
}

/// The rules that are to go, by their ids or by what they let through.
Result<std::vector<const Record*>> rules_to_revoke(const Region& region,
                                                   const std::string& group_id, bool egress,
                                                   json::Value request) {
  std::vector<const Record*> found;
  for (const std::string& id : texts_of(request, "SecurityGroupRuleIds")) {
    const Record* rule = DYNAROCK_TRY(find_resource(region, kSecurityGroupRules, id));
    if (text(*rule, "GroupId") != group_id || flag(*rule, "IsEgress") != egress)
      return fail(not_found(kind_with(kSecurityGroupRules), id));
    found.push_back(rule);
  }
  if (!found.empty()) return found;
  const auto rules = DYNAROCK_TRY(requested_rules(region, *region.find(group_id), request));
  for (const Record& wanted : rules) {
    const Record* rule = find_rule(region, group_id, egress, wanted);
    if (!rule)
      return fail({"InvalidPermission.NotFound",
                   "The specified rule does not exist in this security group.",
                   {}});
    found.push_back(rule);
  }
  return found;
}

template <bool kEgress>
Result<std::string> run_revoke(Context& context, json::Value request) {
  Draft draft = context.network.write(context.place());
  const std::string group_id = DYNAROCK_TRY(group_of(draft.region(), request));
  const auto rules = DYNAROCK_TRY(rules_to_revoke(draft.region(), group_id, kEgress, request));
  std::string body;
  json::Writer out(body);
  out.begin_object().member("Return", true).key("RevokedSecurityGroupRules").begin_array();
  for (const Record* rule : rules) {
    Record told = *rule;
    if (told.contains("ReferencedGroupInfo"))
      told["ReferencedGroupId"] = told["ReferencedGroupInfo"]["GroupId"];
    write_record(out, told, kRevoked);
    draft->erase(text(told, "SecurityGroupRuleId"));
  }
  out.end_array().end_object();
  draft.commit();
  return body;
}

}  // namespace

const Operation kAuthorizeSecurityGroupIngress = operation<run_authorize<false>>(
    "AuthorizeSecurityGroupIngress", kAuthorizeInput, kAuthorizeOutput);
const Operation kAuthorizeSecurityGroupEgress = operation<run_authorize<true>>(
    "AuthorizeSecurityGroupEgress", kAuthorizeInput, kAuthorizeOutput);
const Operation kRevokeSecurityGroupIngress =
    operation<run_revoke<false>>("RevokeSecurityGroupIngress", kRevokeInput, kRevokeOutput);
const Operation kRevokeSecurityGroupEgress =
    operation<run_revoke<true>>("RevokeSecurityGroupEgress", kRevokeInput, kRevokeOutput);
const Operation kDescribeSecurityGroupRules = operation<run_describe<kListing>>(
    "DescribeSecurityGroupRules", kDescribeInput, kDescribeOutput);

}  // namespace dynarock::ec2
