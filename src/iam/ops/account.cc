#include <algorithm>

#include "iam/ops/answer.h"
#include "iam/ops/operations.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

constexpr Shape kAlias =
    aws::string_shape({.min = 3,
                       .max = 63,
                       .pattern = {"^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$", is_account_alias}});
constexpr Field kAliasFields[] = {{"AccountAlias", kAlias, kRequired}};
constexpr Shape kAliasInput = aws::structure("CreateAccountAliasRequest", kAliasFields);
constexpr Field kListFields[] = {kMarkerField, kMaxItemsField};
constexpr Shape kListInput = aws::structure("ListAccountAliasesRequest", kListFields);
constexpr Field kListOutputFields[] = {
    {"AccountAliases", aws::kStringList}, kIsTruncatedField, kNextMarkerField};
constexpr Shape kListOutput = aws::structure("ListAccountAliasesResponse", kListOutputFields);

constexpr Shape kNoInput = aws::structure("Unit");
constexpr Shape kSummaryMap = aws::map_of(aws::kInteger);
constexpr Field kSummaryFields[] = {{"SummaryMap", kSummaryMap}};
constexpr Shape kSummaryOutput = aws::structure("GetAccountSummaryResponse", kSummaryFields);

Result<std::string> run_create_alias(Context& context, json::Value request) {
  auto account = context.write();
  account->alias = text_of(request, "AccountAlias");
  account.save_account();
  account.commit();
  return std::string();
}

Result<std::string> run_delete_alias(Context& context, json::Value request) {
  auto account = context.write();
  const std::string_view alias = text_of(request, "AccountAlias");
  if (account->alias != alias)
    return fail(no_such_entity("The account alias " + std::string(alias) + " does not exist."));
  account->alias.clear();
  account.save_account();
  account.commit();
  return std::string();
}

Result<std::string> run_list_aliases(Context& context, json::Value request) {
  const auto account = context.read();
  std::vector<std::string> aliases;
  if (!account->alias.empty()) aliases.push_back(account->alias);
  return answer_page(request, "AccountAliases", aliases, std::identity(),
                     [](json::Writer& out, const std::string& alias) { out.string(alias); });
}

std::int64_t count(std::size_t size) { return static_cast<std::int64_t>(size); }

std::int64_t versions_in_use(const Account& account) {
  std::int64_t versions = 0;
  for (const auto& [name, policy] : account.policies) versions += count(policy.versions.size());
  return versions;
}

Result<std::string> run_summary(Context& context, json::Value) {
  const auto account = context.read();
  const struct {
    std::string_view key;
    std::int64_t value;
  } kRows[] = {{"AccessKeysPerUserQuota", 2},
               {"AccountAccessKeysPresent", account->root_keys.empty() ? 0 : 1},
               {"AccountMFAEnabled", 0},
               {"AccountPasswordPresent", 1},
               {"AccountSigningCertificatesPresent", 0},
               {"AssumeRolePolicySizeQuota", 2048},
               {"AttachedPoliciesPerGroupQuota", 10},
               {"AttachedPoliciesPerRoleQuota", 10},
               {"AttachedPoliciesPerUserQuota", 10},
               {"GlobalEndpointTokenVersion", 1},
               {"GroupPolicySizeQuota", 5120},
               {"Groups", count(account->groups.size())},
               {"GroupsPerUserQuota", 10},
               {"GroupsQuota", 300},
               {"InstanceProfiles", count(account->instance_profiles.size())},
               {"InstanceProfilesQuota", 1000},
               {"MFADevices", 0},
               {"MFADevicesInUse", 0},
               {"Policies", count(account->policies.size())},
               {"PoliciesQuota", 1500},
               {"PolicySizeQuota", 6144},
               {"PolicyVersionsInUse", versions_in_use(*account)},
               {"PolicyVersionsInUseQuota", 10000},
               {"Providers", 0},
               {"RolePolicySizeQuota", 10240},
               {"Roles", count(account->roles.size())},
               {"RolesQuota", 1000},
               {"ServerCertificates", 0},
               {"ServerCertificatesQuota", 20},
               {"SigningCertificatesPerUserQuota", 2},
               {"UserPolicySizeQuota", 2048},
               {"Users", count(account->users.size())},
               {"UsersQuota", 5000},
               {"VersionsPerPolicyQuota", 5}};
  std::string body;
  json::Writer out(body);
  out.begin_object().key("SummaryMap").begin_object();
  for (const auto& [key, value] : kRows) out.member(key, value);
  out.end_object().end_object();
  return body;
}

}  // namespace

const Operation kCreateAccountAlias = {{"CreateAccountAlias", &kAliasInput, &kNoOutput},
                                       run_create_alias};
const Operation kDeleteAccountAlias = {{"DeleteAccountAlias", &kAliasInput, &kNoOutput},
                                       run_delete_alias};
const Operation kListAccountAliases = {{"ListAccountAliases", &kListInput, &kListOutput},
                                       run_list_aliases};
const Operation kGetAccountSummary = {{"GetAccountSummary", &kNoInput, &kSummaryOutput},
                                      run_summary};

}  // namespace dynarock::iam
