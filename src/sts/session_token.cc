#include <utility>

#include "sts/session.h"
#include "sts/shapes.h"

namespace dynarock::sts {
namespace {

constexpr std::chrono::hours kDefaultDuration{12};
/// Longest for the root, whatever it asks for.
constexpr std::chrono::hours kRootDuration{1};

constexpr Shape kDuration = aws::integer_shape({.min = 900, .max = 129600});
constexpr Field kSessionFields[] = {
    {"DurationSeconds", kDuration}, {"SerialNumber", kSerialNumber}, {"TokenCode", kTokenCode}};
constexpr Shape kSessionInput = aws::structure("GetSessionTokenRequest", kSessionFields);
constexpr Field kSessionOutputFields[] = {{"Credentials", kCredentials}};
constexpr Shape kSessionOutput = aws::structure("GetSessionTokenResponse", kSessionOutputFields);

constexpr Shape kName =
    aws::string_shape({.min = 2, .max = 32, .pattern = {"[\\w+=,.@-]*", is_name}});
constexpr Field kFederationFields[] = {{"Name", kName, kRequired},
                                       {"Policy", kSessionPolicy},
                                       {"PolicyArns", kPolicyArns},
                                       {"DurationSeconds", kDuration},
                                       {"Tags", kTags}};
constexpr Shape kFederationInput = aws::structure("GetFederationTokenRequest", kFederationFields);
constexpr Field kFederatedUserFields[] = {{"FederatedUserId", aws::kString}, {"Arn", aws::kString}};
constexpr Shape kFederatedUser = aws::structure("FederatedUser", kFederatedUserFields);
constexpr Field kFederationOutputFields[] = {{"Credentials", kCredentials},
                                             {"FederatedUser", kFederatedUser},
                                             {"PackedPolicySize", aws::kInteger}};
constexpr Shape kFederationOutput =
    aws::structure("GetFederationTokenResponse", kFederationOutputFields);

/// Sessions can't make such sessions.
Result<void> check_long_term(const Context& context) {
  if (!context.call.credentials || !context.call.credentials->session) return {};
  return fail({"AccessDeniedException",
               "Cannot call " + std::string(context.call.operation) + " with session credentials",
               {}});
}

std::chrono::seconds duration_for(const auth::Principal& caller, json::Value request) {
  const std::chrono::seconds duration = duration_of(request, kDefaultDuration);
  const bool root = caller.kind == auth::PrincipalKind::kRoot;
  return root ? std::min<std::chrono::seconds>(duration, kRootDuration) : duration;
}

Result<std::string> run_session(Context& context, json::Value request) {
  DYNAROCK_TRY(check_long_term(context));
  auth::Principal caller = aws::caller_of(context.call);
  const std::chrono::seconds duration = duration_for(caller, request);
  const auto credentials = issue(context, std::move(caller), {}, duration);
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_credentials(out, credentials);
  out.end_object();
  return body;
}

Result<std::string> run_federation(Context& context, json::Value request) {
  DYNAROCK_TRY(check_long_term(context));
  const auth::Principal caller = aws::caller_of(context.call);
  const std::string name(*request.find_text("Name"));
  auth::Principal federated{.kind = auth::PrincipalKind::kFederatedUser,
                            .account = caller.account,
                            .arn = "arn:aws:sts::" + caller.account + ":federated-user/" + name,
                            .user_id = caller.account + ":" + name,
                            .name = caller.name,
                            .tags = {}};
  if (const auto tags = request.find("Tags"))
    for (const json::Value tag : tags->elements())
      federated.tags.emplace_back(*tag.find_text("Key"), *tag.find_text("Value"));
  auth::Session session;
  session.policies = DYNAROCK_TRY(session_policies(context, request, caller.account));
  const std::int64_t packed = DYNAROCK_TRY(packed_size(session.policies, federated.tags));

  const auto credentials =
      issue(context, std::move(federated), std::move(session), duration_for(caller, request));
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_credentials(out, credentials);
  out.key("FederatedUser").begin_object();
  out.member("FederatedUserId", credentials.principal.user_id);
  out.member("Arn", credentials.principal.arn).end_object();
  out.member("PackedPolicySize", packed).end_object();
  return body;
}

}  // namespace

const Operation kGetSessionToken = {{"GetSessionToken", &kSessionInput, &kSessionOutput},
                                    run_session};
const Operation kGetFederationToken = {
    {"GetFederationToken", &kFederationInput, &kFederationOutput}, run_federation};

}  // namespace dynarock::sts
