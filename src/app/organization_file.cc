#include "app/organization_file.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/config_file.h"

namespace dynarock::app {
namespace {

using policy::PolicyKind;

class Reader {
 public:
  explicit Reader(const ConfigText& text) : text_(text) {}

  authz::Organization read(json::Value root) const {
    text_.object(root, {"Id", "Accounts", "VpcEndpoints"});
    authz::Organization organization;
    organization.id = root.find_text("Id").value_or("");
    if (const auto accounts = root.find("Accounts"))
      for (const auto& [id, account] : text_.object(*accounts).members())
        organization.accounts[std::string(id)] = read_account(account);
    if (const auto endpoints = root.find("VpcEndpoints"))
      for (const auto& [id, endpoint] : text_.object(*endpoints).members())
        organization.vpc_endpoints[std::string(id)] = read_endpoint(std::string(id), endpoint);
    return organization;
  }

 private:
  authz::OrganizationAccount read_account(json::Value account) const {
    text_.object(account, {"ServiceControlPolicies", "ResourceControlPolicies"});
    return {read_levels(account, "ServiceControlPolicies", PolicyKind::kServiceControl),
            read_levels(account, "ResourceControlPolicies", PolicyKind::kResourceControl)};
  }

  std::vector<policy::PolicyLevel> read_levels(json::Value account, std::string_view member,
                                               PolicyKind kind) const {
    std::vector<policy::PolicyLevel> levels;
    const auto given = account.find(member);
    if (!given) return levels;
    if (!given->is_array())
      text_.refuse(*given,
                   std::string(member) + " is a list of levels, the organization's root first");
    for (const json::Value level : given->elements()) {
      policy::PolicyLevel& made = levels.emplace_back();
      for (const auto& [name, document] : text_.object(level).members())
        made.push_back(read_policy(kind, std::string(name), document));
    }
    return levels;
  }

  authz::VpcEndpoint read_endpoint(const std::string& id, json::Value endpoint) const {
    text_.object(endpoint, {"VpcId", "VpcEndpointType", "PolicyDocument"});
    authz::VpcEndpoint made;
    made.vpc_id = endpoint.find_text("VpcId").value_or("");
    const std::string_view type = endpoint.find_text("VpcEndpointType").value_or("Gateway");
    if (type != "Gateway" && type != "Interface")
      text_.refuse(*endpoint.find("VpcEndpointType"), "a VpcEndpointType is Gateway or Interface");
    made.gateway = type == "Gateway";
    if (const auto document = endpoint.find("PolicyDocument"))
      made.policy = read_policy(PolicyKind::kVpcEndpoint, "policy of " + id, *document);
    return made;
  }

  policy::Policy read_policy(PolicyKind kind, std::string name, json::Value document) const {
    auto parsed = policy::parse_policy(kind, text_.object(document).source());
    if (!parsed) {
      // Its position counts from the start of the document.
      json::Position position = text_.position_of(document);
      const json::Position inside = parsed.error().position;
      position.column = inside.line == 1 ? position.column + inside.column - 1 : inside.column;
      position.line += inside.line - 1;
      text_.refuse(position, parsed.error().problem);
    }
    std::string arn;
    if (kind != PolicyKind::kVpcEndpoint)
      arn = "arn:aws:organizations::aws:policy/" +
            std::string(kind == PolicyKind::kServiceControl ? "service" : "resource") +
            "_control_policy/" + name;
    return {std::move(name), std::move(arn), std::move(*parsed)};
  }

  const ConfigText& text_;
};

}  // namespace

authz::Organization read_organization(const std::filesystem::path& file) {
  authz::Organization organization;
  read_config(file, [&](const ConfigText& text, json::Value root) {
    organization = Reader(text).read(root);
  });
  return organization;
}

}  // namespace dynarock::app
