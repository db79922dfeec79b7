#include "dynarock/secretsmanager/access.h"

#include <utility>

#include "dynarock/aws/deserialize.h"
#include "dynarock/policy/request_tags.h"

namespace dynarock::secretsmanager {
namespace {

using Accesses = std::vector<policy::AccessRequest>;

/// Members of requests that conditions see.
constexpr std::pair<std::string_view, std::string_view> kTexts[] = {
    {"Name", "secretsmanager:Name"},
    {"Description", "secretsmanager:Description"},
    {"KmsKeyId", "secretsmanager:KmsKeyId"},
    {"VersionId", "secretsmanager:VersionId"},
    {"VersionStage", "secretsmanager:VersionStage"},
    {"RecoveryWindowInDays", "secretsmanager:RecoveryWindowInDays"}};

void add_keys(json::Value request, policy::Context& context) {
  for (const auto& [member, key] : kTexts)
    if (const auto value = request.find(member)) context.set(key, value->text());
  if (const auto forced = request.find("ForceDeleteWithoutRecovery"))
    context.set("secretsmanager:ForceDeleteWithoutRecovery",
                aws::to_boolean(*forced) ? "true" : "false");
  policy::add_request_tags(request, context);
}

policy::AccessRequest access_to(const aws::Call& call, std::string_view action,
                                std::string resource, const policy::Context& shared) {
  return {"secretsmanager:" + std::string(action), std::move(resource), std::string(call.account),
          policy::Context(&shared), nullptr};
}

/// The ARN of what a request names; of a secret that is not there without the suffix.
std::string resource_of(const Place& place, json::Value request,
                        const std::optional<Secret>& secret) {
  if (secret) return secret->arn;
  for (const char* member : {"SecretId", "Name"})
    if (const auto id = request.find_text(member))
      return id->starts_with("arn:") ? std::string(*id) : arn_of(place, *id);
  return "*";
}

}  // namespace

Accesses accesses_of(const aws::Call& call, json::Value request, const Secrets& secrets,
                     const policy::Context& shared) {
  const Place place{call.account, call.region, call.now};
  const auto id = request.find_text("SecretId");
  const std::optional<Secret> secret = id ? secrets.find(place, *id) : std::nullopt;
  const std::string resource = resource_of(place, request, secret);
  Accesses accesses;
  accesses.push_back(access_to(call, call.operation, resource, shared));
  if (call.operation == "CreateSecret" && request.find("Tags"))
    accesses.push_back(access_to(call, "TagResource", resource, shared));
  for (policy::AccessRequest& access : accesses) {
    add_keys(request, access.context);
    if (!secret) continue;
    access.context.set("secretsmanager:SecretId", secret->arn);
    for (const auto& [key, value] : secret->tags)
      for (const char* prefix : {"aws:ResourceTag/", "secretsmanager:ResourceTag/"})
        access.context.set(prefix + key, value);
  }
  return accesses;
}

}  // namespace dynarock::secretsmanager
