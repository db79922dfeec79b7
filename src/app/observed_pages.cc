#include "app/observed_pages.h"

#include <optional>
#include <string>
#include <vector>

#include "dynarock/authz/least_privilege.h"
#include "dynarock/json/writer.h"
#include "dynarock/policy/arn.h"

namespace dynarock::app {
namespace {

http::Response nothing_is_judged() {
  return refusal(404, "IAM is off, so nothing is observed: serve with --iam audit or enforce.");
}

http::Response nobody(const authz::Authorizer& authorizer, const std::string& principal) {
  std::string text = "Nothing was asked for by \"" + principal + "\" so far; by ";
  const std::vector<std::string> known = authorizer.observations().principals();
  for (std::size_t i = 0; i < known.size(); ++i) text += (i > 0 ? ", " : "") + known[i];
  return refusal(404, text + (known.empty() ? "nobody." : "."));
}

/// Nothing for what is neither a user's nor a role's ARN.
std::optional<auth::Principal> principal_of(const std::string& text) {
  const auto arn = policy::split_arn(text);
  if (!arn) return std::nullopt;
  const std::string_view resource = arn->resource();
  const bool is_role = resource.starts_with("role/");
  if (!is_role && !resource.starts_with("user/")) return std::nullopt;
  auth::Principal principal;
  principal.kind = is_role ? auth::PrincipalKind::kRoleSession : auth::PrincipalKind::kUser;
  principal.account = arn->account();
  principal.name = resource.substr(resource.rfind('/') + 1);
  return principal;
}

std::string to_json(const std::vector<authz::Grant>& grants) {
  std::string body;
  json::Writer out(body);
  out.begin_object().key("grants").begin_array();
  for (const authz::Grant& grant : grants) {
    out.begin_object().member("policyName", grant.policy_name);
    out.member("policyArn", grant.policy_arn).member("sid", grant.sid);
    out.member("index", grant.index).member("line", grant.position.line);
    out.member("column", grant.position.column).member("element", grant.element);
    out.member("value", grant.value).member("used", grant.used).end_object();
  }
  out.end_array().end_object();
  return body;
}

}  // namespace

Admin::Page least_privilege_page(const Authorization* authorization) {
  return [authorization](const http::Request& request) {
    if (authorization == nullptr) return nothing_is_judged();
    const authz::Authorizer& authorizer = authorization->authorizer();
    const std::string principal = query_parameter(request, "principal");
    const std::vector<authz::Observation> observed = authorizer.observations().of(principal);
    if (observed.empty()) return nobody(authorizer, principal);
    return json_answer(200, authz::least_privilege_policy(observed));
  };
}

Admin::Page grants_page(const Authorization* authorization) {
  return [authorization](const http::Request& request) {
    if (authorization == nullptr) return nothing_is_judged();
    const std::string text = query_parameter(request, "principal");
    const auto principal = principal_of(text);
    if (!principal) return refusal(400, "\"" + text + "\" is not the ARN of a user or role.");
    const std::vector<policy::Policy> policies =
        authorization->principals().find(*principal).identity;
    const std::vector<authz::Observation> observed =
        authorization->authorizer().observations().of(text);
    return json_answer(200, to_json(authz::grants_of(policies, observed)));
  };
}

}  // namespace dynarock::app
