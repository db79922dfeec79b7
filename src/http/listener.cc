#include "http/listener.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace dynarock::http {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Addresses resolve(const std::string& host, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int code = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (code != 0) {
    throw std::runtime_error("can't listen on " + host + ": " + ::gai_strerror(code) +
                             "; give an address of this machine with --host");
  }
  return {found, &::freeaddrinfo};
}

const addrinfo& preferred(const addrinfo& first) {
  for (const addrinfo* address = &first; address != nullptr; address = address->ai_next) {
    if (address->ai_family == AF_INET) return *address;
  }
  return first;
}

std::string explain(int code, const std::string& host, std::uint16_t port) {
  const std::string place = "port " + std::to_string(port) + " on " + host;
  switch (code) {
    case EADDRINUSE:
      return place +
             " is already in use: stop the program that listens there or choose another with "
             "--port (0 picks a free one)";
    case EACCES:
      return place +
             " is reserved for privileged programs: choose one above 1023 with --port (0 picks a "
             "free one)";
    case EADDRNOTAVAIL:
      return "can't listen on " + host +
             ": this machine has no such address; choose another with --host";
    default:
      return "can't listen on " + place + ": " + std::strerror(code) +
             "; choose another address with --host and --port";
  }
}

std::uint16_t port_of(int descriptor) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6&>(address).sin6_port
                                             : reinterpret_cast<sockaddr_in&>(address).sin_port);
}

}  // namespace

Listener listen_on(const std::string& host, std::uint16_t port) {
  const Addresses addresses = resolve(host, port);
  const addrinfo& address = preferred(*addresses);
  const int descriptor = ::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int on = 1;
  if (descriptor < 0 || ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      ::bind(descriptor, address.ai_addr, address.ai_addrlen) != 0 ||
      ::listen(descriptor, SOMAXCONN) != 0) {
    const int code = errno;
    if (descriptor >= 0) ::close(descriptor);
    throw std::runtime_error(explain(code, host, port));
  }
  return {descriptor, port_of(descriptor), address.ai_family == AF_INET6};
}

}  // namespace dynarock::http
