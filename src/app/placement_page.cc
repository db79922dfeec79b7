#include "app/placement_page.h"

#include <utility>

#include "dynarock/json/writer.h"

namespace dynarock::app {
namespace {

void write_texts(std::string_view name, const ecs::Texts& texts, json::Writer& out) {
  out.key(name).begin_array();
  for (const std::string& text : texts) out.string(text);
  out.end_array();
}

}  // namespace

Admin::Page placement_page(const ecs::State& state, const ec2::Network& network,
                           std::string account) {
  return [&state, &network, account = std::move(account)](const http::Request& request) {
    const ecs::NetworkConfiguration placement =
        placement_of(state, network, {account, query_parameter(request, "region")},
                     query_parameter(request, "family"));
    std::string body;
    json::Writer out(body);
    out.begin_object();
    write_texts("subnets", placement.subnets, out);
    write_texts("securityGroups", placement.security_groups, out);
    out.member("assignPublicIp", placement.assign_public_ip ? "ENABLED" : "DISABLED").end_object();
    return json_answer(200, std::move(body));
  };
}

}  // namespace dynarock::app
