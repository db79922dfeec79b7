#include "dynamodb/ops/policy_document.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "dynamodb/ops/canonical_json.h"
#include "dynarock/base/characters.h"
#include "dynarock/base/ids.h"
#include "dynarock/base/numbers.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"
#include "dynarock/policy/actions.h"
#include "dynarock/policy/document.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::string_view kWildcards = "*?";
constexpr std::string_view kVersion = "2008-10-17";

AwsError invalid(std::string text) {
  return validation_error("One or more parameter values were invalid: " + text);
}
AwsError invalid_document(std::string text) {
  return invalid("Invalid policy document: " + std::move(text));
}

/// Bits of the resource types that a holder's policy is about.
std::uint32_t types_of(const policy::ServiceActions& service, PolicyHolder holder) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < service.resource_types.size(); ++i) {
    const std::string_view name = service.resource_types[i].name;
    const bool is_held =
        holder == PolicyHolder::kStream ? name == "stream" : name == "table" || name == "index";
    if (is_held) bits |= 1U << i;
  }
  return bits;
}

/// Whether an action, or what a pattern stands for, may be in a holder's policy.
bool is_action(const std::string& source, PolicyHolder holder) {
  if (source.find_first_of(kWildcards) != source.npos) return true;
  const policy::ServiceActions& service = *policy::find_service("dynamodb");
  const std::size_t colon = source.find(':');
  if (lower_case(source.substr(0, colon)) != service.service) return false;
  const policy::ActionInfo* action = policy::find_action(service, source.substr(colon + 1));
  return action && (action->resource_types & types_of(service, holder)) != 0;
}

Result<void> check_actions(const policy::Document& document, PolicyHolder holder) {
  std::string wrong;
  for (const policy::Statement& statement : document.statements())
    for (const policy::ActionPattern& action : statement.actions)
      if (!is_action(action.source(), holder))
        wrong.append(wrong.empty() ? "\"" : ", \"").append(action.source()).append("\"");
  if (wrong.empty()) return {};
  return fail(invalid_document("The following action names are invalid: " + wrong));
}

/// A table's policy is not about streams, nor a stream's about tables.
Result<void> check_resources(const policy::Document& document, PolicyHolder holder) {
  for (const policy::Statement& statement : document.statements())
    for (const policy::PlacedResource& resource : statement.resources) {
      const std::string& source = resource.pattern.source();
      const auto arn = policy::split_arn(source);
      if (!arn || source.find_first_of(kWildcards) != source.npos) continue;
      const bool is_stream = arn->resource().find("/stream/") != std::string_view::npos;
      if (is_stream == (holder == PolicyHolder::kStream)) continue;
      return fail(invalid_document("The relative-id \"" + std::string(arn->resource()) +
                                   "\" is invalid for ARN \"" + source + "\"."));
    }
  return {};
}

Result<void> check_bounded(const policy::Document& document) {
  for (const policy::Statement& statement : document.statements())
    if (statement.effect == policy::Effect::kAllow && statement.principal->everyone &&
        statement.conditions.empty())
      return fail(validation_error(
          "Resource-based policy grants unbounded access in one or more elements. Please revise "
          "the policy to ensure least-privilege form of access"));
  return {};
}

std::string as_arn(std::string_view principal) {
  if (!is_account_id(principal)) return std::string(principal);
  return "arn:aws:iam::" + std::string(principal) + ":root";
}

/// A string, or a list of them: of one element, that.
void write_strings(const std::vector<std::string>& strings, json::Writer& out) {
  if (strings.size() == 1) {
    out.string(strings.front());
    return;
  }
  out.begin_array();
  for (const std::string& one : strings) out.string(one);
  out.end_array();
}

std::vector<std::string> strings_of(json::Value value) {
  if (value.is_string()) return {std::string(value.text())};
  std::vector<std::string> strings;
  for (const json::Value one : value.elements()) strings.emplace_back(one.text());
  return strings;
}

void write_principal(json::Value principal, json::Writer& out) {
  if (principal.is_string()) {
    out.string(principal.text());
    return;
  }
  out.begin_object();
  for (const auto& [type, names] : principal.members()) {
    std::vector<std::string> principals;
    for (const std::string& name : strings_of(names)) {
      std::string arn = as_arn(name);
      if (std::ranges::find(principals, arn) == principals.end())
        principals.push_back(std::move(arn));
    }
    out.key(type);
    write_strings(principals, out);
  }
  out.end_object();
}

void write_statement(json::Value statement, json::Writer& out) {
  out.begin_object();
  if (const auto sid = statement.find_text("Sid")) out.member("Sid", *sid);
  out.member("Effect", lower_case(*statement.find_text("Effect")) == "allow" ? "Allow" : "Deny");
  for (const std::string_view name : {"Principal", "NotPrincipal"})
    if (const auto principal = statement.find(name)) {
      out.key(name);
      write_principal(*principal, out);
    }
  for (const std::string_view name : {"Action", "NotAction", "Resource", "NotResource"})
    if (const auto value = statement.find(name)) {
      out.key(name);
      write_strings(strings_of(*value), out);
    }
  if (const auto condition = statement.find("Condition")) {
    std::string text;
    append_canonical_json(*condition, text);
    out.key("Condition").raw(text);
  }
  out.end_object();
}

std::string canonical_form(std::string_view document) {
  json::Document parsed;
  std::string text;
  if (!parsed.parse(document)) return text;
  const json::Value root = parsed.root();
  json::Writer out(text);
  out.begin_object().member("Version", root.find_text("Version").value_or(kVersion));
  if (const auto id = root.find_text("Id")) out.member("Id", *id);
  out.key("Statement").begin_array();
  const json::Value statements = *root.find("Statement");
  if (statements.is_object()) write_statement(statements, out);
  for (const json::Value statement : statements.elements()) write_statement(statement, out);
  out.end_array().end_object();
  return text;
}

}  // namespace

Result<std::string> read_policy_document(std::string_view document, PolicyHolder holder) {
  constexpr auto kKind = policy::PolicyKind::kResource;
  const std::size_t max_size = policy::traits(kKind).max_size;
  if (policy::policy_size(kKind, document) > max_size)
    return fail(invalid("Maximum policy size of " + std::to_string(max_size) + " bytes exceeded"));
  const auto parsed = policy::parse_policy(kKind, document);
  if (!parsed && parsed.error().message.starts_with("Invalid principal in policy"))
    return fail(invalid("Invalid principal in policy document."));
  if (!parsed) return fail(invalid_document(parsed.error().message));
  DYNAROCK_TRY(check_actions(**parsed, holder));
  DYNAROCK_TRY(check_resources(**parsed, holder));
  DYNAROCK_TRY(check_bounded(**parsed));
  return canonical_form(document);
}

std::string next_revision(std::string_view last, Timestamp now) {
  const auto earlier = leading_number<std::int64_t>(last);
  const auto present =
      std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count();
  return std::to_string(std::max<std::int64_t>(earlier + 1, present));
}

}  // namespace dynarock::dynamodb
