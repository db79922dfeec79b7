#include "app/organization_file.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "app/mapped_file.h"
#include "dynarock/base/suggestion.h"
#include "dynarock/json/document.h"
#include "dynarock/json/syntax_error.h"

namespace dynarock::app {
namespace {

using policy::PolicyKind;

class Reader {
 public:
  Reader(std::string name, std::string_view text)
      : name_(std::move(name)), text_(text), lines_(text) {}

  authz::Organization read() {
    json::Document document;
    if (!document.parse(text_)) {
      const json::SyntaxError error = json::describe_syntax_error(text_, document.stopped_at());
      refuse(lines_.position(error.offset), error.problem);
    }
    const json::Value root = document.root();
    check_object(root, {"Id", "Accounts", "VpcEndpoints"});
    authz::Organization organization;
    organization.id = root.find_text("Id").value_or("");
    if (const auto accounts = root.find("Accounts"))
      for (const auto& [id, account] : object(*accounts).members())
        organization.accounts[std::string(id)] = read_account(account);
    if (const auto endpoints = root.find("VpcEndpoints"))
      for (const auto& [id, endpoint] : object(*endpoints).members())
        organization.vpc_endpoints[std::string(id)] = read_endpoint(std::string(id), endpoint);
    return organization;
  }

 private:
  [[noreturn]] void refuse(json::Position position, const std::string& problem) const {
    throw OrganizationError(name_ + ":" + std::to_string(position.line) + ":" +
                            std::to_string(position.column) + ": " + problem);
  }
  [[noreturn]] void refuse(json::Value value, const std::string& problem) const {
    refuse(lines_.position(value.offset()), problem);
  }

  json::Value object(json::Value value) const {
    if (!value.is_object()) refuse(value, "an object is expected here");
    return value;
  }

  void check_object(json::Value value, std::initializer_list<std::string_view> known) const {
    for (const auto& [name, member] : object(value).members()) {
      if (std::ranges::find(known, name) != known.end()) continue;
      const std::vector<std::string> names(known.begin(), known.end());
      const std::string best = closest(name, names);
      refuse(lines_.position(member.name_offset()),
             "no member is called \"" + std::string(name) + "\"" +
                 (best.empty() ? "" : ", did you mean " + best + "?"));
    }
  }

  authz::OrganizationAccount read_account(json::Value account) const {
    check_object(account, {"ServiceControlPolicies", "ResourceControlPolicies"});
    return {read_levels(account, "ServiceControlPolicies", PolicyKind::kServiceControl),
            read_levels(account, "ResourceControlPolicies", PolicyKind::kResourceControl)};
  }

  std::vector<policy::PolicyLevel> read_levels(json::Value account, std::string_view member,
                                               PolicyKind kind) const {
    std::vector<policy::PolicyLevel> levels;
    const auto given = account.find(member);
    if (!given) return levels;
    if (!given->is_array())
      refuse(*given, std::string(member) + " is a list of levels, the organization's root first");
    for (const json::Value level : given->elements()) {
      policy::PolicyLevel& made = levels.emplace_back();
      for (const auto& [name, document] : object(level).members())
        made.push_back(read_policy(kind, std::string(name), document));
    }
    return levels;
  }

  authz::VpcEndpoint read_endpoint(const std::string& id, json::Value endpoint) const {
    check_object(endpoint, {"VpcId", "VpcEndpointType", "PolicyDocument"});
    authz::VpcEndpoint made;
    made.vpc_id = endpoint.find_text("VpcId").value_or("");
    const std::string_view type = endpoint.find_text("VpcEndpointType").value_or("Gateway");
    if (type != "Gateway" && type != "Interface")
      refuse(*endpoint.find("VpcEndpointType"), "a VpcEndpointType is Gateway or Interface");
    made.gateway = type == "Gateway";
    if (const auto document = endpoint.find("PolicyDocument"))
      made.policy = read_policy(PolicyKind::kVpcEndpoint, "policy of " + id, *document);
    return made;
  }

  policy::Policy read_policy(PolicyKind kind, std::string name, json::Value document) const {
    auto parsed = policy::parse_policy(kind, object(document).source());
    if (!parsed) {
      // Its position counts from the start of the document.
      json::Position position = lines_.position(document.offset());
      const json::Position inside = parsed.error().position;
      position.column = inside.line == 1 ? position.column + inside.column - 1 : inside.column;
      position.line += inside.line - 1;
      refuse(position, parsed.error().problem);
    }
    std::string arn;
    if (kind != PolicyKind::kVpcEndpoint)
      arn = "arn:aws:organizations::aws:policy/" +
            std::string(kind == PolicyKind::kServiceControl ? "service" : "resource") +
            "_control_policy/" + name;
    return {std::move(name), std::move(arn), std::move(*parsed)};
  }

  const std::string name_;
  const std::string_view text_;
  const json::LineIndex lines_;
};

}  // namespace

authz::Organization read_organization(const std::filesystem::path& file) {
  try {
    const MappedFile mapped(file);
    return Reader(file.string(), mapped.text()).read();
  } catch (const std::system_error& error) {
    throw OrganizationError("can't read " + file.string() + ": " + error.code().message());
  }
}

}  // namespace dynarock::app
