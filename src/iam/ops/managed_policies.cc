#include <utility>

#include "iam/ops/answer.h"
#include "iam/ops/input.h"
#include "iam/ops/operations.h"
#include "iam/ops/policy_use.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

constexpr std::string_view kIdPrefix = "ANPA";
constexpr std::size_t kMaxSize = 6144;
constexpr std::string_view kScopes[] = {"All", "AWS", "Local"};
constexpr std::string_view kUsages[] = {"PermissionsPolicy", "PermissionsBoundary"};
constexpr Shape kScope = aws::one_of(kScopes);
constexpr Shape kUsage = aws::one_of(kUsages);

constexpr Field kCreateFields[] = {{"PolicyName", kName, kRequired},
                                   {"Path", kPath},
                                   {"PolicyDocument", kPolicyDocument, kRequired},
                                   {"Description", kPolicyDescription},
                                   {"Tags", kTags}};
constexpr Shape kCreateInput = aws::structure("CreatePolicyRequest", kCreateFields);
constexpr Field kOneFields[] = {{"Policy", kPolicy}};
constexpr Shape kOneOutput = aws::structure("GetPolicyResponse", kOneFields);
constexpr Field kArnFields[] = {{"PolicyArn", kArn, kRequired}};
constexpr Shape kArnInput = aws::structure("GetPolicyRequest", kArnFields);
constexpr Field kListFields[] = {{"Scope", kScope},     {"OnlyAttached", aws::kBoolean},
                                 {"PathPrefix", kPath}, {"PolicyUsageFilter", kUsage},
                                 kMarkerField,          kMaxItemsField};
constexpr Shape kListInput = aws::structure("ListPoliciesRequest", kListFields);
constexpr Field kListOutputFields[] = {
    {"Policies", kPolicies}, kIsTruncatedField, kNextMarkerField};
constexpr Shape kListOutput = aws::structure("ListPoliciesResponse", kListOutputFields);

Result<std::string> run_create(Context& context, json::Value request) {
  auto account = context.write();
  const std::string_view name = text_of(request, "PolicyName");
  const std::string_view document = text_of(request, "PolicyDocument");
  DYNAROCK_TRY(check_managed_document(context, document));
  if (account->policies.contains(name))
    return fail(already_exists("A policy called " + std::string(name) +
                               " already exists. Duplicate names are not allowed."));
  ManagedPolicy policy;
  policy.tags = DYNAROCK_TRY(read_tags(request));
  begin_entity(context, policy, name, request.find_text("Path").value_or("/"), kIdPrefix);
  policy.description = request.find_text("Description").value_or("");
  policy.updated = policy.created;
  policy.versions.push_back({1, std::string(document), policy.created});
  const ManagedPolicy& made = account->policies.emplace(name, std::move(policy)).first->second;
  account.save(made);
  account.commit();
  return answer("Policy", *account, made, Detail::kFull);
}

Result<std::string> run_get(Context& context, json::Value request) {
  const auto account = context.read();
  const ManagedPolicy* policy = DYNAROCK_TRY(find_managed(*account, text_of(request, "PolicyArn")));
  return answer("Policy", *account, *policy, Detail::kFull);
}

/// Which policies ListPolicies is asked for.
struct Filter {
  std::string_view path_prefix, usage;
  bool only_attached;

  bool takes(const Account& account, const ManagedPolicy& policy) const {
    if (!policy.path.starts_with(path_prefix)) return false;
    const std::string arn = arn_of_policy(account, policy);
    if (usage == "PermissionsPolicy" && attachment_count(account, arn) == 0) return false;
    if (usage == "PermissionsBoundary" && boundary_count(account, arn) == 0) return false;
    return !only_attached || attachment_count(account, arn) > 0;
  }
};

Result<std::string> run_list(Context& context, json::Value request) {
  const auto account = context.read();
  const std::string_view scope = request.find_text("Scope").value_or("All");
  const auto attached = request.find("OnlyAttached");
  const Filter filter{request.find_text("PathPrefix").value_or("/"),
                      request.find_text("PolicyUsageFilter").value_or(""),
                      attached && aws::to_boolean(*attached)};
  std::vector<const ManagedPolicy*> policies;
  const auto add = [&](const ByName<ManagedPolicy>& all) {
    for (const auto& [name, policy] : all)
      if (filter.takes(*account, policy)) policies.push_back(&policy);
  };
  if (scope != "Local") add(aws_policies());
  if (scope != "AWS") add(account->policies);
  return answer_page(
      request, "Policies", std::move(policies),
      [&](const ManagedPolicy* policy) { return policy->name; },
      [&](json::Writer& out, const ManagedPolicy* policy) {
        write(out, *account, *policy, Detail::kBrief);
      });
}

Result<std::string> run_delete(Context& context, json::Value request) {
  auto account = context.write();
  const std::string_view arn = text_of(request, "PolicyArn");
  const ManagedPolicy* policy = DYNAROCK_TRY(find_own(*account, arn));
  if (attachment_count(*account, arn) + boundary_count(*account, arn) > 0)
    return fail(delete_conflict("Cannot delete a policy attached to entities."));
  if (policy->versions.size() > 1)
    return fail(delete_conflict(
        "This policy has more than one version. Before you delete a policy, you must delete the "
        "policy's versions. The default version is deleted with the policy."));
  account.erase(*policy);
  account->policies.erase(account->policies.find(policy->name));
  account.commit();
  return std::string();
}

}  // namespace

Result<void> check_managed_document(Context& context, std::string_view document) {
  constexpr auto kKind = policy::PolicyKind::kManaged;
  DYNAROCK_TRY(parse_document(context, kKind, document));
  if (policy::policy_size(kKind, document) <= kMaxSize) return {};
  return fail(limit_exceeded("Cannot exceed quota for PolicySize: 6144"));
}

const Operation kCreatePolicy = {{"CreatePolicy", &kCreateInput, &kOneOutput}, run_create};
const Operation kGetPolicy = {{"GetPolicy", &kArnInput, &kOneOutput}, run_get};
const Operation kListPolicies = {{"ListPolicies", &kListInput, &kListOutput}, run_list};
const Operation kDeletePolicy = {{"DeletePolicy", &kArnInput, &kNoOutput}, run_delete};

}  // namespace dynarock::iam
