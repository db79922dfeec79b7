#include <utility>

#include "dynarock/iam/access/web_identity.h"
#include "sts/session.h"
#include "sts/shapes.h"

namespace dynarock::sts {
namespace {

constexpr std::chrono::hours kDefaultDuration{1};

constexpr Shape kDuration = aws::integer_shape({.min = 900, .max = 43200});
constexpr Shape kToken = aws::string_shape({.min = 4, .max = 20000});
constexpr Shape kProviderId = aws::string_shape({.min = 4, .max = 2048});
constexpr Field kInputFields[] = {{"RoleArn", kArn, kRequired},
                                  {"RoleSessionName", kSessionName, kRequired},
                                  {"WebIdentityToken", kToken, kRequired},
                                  {"ProviderId", kProviderId},
                                  {"PolicyArns", kPolicyArns},
                                  {"Policy", kSessionPolicy},
                                  {"DurationSeconds", kDuration}};
constexpr Shape kInput = aws::structure("AssumeRoleWithWebIdentityRequest", kInputFields);
constexpr Field kOutputFields[] = {{"Credentials", kCredentials},
                                   {"SubjectFromWebIdentityToken", aws::kString},
                                   {"AssumedRoleUser", kAssumedRoleUser},
                                   {"PackedPolicySize", aws::kInteger},
                                   {"Provider", aws::kString},
                                   {"Audience", aws::kString}};
constexpr Shape kOutput = aws::structure("AssumeRoleWithWebIdentityResponse", kOutputFields);

tl::unexpected<AwsError> invalid_token(const char* message) {
  return fail({"InvalidIdentityToken", message, {}});
}

Result<std::string> run(Context& context, json::Value request) {
  const std::string text = DYNAROCK_TRY(iam::claims_of(*request.find_text("WebIdentityToken")));
  json::Document document;
  if (!document.parse(text) || !document.root().is_object())
    return invalid_token("Token is not in correct format");
  const json::Value claims = document.root();
  const auto issuer = claims.find_text("iss");
  const auto subject = claims.find_text("sub");
  if (!issuer || !subject) return invalid_token("Missing a required claim: iss, sub");

  const RoleName name = DYNAROCK_TRY(parse_role_arn(*request.find_text("RoleArn")));
  AssumedRole role = assume(context, name, *request.find_text("RoleSessionName"));
  const std::chrono::seconds duration = duration_of(request, kDefaultDuration);
  if (duration > role.longest)
    return fail(validation_error(
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
  auth::Session session;
  session.policies = DYNAROCK_TRY(session_policies(context, request, name.account));

  const auth::IssuedCredentials credentials =
      issue(context, std::move(role.principal), std::move(session), duration);
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_credentials(out, credentials);
  out.member("SubjectFromWebIdentityToken", *subject);
  write_assumed_role(out, credentials.principal);
  out.member("Provider", *issuer).member("Audience", iam::audience_of(claims));
  out.end_object();
  return body;
}

}  // namespace

const Operation kAssumeRoleWithWebIdentity = {{.name = "AssumeRoleWithWebIdentity",
                                               .input = &kInput,
                                               .output = &kOutput,
                                               .unsigned_too = true},
                                              run};

}  // namespace dynarock::sts
