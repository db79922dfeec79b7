#include "http/proxy.h"

#include <strings.h>

#include <algorithm>

#include "dynarock/base/characters.h"
#include "dynarock/http/client.h"

namespace dynarock::http {
namespace {

constexpr std::string_view kTunnel = "CONNECT";

}  // namespace

tl::expected<ProxyRequest, std::string> parse_proxy_request(const Request& request) {
  const bool tunnels = request.method == kTunnel;
  const std::string target(request.target);
  if (tunnels && target.find('/') != std::string::npos)
    return tl::unexpected("\"" + target + "\" is no host and port");
  auto endpoint = parse_endpoint(tunnels ? "https://" + target : target);
  if (!endpoint) return tl::unexpected(endpoint.error());
  endpoint->host = lower_case(endpoint->host);
  return ProxyRequest{request.method, std::move(*endpoint)};
}

void enter_host(Request& request, std::string& target) {
  const std::string_view sent = request.target;
  const std::size_t start = sent.find("://") + 3;
  const std::size_t end = std::min(sent.find_first_of("/?#", start), sent.size());
  const std::string_view authority = sent.substr(start, end - start);
  request.target = sent.substr(end);
  if (!request.target.starts_with('/')) {
    target = "/" + std::string(request.target);
    request.target = target;
  }
  for (auto& [name, value] : request.headers)
    if (name.size() == 4 && ::strncasecmp(name.data(), "Host", 4) == 0) value = authority;
  if (!request.has_header("Host")) request.headers.emplace_back("Host", authority);
}

}  // namespace dynarock::http
