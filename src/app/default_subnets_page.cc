#include "app/default_subnets_page.h"

#include <utility>

#include "dynarock/json/writer.h"

namespace dynarock::app {

Admin::Page default_subnets_page(const ec2::Network& network, std::string account) {
  return [&network, account = std::move(account)](const http::Request& request) {
    const std::string region = query_parameter(request, "region");
    std::string body;
    json::Writer out(body);
    out.begin_object().key("subnets").begin_array();
    for (const ec2::Subnet& subnet : network.default_subnets({account, region}))
      out.string(subnet.id);
    out.end_array().end_object();
    return json_answer(200, std::move(body));
  };
}

}  // namespace dynarock::app
