#include "case_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace dynarock::policy {
namespace {

using nlohmann::json;

const std::filesystem::path kFolder = std::filesystem::path(DYNAROCK_SOURCE_DIR) / "tests/policy";

json read(const std::filesystem::path& file) {
  std::ifstream in(file);
  return json::parse(in);
}

std::string text_of(const json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

Policy make_policy(PolicyKind kind, const std::string& name, const json& source) {
  // A list of statements stands for a document of the current version.
  const json document =
      source.is_array() ? json{{"Version", "2012-10-17"}, {"Statement", source}} : source;
  const std::string text = document.dump();
  auto parsed = parse_policy(kind, text);
  if (!parsed) throw std::runtime_error(name + ": " + parsed.error().describe() + "\n" + text);
  return {name, kind == PolicyKind::kResource ? "" : "arn:aws:iam::111122223333:policy/" + name,
          *parsed};
}

/// One policy as a list of statements, or several by name; none as an empty list.
std::vector<Policy> make_policies(PolicyKind kind, const std::string& name, const json& source) {
  if (source.empty()) return {};
  if (source.is_array() || source.contains("Statement")) return {make_policy(kind, name, source)};
  std::vector<Policy> policies;
  for (const auto& [key, value] : source.items()) policies.push_back(make_policy(kind, key, value));
  return policies;
}

/// Each level by its name.
std::vector<PolicyLevel> make_levels(PolicyKind kind, const std::string& name, const json& source) {
  if (source.is_array()) return {make_policies(kind, name, source)};
  std::vector<PolicyLevel> levels;
  for (const auto& [key, value] : source.items()) levels.push_back(make_policies(kind, key, value));
  return levels;
}

Principal make_principal(const json& source) {
  using Kind = Principal::Kind;
  static const std::pair<const char*, Kind> kKinds[] = {
      {"root", Kind::kRoot},          {"user", Kind::kUser},
      {"role", Kind::kRoleSession},   {"federated-user", Kind::kFederatedUser},
      {"service", Kind::kService},    {"identity", Kind::kIdentity},
      {"anonymous", Kind::kAnonymous}};
  const std::string kind = source.at("kind");
  const auto found =
      std::ranges::find(kKinds, kind, [](const auto& row) { return std::string(row.first); });
  return {found->second,           source.value("account", ""),
          source.value("arn", ""), source.value("source", ""),
          source.value("id", ""),  source.value("provider", "")};
}

/// `table/T` is a table of the account and region that the cases are about.
std::string full_arn(const std::string& resource) {
  return resource == "*" || resource.starts_with("arn:")
             ? resource
             : "arn:aws:dynamodb:us-east-1:111122223333:" + resource;
}

void add_context(const json& source, Context& context) {
  for (const auto& [key, value] : source.items()) {
    if (!value.is_array()) {
      context.set(key, text_of(value));
      continue;
    }
    context.set(key, std::vector<std::string>{});
    for (const json& one : value) context.add(key, text_of(one));
  }
}

void add_access(const json& source, EvaluationCase& made) {
  std::string resource = source.value("resource", "*");
  Access access{source.at("action"), full_arn(resource)};
  if (const auto arn = split_arn(access.resource)) access.resource_account = arn->account();
  access.resource_account = source.value("resource account", access.resource_account);
  access.context = &made.context;
  access.resource_control = made.resource_control;
  if (made.resource_policy) access.resource_policy = &*made.resource_policy;
  made.accesses.push_back(std::move(access));
}

std::unique_ptr<EvaluationCase> make_case(const std::string& name, const json& source,
                                          const json& principals) {
  auto made = std::make_unique<EvaluationCase>();
  made->name = name;
  made->principal = make_principal(principals.at(source.value("who", "alice")));
  const auto policies = [&](const char* key, PolicyKind kind) {
    return source.contains(key) ? make_policies(kind, key, source.at(key)) : std::vector<Policy>{};
  };
  made->policies.identity = policies("identity", PolicyKind::kManaged);
  if (source.contains("boundary"))
    made->policies.boundary = policies("boundary", PolicyKind::kManaged).front();
  if (source.contains("session"))
    made->policies.session = policies("session", PolicyKind::kSession);
  if (source.contains("scp"))
    made->policies.service_control =
        make_levels(PolicyKind::kServiceControl, "scp", source.at("scp"));
  if (source.contains("rcp"))
    made->resource_control = make_levels(PolicyKind::kResourceControl, "rcp", source.at("rcp"));
  if (source.contains("resource policy"))
    made->resource_policy =
        make_policy(PolicyKind::kResource, "resource", source.at("resource policy"));
  if (source.contains("trust"))
    made->resource_policy = make_policy(PolicyKind::kTrust, "trust", source.at("trust"));
  if (source.contains("endpoint"))
    made->vpc_endpoint = make_policy(PolicyKind::kVpcEndpoint, "endpoint", source.at("endpoint"));
  made->gateway_endpoint = source.value("gateway", false);
  add_context(source.value("context", json::object()), made->context);
  if (source.contains("accesses")) {
    for (const json& one : source.at("accesses")) add_access(one, *made);
  } else {
    add_access(source, *made);
  }
  made->expected = source.at("expect");
  made->by = source.value("by", "");
  return made;
}

/// Reverses each list of statements, wherever it is.
void reverse_statements(json& value) {
  if (value.is_array() && !value.empty() && value.front().contains("Effect"))
    std::ranges::reverse(value);
  if (!value.is_structured()) return;
  for (json& one : value) reverse_statements(one);
}

/// A case and what its file says of all cases.
json with_defaults(const json& file, json one) {
  const json defaults = file.value("defaults", json::object());
  for (const auto& [key, value] : defaults.items())
    if (!one.contains(key)) one[key] = value;
  return one;
}

}  // namespace

Request EvaluationCase::request() const {
  return {principal, policies, accesses, vpc_endpoint ? &*vpc_endpoint : nullptr, gateway_endpoint};
}

std::vector<std::unique_ptr<EvaluationCase>> load_cases(StatementOrder order) {
  const json principals = read(kFolder / "principals.json");
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder / "cases"))
    files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<std::unique_ptr<EvaluationCase>> cases;
  for (const auto& file : files) {
    const json source = read(file);
    for (const json& one : source.at("cases")) {
      const std::string name = file.stem().string() + ": " + one.at("name").get<std::string>();
      json whole = with_defaults(source, one);
      if (order == StatementOrder::kReversed) reverse_statements(whole);
      cases.push_back(make_case(name, whole, principals));
    }
  }
  return cases;
}

std::string print(const Verdict& verdict) {
  static const char* const kLayers[] = {"scp",      "rcp",      "endpoint", "resource",
                                        "identity", "boundary", "session"};
  const AccessVerdict* denial = verdict.denial();
  if (denial == nullptr) return "allow";
  return std::string(denial->explicitly_denied() ? "explicit deny " : "deny ") +
         kLayers[static_cast<std::size_t>(denial->cause)];
}

std::string deciding_statements(const Verdict& verdict) {
  std::string text;
  for (const AccessVerdict& access : verdict.accesses)
    for (const LayerResult& layer : access.layers)
      if (layer.statement != nullptr)
        text += layer.policy->name + "[" + std::to_string(layer.statement->index) + "] ";
  return text;
}

}  // namespace dynarock::policy
