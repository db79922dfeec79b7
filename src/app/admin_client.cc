#include "app/admin_client.h"

#include "app/admin.h"
#include "app/server_url.h"
#include "dynarock/http/client.h"
#include "dynarock/json/document.h"

namespace dynarock::app {

tl::expected<std::string, std::string> ask_server(const std::string& endpoint_url,
                                                  const std::string& page) {
  const auto endpoint = http::parse_endpoint(server_url(endpoint_url));
  if (!endpoint) return tl::unexpected(endpoint.error());
  if (!endpoint->is_loopback())
    return tl::unexpected(endpoint->host +
                          " is another machine; a server tells its own machine only");
  http::Client client(*endpoint);
  auto response = client.send({.target = endpoint->path + std::string(kAdminPrefix) + page});
  if (!response) return tl::unexpected(response.error());
  if (response->status == 200) return std::move(response->body);
  json::Document answer;
  if (answer.parse(response->body) && answer.root().is_object())
    if (const auto message = answer.root().find_text("message"))
      return tl::unexpected(std::string(*message));
  return tl::unexpected(endpoint->authority() + " is no dynarock server");
}

}  // namespace dynarock::app
