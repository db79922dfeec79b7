#pragma once

#include <cstdint>
#include <string>

namespace dynarock::http {

/// A listening TCP socket, which the holder closes.
struct Listener {
  int descriptor = -1;
  std::uint16_t port = 0;
  bool is_ipv6 = false;
};

/// Binds and listens on a name or address; port 0 picks a free one. Of a name's addresses an IPv4
/// one is preferred. Throws std::runtime_error with one line that says what is wrong, where, and
/// what to do.
Listener listen_on(const std::string& host, std::uint16_t port);

}  // namespace dynarock::http
