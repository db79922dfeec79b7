// The floor that limits are stated against, "null": one thread, raw epoll, a constant answer of 500
// bytes; of a request only the end is found.
//
//   null_server [port]      prints the port it listens on, and serves until killed

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

constexpr std::size_t kBodyBytes = 500;

struct Connection {
  int socket;
  std::string bytes;
};

/// The size of the request at the start of `bytes`; 0 if it isn't all there.
std::size_t request_size(std::string_view bytes) {
  const std::size_t head_end = bytes.find("\r\n\r\n");
  if (head_end == std::string_view::npos) return 0;
  constexpr std::string_view kName = "\r\nContent-Length:";
  std::size_t body_size = 0;
  for (std::size_t at = bytes.find("\r\n"); at < head_end; at = bytes.find("\r\n", at + 2)) {
    if (::strncasecmp(bytes.data() + at, kName.data(), kName.size()) != 0) continue;
    const char* value = bytes.data() + at + kName.size();
    while (*value == ' ') ++value;
    std::from_chars(value, bytes.data() + head_end, body_size);
    break;
  }
  const std::size_t size = head_end + 4 + body_size;
  return size <= bytes.size() ? size : 0;
}

std::string make_answer() {
  return "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: " +
         std::to_string(kBodyBytes) + "\r\n\r\n" + std::string(kBodyBytes, 'x');
}

/// False when the connection is over.
bool serve(Connection& connection, std::string_view answer) {
  char buffer[65536];
  const ssize_t size = ::recv(connection.socket, buffer, sizeof buffer, 0);
  if (size <= 0) return false;
  std::string_view bytes(buffer, static_cast<std::size_t>(size));
  if (!connection.bytes.empty()) bytes = connection.bytes.append(bytes);
  while (const std::size_t used = request_size(bytes)) {
    if (::send(connection.socket, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) return false;
    bytes.remove_prefix(used);
  }
  connection.bytes = std::string(bytes);
  return true;
}

void add(int poll, int socket, void* data) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.ptr = data;
  ::epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
}

}  // namespace

int main(int count, char** arguments) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(count > 1 ? std::atoi(arguments[1]) : 0));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener, SOMAXCONN) != 0) {
    std::perror("null_server");
    return 1;
  }
  socklen_t size = sizeof address;
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  std::printf("%d\n", ntohs(address.sin_port));
  std::fflush(stdout);

  const std::string answer = make_answer();
  const int poll = ::epoll_create1(0);
  add(poll, listener, nullptr);
  for (;;) {
    epoll_event events[64];
    const int ready = ::epoll_wait(poll, events, 64, -1);
    for (int i = 0; i < ready; ++i) {
      auto* connection = static_cast<Connection*>(events[i].data.ptr);
      if (connection == nullptr) {
        const int socket = ::accept(listener, nullptr, nullptr);
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        add(poll, socket, new Connection{socket, {}});
      } else if (!serve(*connection, answer)) {
        ::close(connection->socket);
        delete connection;
      }
    }
  }
}
