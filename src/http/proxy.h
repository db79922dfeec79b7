#pragma once

#include <string>
#include <tl/expected.hpp>

#include "dynarock/http/message.h"
#include "dynarock/http/virtual_hosts.h"

namespace dynarock::http {

/// Whether a request says where it is to go, as those to proxies do: `CONNECT host:443` or
/// `GET http://host/path`.
inline bool names_its_host(const Request& request) {
  return !request.target.starts_with('/') && request.target != "*";
}

/// Where it is to go; or in one line what is wrong with its target.
tl::expected<ProxyRequest, std::string> parse_proxy_request(const Request& request);

/// Makes `GET http://host/path` what the host gets: `GET /path` with that host. `target` is to hold
/// the target where it can't be a part of the one sent.
void enter_host(Request& request, std::string& target);

}  // namespace dynarock::http
