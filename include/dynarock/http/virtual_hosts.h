#pragma once

#include <string_view>

#include "dynarock/http/certificate.h"
#include "dynarock/http/client.h"
#include "dynarock/http/message.h"

namespace dynarock::http {

/// What a client asks a proxy for.
struct ProxyRequest {
  /// "CONNECT", or that of a request which is not tunnelled.
  std::string_view method;
  Endpoint to;
};

/// The hosts that a server stands in for. Names are in lower case. Called from every server thread
/// at once.
class VirtualHosts {
 public:
  virtual ~VirtualHosts() = default;
  /// Whether requests to that host are the handler's.
  virtual bool serves(std::string_view host) const = 0;
  /// What a client gets that asks for another.
  virtual Response refuse(const ProxyRequest& request) = 0;
  /// Of a host that is served, or of this machine. The server keeps it. May throw
  /// std::runtime_error.
  virtual Certificate certificate_of(std::string_view host) = 0;
};

}  // namespace dynarock::http
