#include <arpa/inet.h>

#include "dynarock/base/numbers.h"
#include "dynarock/http/client.h"

namespace dynarock::http {
namespace {

constexpr std::uint16_t kHttpPort = 80, kHttpsPort = 443;

bool is_loopback_address(const std::string& host) {
  in_addr v4{};
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return ntohl(v4.s_addr) >> 24 == 127;
  in6_addr v6{};
  return inet_pton(AF_INET6, host.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

}  // namespace

std::string Endpoint::authority() const {
  const bool is_ipv6 = host.find(':') != std::string::npos;
  const std::string name = is_ipv6 ? "[" + host + "]" : host;
  const std::uint16_t own_port = secure ? kHttpsPort : kHttpPort;
  return port == own_port ? name : name + ":" + std::to_string(port);
}

bool Endpoint::is_loopback() const {
  return host == "localhost" || host.ends_with(".localhost") || is_loopback_address(host);
}

tl::expected<Endpoint, std::string> parse_endpoint(std::string_view url) {
  const auto wrong = [url](const char* why) {
    return tl::unexpected("\"" + std::string(url) + "\" is no URL: " + why);
  };
  Endpoint endpoint;
  std::string_view rest = url;
  if (rest.starts_with("https://")) {
    endpoint.secure = true;
    endpoint.port = kHttpsPort;
    rest.remove_prefix(8);
  } else if (rest.starts_with("http://")) {
    rest.remove_prefix(7);
  } else {
    return wrong("it starts with neither http:// nor https://");
  }
  std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  std::string_view path = rest.substr(authority.size());
  path = path.substr(0, path.find_first_of("?#"));
  while (path.ends_with('/')) path.remove_suffix(1);
  endpoint.path = path;

  std::string_view port;
  if (authority.starts_with('[')) {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) return wrong("a bracket is not closed");
    endpoint.host = authority.substr(1, end - 1);
    authority.remove_prefix(end + 1);
    if (!authority.empty() && authority[0] != ':') return wrong("after ] only a port can follow");
    port = authority;
  } else {
    endpoint.host = authority.substr(0, authority.find(':'));
    port = authority.substr(endpoint.host.size());
  }
  if (endpoint.host.empty()) return wrong("it names no host");
  if (endpoint.host.find_first_of("@ ") != std::string::npos)
    return wrong("its host holds a character that hosts don't");
  if (port.empty()) return endpoint;
  port.remove_prefix(1);
  endpoint.port = parse_number<std::uint16_t>(port).value_or(0);
  if (endpoint.port == 0) return wrong("its port is no number from 1 to 65535");
  return endpoint;
}

}  // namespace dynarock::http
