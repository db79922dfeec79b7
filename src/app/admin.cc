#include "app/admin.h"

#include <algorithm>
#include <utility>

#include "dynarock/base/uri_encoding.h"
#include "dynarock/http/client.h"
#include "dynarock/json/writer.h"

namespace dynarock::app {
namespace {

bool is_loopback_address(std::string_view address) {
  constexpr std::string_view kMapped = "::ffff:";
  if (address.starts_with(kMapped)) address.remove_prefix(kMapped.size());
  return address == "::1" || address.starts_with("127.");
}

/// Whether the client called the server by a name of this machine's; others are a web page's that
/// made a name of its own point here.
bool is_loopback_host(std::string_view host) {
  const auto endpoint = http::parse_endpoint("http://" + std::string(host));
  return endpoint && endpoint->is_loopback();
}

bool is_local(const http::Request& request) {
  return is_loopback_address(request.remote_address) && is_loopback_host(request.header("Host")) &&
         !request.has_header("Origin");
}

}  // namespace

http::Response Admin::handle(const http::Request& request) {
  const std::string_view path = request.path();
  if (!path.starts_with(kAdminPrefix)) return api_.handle(request);
  if (!is_local(request)) return refusal(403, "Only this machine is answered.");
  const auto page = pages_.find(path.substr(kAdminPrefix.size()));
  if (page == pages_.end()) return refusal(404, "There is no such page.");
  if (request.method != "GET") return refusal(405, "Only GET is answered.");
  return page->second(request);
}

http::Response json_answer(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "application/json");
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = std::move(body);
  return response;
}

http::Response refusal(int status, std::string_view message) {
  std::string body;
  json::Writer(body).begin_object().member("message", message).end_object();
  return json_answer(status, std::move(body));
}

std::string query_parameter(const http::Request& request, std::string_view name) {
  const std::size_t mark = std::min(request.target.find('?'), request.target.size());
  std::string_view rest = request.target.substr(std::min(request.target.size(), mark + 1));
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (pair.substr(0, equals) == name)
      return uri_decoded(pair.substr(std::min(pair.size(), equals + 1)));
  }
  return {};
}

}  // namespace dynarock::app
