#pragma once

#include <boost/asio/ssl/context.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "dynarock/http/certificate.h"
#include "dynarock/http/virtual_hosts.h"

namespace dynarock::http {

/// What a server needs for TLS: its own certificate and those of the hosts that it stands in for,
/// made when they are first asked for. Safe to use from several threads.
class Tls {
 public:
  using Context = std::shared_ptr<boost::asio::ssl::context>;

  /// `hosts` may be null. Throws std::runtime_error if `own` is given and is no certificate.
  Tls(const Certificate& own, VirtualHosts* hosts);
  Tls(const Tls&) = delete;
  Tls& operator=(const Tls&) = delete;

  /// Of connections to the server itself; another is taken if the client names one of the hosts.
  /// Null if the server has no certificate of its own.
  const Context& own() const { return own_; }
  /// Of connections to one of the hosts. Null if it can have no certificate.
  Context of(std::string_view host);

 private:
  /// More than that many are not kept.
  static constexpr std::size_t kMaxContexts = 1'000;

  static int choose_host(SSL* connection, int* alert, void* self);

  VirtualHosts* const hosts_;
  Context own_;
  std::mutex mutex_;  // guards the member below
  std::map<std::string, Context, std::less<>> contexts_;
};

}  // namespace dynarock::http
