// The policies of repositories, and the lifecycle policies: kept and told.

#include "ecr/operations.h"
#include "ecr/shapes.h"

namespace dynarock::ecr {
namespace {

constexpr Shape kPolicyText = aws::string_shape({.min = 0, .max = 10240});
constexpr Field kSetFields[] = {
    kRegistryField, kNameField, {"policyText", kPolicyText, kRequired}, {"force", aws::kBoolean}};
constexpr Shape kSetInput = aws::structure("SetRepositoryPolicyRequest", kSetFields);
constexpr Field kPolicyFields[] = {kRegistryField, kNameField, {"policyText", aws::kString}};
constexpr Shape kPolicyOutput = aws::structure("GetRepositoryPolicyResponse", kPolicyFields);
constexpr Shape kNamedInput = aws::structure("GetRepositoryPolicyRequest", kNamedFields);

constexpr Shape kLifecycleText = aws::string_shape({.min = 100, .max = 30720});
constexpr Field kPutLifecycleFields[] = {
    kRegistryField, kNameField, {"lifecyclePolicyText", kLifecycleText, kRequired}};
constexpr Shape kPutLifecycleInput =
    aws::structure("PutLifecyclePolicyRequest", kPutLifecycleFields);
constexpr Field kLifecycleFields[] = {kRegistryField,
                                      kNameField,
                                      {"lifecyclePolicyText", aws::kString},
                                      {"lastEvaluatedAt", aws::kTimestamp}};
constexpr Shape kLifecycleOutput = aws::structure("GetLifecyclePolicyResponse", kLifecycleFields);

/// Which of a repository's policies is meant, and how it is told.
struct PolicySpec {
  std::string Repository::*member;
  std::string_view text_member;
  /// A list that every such policy has.
  std::string_view list;
  std::string_view missing_code, missing;
  std::string_view invalid;
};
constexpr PolicySpec kOfRepository = {
    &Repository::policy,
    "policyText",
    "Statement",
    "RepositoryPolicyNotFoundException",
    "Repository policy does not exist for the repository with name '",
    "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy "
    "provided'"};
constexpr PolicySpec kOfLifecycle = {
    &Repository::lifecycle_policy,
    "lifecyclePolicyText",
    "rules",
    "LifecyclePolicyNotFoundException",
    "Lifecycle policy does not exist for the repository with name '",
    "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy "
    "validation failure'"};

bool is_policy(const PolicySpec& spec, std::string_view text) {
  json::Document document;
  if (!document.parse(text) || !document.root().is_object()) return false;
  const auto list = document.root().find(spec.list);
  return list && (list->is_array() || list->is_object());
}

std::string answer(const Context& context, const PolicySpec& spec, const Repository& repository) {
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_identity(out, context, repository);
  out.member(spec.text_member, repository.*spec.member).end_object();
  return body;
}

Result<std::string> set(Context& context, json::Value request, const PolicySpec& spec) {
  const std::string_view text = *request.find_text(spec.text_member);
  const auto lock = context.repositories.lock();
  Repository repository = DYNAROCK_TRY(find_repository(context, request));
  if (!is_policy(spec, text)) return fail(invalid_parameter(std::string(spec.invalid)));
  repository.*spec.member = text;
  context.repositories.save(context.place(), repository);
  return answer(context, spec, repository);
}

/// A repository that has such a policy.
Result<Repository> find_with(const Context& context, json::Value request, const PolicySpec& spec) {
  Repository repository = DYNAROCK_TRY(find_repository(context, request));
  if ((repository.*spec.member).empty())
    return fail({spec.missing_code,
                 std::string(spec.missing) + repository.name + "'" + in_registry(context),
                 {}});
  return repository;
}

Result<std::string> get(Context& context, json::Value request, const PolicySpec& spec) {
  const Repository repository = DYNAROCK_TRY(find_with(context, request, spec));
  return answer(context, spec, repository);
}

Result<std::string> remove(Context& context, json::Value request, const PolicySpec& spec) {
  const auto lock = context.repositories.lock();
  Repository repository = DYNAROCK_TRY(find_with(context, request, spec));
  std::string body = answer(context, spec, repository);
  (repository.*spec.member).clear();
  context.repositories.save(context.place(), repository);
  return body;
}

using Run = Result<std::string> (*)(Context& context, json::Value request, const PolicySpec& spec);

template <Run run, const PolicySpec& spec>
Result<std::string> with(Context& context, json::Value request) {
  return run(context, request, spec);
}

}  // namespace

const Operation kSetRepositoryPolicy = {{"SetRepositoryPolicy", &kSetInput, &kPolicyOutput},
                                        with<set, kOfRepository>};
const Operation kGetRepositoryPolicy = {{"GetRepositoryPolicy", &kNamedInput, &kPolicyOutput},
                                        with<get, kOfRepository>};
const Operation kDeleteRepositoryPolicy = {{"DeleteRepositoryPolicy", &kNamedInput, &kPolicyOutput},
                                           with<remove, kOfRepository>};
const Operation kPutLifecyclePolicy = {
    {"PutLifecyclePolicy", &kPutLifecycleInput, &kLifecycleOutput}, with<set, kOfLifecycle>};
const Operation kGetLifecyclePolicy = {{"GetLifecyclePolicy", &kNamedInput, &kLifecycleOutput},
                                       with<get, kOfLifecycle>};
const Operation kDeleteLifecyclePolicy = {
    {"DeleteLifecyclePolicy", &kNamedInput, &kLifecycleOutput}, with<remove, kOfLifecycle>};

}  // namespace dynarock::ecr
