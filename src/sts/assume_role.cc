#include <algorithm>
#include <utility>

#include "sts/session.h"
#include "sts/shapes.h"

namespace dynarock::sts {
namespace {

constexpr std::chrono::hours kDefaultDuration{1};
/// Of a session made with another session's credentials.
constexpr std::chrono::hours kLongestChained{1};

constexpr Shape kDuration = aws::integer_shape({.min = 900, .max = 43200});
constexpr Shape kExternalId =
    aws::string_shape({.min = 2, .max = 1224, .pattern = {"[\\w+=,.@:\\/-]*", is_external_id}});
constexpr Shape kContextAssertion = aws::string_shape({.min = 4, .max = 2048});
constexpr Field kProvidedContextFields[] = {{"ProviderArn", kArn},
                                            {"ContextAssertion", kContextAssertion}};
constexpr Shape kProvidedContext = aws::structure("ProvidedContext", kProvidedContextFields);
constexpr Shape kProvidedContexts = aws::list_of(kProvidedContext, {.max = 5});
constexpr Field kInputFields[] = {
    {"RoleArn", kArn, kRequired},     {"RoleSessionName", kSessionName, kRequired},
    {"PolicyArns", kPolicyArns},      {"Policy", kSessionPolicy},
    {"DurationSeconds", kDuration},   {"Tags", kTags},
    {"TransitiveTagKeys", kTagKeys},  {"ExternalId", kExternalId},
    {"SerialNumber", kSerialNumber},  {"TokenCode", kTokenCode},
    {"SourceIdentity", kSessionName}, {"ProvidedContexts", kProvidedContexts}};
constexpr Shape kInput = aws::structure("AssumeRoleRequest", kInputFields);
constexpr Field kOutputFields[] = {{"Credentials", kCredentials},
                                   {"AssumedRoleUser", kAssumedRoleUser},
                                   {"PackedPolicySize", aws::kInteger},
                                   {"SourceIdentity", aws::kString}};
constexpr Shape kOutput = aws::structure("AssumeRoleResponse", kOutputFields);

using Tags = std::vector<std::pair<std::string, std::string>>;

bool same_key(std::string_view left, std::string_view right) {
  return !iam::NameLess()(left, right) && !iam::NameLess()(right, left);
}

void set_tag(Tags& tags, std::string_view key, std::string_view value) {
  const auto found =
      std::ranges::find_if(tags, [key](const auto& tag) { return same_key(tag.first, key); });
  if (found == tags.end())
    tags.emplace_back(key, value);
  else
    found->second = value;
}

/// The session's tags: what the caller's session hands on, and what the request adds.
struct SessionTags {
  Tags tags;
  std::vector<std::string> transitive_keys;
};
Result<SessionTags> session_tags(const Context& context, json::Value request) {
  SessionTags result;
  if (const auto* caller = context.call.credentials; caller && caller->session) {
    result.transitive_keys = caller->session->transitive_tag_keys;
    for (const auto& [key, value] : caller->principal.tags)
      if (std::ranges::any_of(result.transitive_keys,
                              [&](const std::string& one) { return same_key(one, key); }))
        result.tags.emplace_back(key, value);
  }
  const std::size_t inherited = result.tags.size();
  if (const auto tags = request.find("Tags")) {
    for (const json::Value tag : tags->elements()) {
      const std::string_view key = *tag.find_text("Key");
      const auto known = std::ranges::find_if(
          result.tags, [key](const auto& other) { return same_key(other.first, key); });
      if (known != result.tags.end())
        return fail(known - result.tags.begin() < static_cast<std::ptrdiff_t>(inherited)
                        ? validation_error(
                              "One of the specified transitive tag keys can't be set because "
                              "it conflicts with a transitive tag key from the calling session.")
                        : AwsError{"InvalidParameterValue",
                                   "Duplicate tag keys found. Please note that Tag keys are case "
                                   "insensitive.",
                                   {}});
      result.tags.emplace_back(key, *tag.find_text("Value"));
    }
  }
  if (const auto keys = request.find("TransitiveTagKeys")) {
    for (const json::Value key : keys->elements()) {
      if (std::ranges::none_of(result.tags,
                               [&](const auto& tag) { return same_key(tag.first, key.text()); }))
        return fail(validation_error(
            "The specified transitive tag key must be included in the requested tags."));
      result.transitive_keys.emplace_back(key.text());
    }
  }
  return result;
}

/// How long the session lasts.
Result<std::chrono::seconds> check_duration(const Context& context, json::Value request,
                                            const AssumedRole& role) {
  const std::chrono::seconds duration = duration_of(request, kDefaultDuration);
  const bool chained =
      context.call.credentials && context.call.credentials->session &&
      context.call.credentials->principal.kind == auth::PrincipalKind::kRoleSession;
  if (chained && duration > kLongestChained)
    return fail(validation_error(
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role "
        "chaining."));
  if (duration > role.longest)
    return fail(validation_error(
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
  return duration;
}

Result<std::string> run(Context& context, json::Value request) {
  const RoleName name = DYNAROCK_TRY(parse_role_arn(*request.find_text("RoleArn")));
  AssumedRole role = assume(context, name, *request.find_text("RoleSessionName"));
  const std::chrono::seconds duration = DYNAROCK_TRY(check_duration(context, request, role));
  SessionTags tags = DYNAROCK_TRY(session_tags(context, request));
  auth::Session session;
  session.policies = DYNAROCK_TRY(session_policies(context, request, name.account));
  session.transitive_tag_keys = std::move(tags.transitive_keys);
  if (const auto* caller = context.call.credentials; caller && caller->session)
    session.source_identity = caller->session->source_identity;
  if (const auto identity = request.find_text("SourceIdentity"))
    session.source_identity = *identity;
  const std::string source_identity = session.source_identity;
  const std::int64_t packed = DYNAROCK_TRY(packed_size(session.policies, tags.tags));
  for (const auto& [key, value] : tags.tags) set_tag(role.principal.tags, key, value);

  const auth::IssuedCredentials credentials =
      issue(context, std::move(role.principal), std::move(session), duration);
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_credentials(out, credentials);
  write_assumed_role(out, credentials.principal);
  if (packed > 0) out.member("PackedPolicySize", packed);
  if (!source_identity.empty()) out.member("SourceIdentity", source_identity);
  out.end_object();
  return body;
}

}  // namespace

const Operation kAssumeRole = {{"AssumeRole", &kInput, &kOutput}, run};

}  // namespace dynarock::sts
