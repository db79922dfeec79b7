#include "iam/ops/policy_source.h"

#include <stdexcept>
#include <utility>

#include "iam/ops/input.h"

namespace dynarock::iam {
namespace {

/// A policy that was checked when it was stored.
policy::Policy parse_stored(const PolicyText& text) {
  const auto kind = text.arn.empty() ? policy::PolicyKind::kInline : policy::PolicyKind::kManaged;
  auto parsed = policy::parse_policy(kind, text.document);
  if (!parsed) throw std::logic_error("stored policy " + text.name + " is malformed");
  const std::string name = text.arn.empty()
                               ? std::string(text.holder_kind) + "_" + text.holder + "_" + text.name
                               : text.name;
  return {name, text.arn, std::move(*parsed)};
}

policy::PrincipalPolicies parse_stored(const PrincipalPolicies& texts) {
  policy::PrincipalPolicies policies;
  for (const PolicyText& text : texts.identity) policies.identity.push_back(parse_stored(text));
  if (texts.boundary) policies.boundary = parse_stored(*texts.boundary);
  return policies;
}

template <class T>
Result<PolicySource> source_of(const Account& account, std::string_view name,
                               policy::Principal::Kind kind) {
  const T* entity = DYNAROCK_TRY(find(account.*Kind<T>::entities, name));
  return PolicySource{{.kind = kind,
                       .account = account.id,
                       .arn = arn_of(account.id, *entity),
                       .unique_id = entity->id},
                      parse_stored(policies_of(account, *entity))};
}

}  // namespace

Result<PolicySource> find_policy_source(Context& context, std::string_view arn) {
  using PrincipalKind = policy::Principal::Kind;
  const auto parts = policy::split_arn(arn);
  const std::string_view resource = parts ? parts->resource() : std::string_view();
  const std::string_view type = resource.substr(0, resource.find('/'));
  const std::string_view name = resource.substr(resource.rfind('/') + 1);
  const auto account = context.read();
  if (type == "user") return source_of<User>(*account, name, PrincipalKind::kUser);
  if (type == "group") return source_of<Group>(*account, name, PrincipalKind::kUser);
  if (type == "role") return source_of<Role>(*account, name, PrincipalKind::kRoleSession);
  return fail({"InvalidInput", "Invalid Entity Arn: " + std::string(arn), {}});
}

Result<policy::Policy> read_policy(Context& context, policy::PolicyKind kind,
                                   std::string_view document, std::string name) {
  auto parsed = policy::parse_policy(kind, document);
  if (parsed) return policy::Policy{std::move(name), {}, std::move(*parsed)};
  context.call.note = parsed.error().describe();
  return fail({"InvalidInput", name + " is malformed: " + parsed.error().message, {}});
}

Result<std::vector<policy::Policy>> read_policies(Context& context, json::Value request,
                                                  std::string_view member) {
  std::vector<policy::Policy> policies;
  const auto documents = request.find(member);
  if (!documents) return policies;
  for (const json::Value document : documents->elements()) {
    const std::string name = std::string(member) + "." + std::to_string(policies.size() + 1);
    policies.push_back(
        DYNAROCK_TRY(read_policy(context, policy::PolicyKind::kInline, document.text(), name)));
  }
  return policies;
}

}  // namespace dynarock::iam
