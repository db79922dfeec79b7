#include "dynarock/http/client.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>

namespace dynarock::http {
namespace {

constexpr std::size_t kMaxHeadBytes = 64U << 10;
constexpr std::size_t kMaxBodyBytes = 64U << 20;

template <class T>
using Outcome = tl::expected<T, std::string>;

std::string system_text(int code) { return std::strerror(code); }

/// Owns a socket.
class Socket {
 public:
  explicit Socket(int descriptor = -1) : descriptor_(descriptor) {}
  Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~Socket() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

/// Waits until the socket can be written (or read). Nothing went wrong if the text is empty.
std::string wait_for(int socket, short events, std::chrono::milliseconds timeout) {
  pollfd entry{socket, events, 0};
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    const int ready = ::poll(&entry, 1, static_cast<int>(std::max<long>(0, left.count())));
    if (ready > 0) return {};
    if (ready == 0) return "no answer within " + std::to_string(timeout.count()) + " ms";
    if (errno != EINTR) return system_text(errno);
  }
}

Outcome<Socket> connect_to(const addrinfo& address, std::chrono::milliseconds timeout) {
  Socket socket(::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (socket.get() < 0) return tl::unexpected(system_text(errno));
  const int on = 1;
  ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(socket.get(), address.ai_addr, address.ai_addrlen) != 0 && errno != EINPROGRESS) {
    return tl::unexpected(system_text(errno));
  }
  std::string problem = wait_for(socket.get(), POLLOUT, timeout);
  if (!problem.empty()) return tl::unexpected(std::move(problem));
  int code = 0;
  socklen_t size = sizeof code;
  ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &code, &size);
  if (code != 0) return tl::unexpected(system_text(code));
  return socket;
}

Outcome<Socket> connect_to(const Endpoint& endpoint, std::chrono::milliseconds timeout) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* addresses = nullptr;
  const int code = ::getaddrinfo(endpoint.host.c_str(), std::to_string(endpoint.port).c_str(),
                                 &hints, &addresses);
  if (code != 0) return tl::unexpected(std::string(::gai_strerror(code)));
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(addresses, &::freeaddrinfo);
  Outcome<Socket> result = tl::unexpected<std::string>("it has no address");
  for (const addrinfo* address = addresses; address != nullptr && !result;
       address = address->ai_next) {
    result = connect_to(*address, timeout);
  }
  return result;
}

struct TlsFree {
  void operator()(SSL* tls) const { SSL_free(tls); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};

std::string tls_text(SSL* tls) {
  const long verified = SSL_get_verify_result(tls);
  if (verified != X509_V_OK) {
    return std::string("its certificate is not trusted (") +
           X509_verify_cert_error_string(verified) +
           "); set AWS_CA_BUNDLE to a file of the authorities to trust";
  }
  const unsigned long code = ERR_peek_last_error();
  const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  return std::string("TLS fails: ") + (reason == nullptr ? "the connection was closed" : reason);
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return left.size() == right.size() && ::strncasecmp(left.data(), right.data(), left.size()) == 0;
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The last header of that name; empty if there is none.
std::string_view header_of(const Response& response, std::string_view name) {
  std::string_view result;
  for (const auto& [key, value] : response.headers) {
    if (equal_ignoring_case(key, name)) result = value;
  }
  return result;
}

/// Status line and header lines, without the empty line that ends them.
Outcome<Response> parse_head(std::string_view head) {
  Response response;
  const std::string_view status_line = head.substr(0, head.find("\r\n"));
  const bool is_http = status_line.starts_with("HTTP/1.") && status_line.size() >= 12;
  if (!is_http ||
      std::from_chars(status_line.data() + 9, status_line.data() + 12, response.status).ptr !=
          status_line.data() + 12) {
    return tl::unexpected<std::string>("what answers there is no HTTP server");
  }
  std::string_view rest = head.substr(std::min(head.size(), status_line.size() + 2));
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find("\r\n"), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + 2));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    response.headers.emplace_back(line.substr(0, colon), trim(line.substr(colon + 1)));
  }
  return response;
}

std::string serialize(const Endpoint& endpoint, const ClientRequest& request) {
  std::string bytes =
      request.method + " " + request.target + " HTTP/1.1\r\nHost: " + endpoint.authority() + "\r\n";
  for (const auto& [name, value] : request.headers) bytes += name + ": " + value + "\r\n";
  if (!request.body.empty() || request.method == "POST") {
    bytes += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  }
  return bytes + "\r\n" + request.body;
}

}  // namespace

/// An open connection and what has been read from it but not used.
class Client::Connection {
 public:
  static Outcome<std::unique_ptr<Connection>> open(const Endpoint& endpoint,
                                                   const ClientOptions& options) {
    auto socket = connect_to(endpoint, options.connect_timeout);
    if (!socket) return tl::unexpected(socket.error());
    auto connection = std::make_unique<Connection>(std::move(*socket), options.io_timeout);
    if (endpoint.secure) {
      std::string problem = connection->start_tls(endpoint, options);
      if (!problem.empty()) return tl::unexpected(std::move(problem));
    }
    return connection;
  }

  Connection(Socket socket, std::chrono::milliseconds timeout)
      : socket_(std::move(socket)), timeout_(timeout) {}

  /// Empty if all was sent.
  std::string send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = transfer(
          [&](SSL* tls) {
            return SSL_write(tls, bytes.data(),
                             static_cast<int>(std::min<std::size_t>(bytes.size(), 1U << 20)));
          },
          [&] { return ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL); }, POLLOUT);
      if (!sent) return sent.error();
      if (*sent == 0) return "the connection was closed";
      bytes.remove_prefix(*sent);
    }
    return {};
  }

  /// Everything up to and with `end`, which it cuts off.
  Outcome<std::string> read_until(std::string_view end, std::size_t limit) {
    for (;;) {
      const std::size_t position = buffer_.find(end);
      if (position != std::string::npos) {
        std::string result = buffer_.substr(0, position);
        buffer_.erase(0, position + end.size());
        return result;
      }
      if (buffer_.size() > limit) return tl::unexpected<std::string>("its answer is too large");
      const auto more = read_some();
      if (!more) return tl::unexpected(more.error());
      if (!*more) return tl::unexpected<std::string>("the connection was closed");
    }
  }

  Outcome<std::string> read_exactly(std::size_t size) {
    if (size > kMaxBodyBytes) return tl::unexpected<std::string>("its answer is too large");
    while (buffer_.size() < size) {
      const auto more = read_some();
      if (!more) return tl::unexpected(more.error());
      if (!*more) return tl::unexpected<std::string>("the connection was closed");
    }
    std::string result = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return result;
  }

  Outcome<std::string> read_to_end() {
    for (;;) {
      if (buffer_.size() > kMaxBodyBytes) {
        return tl::unexpected<std::string>("its answer is too large");
      }
      const auto more = read_some();
      if (!more) return tl::unexpected(more.error());
      if (!*more) return std::exchange(buffer_, {});
    }
  }

  Outcome<std::string> read_chunked() {
    std::string body;
    for (;;) {
      const auto line = read_until("\r\n", kMaxHeadBytes);
      if (!line) return line;
      std::size_t size = 0;
      if (std::from_chars(line->data(), line->data() + line->size(), size, 16).ec != std::errc()) {
        return tl::unexpected<std::string>("its answer is malformed");
      }
      if (size == 0) break;
      if (size > kMaxBodyBytes - body.size()) {
        return tl::unexpected<std::string>("its answer is too large");
      }
      const auto chunk = read_exactly(size + 2);
      if (!chunk) return chunk;
      body.append(*chunk, 0, size);
    }
    for (;;) {
      const auto trailer = read_until("\r\n", kMaxHeadBytes);
      if (!trailer) return trailer;
      if (trailer->empty()) return body;
    }
  }

  /// Whether anything of an answer has arrived.
  bool has_received() const { return received_; }
  void expect_answer() { received_ = !buffer_.empty(); }

 private:
  std::string start_tls(const Endpoint& endpoint, const ClientOptions& options) {
    ERR_clear_error();
    context_.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    const char* variable = std::getenv("AWS_CA_BUNDLE");
    const std::string bundle = !options.ca_bundle.empty() ? options.ca_bundle
                               : variable == nullptr      ? ""
                                                          : variable;
    if (bundle.empty()) {
      SSL_CTX_set_default_verify_paths(context_.get());
    } else if (SSL_CTX_load_verify_locations(context_.get(), bundle.c_str(), nullptr) != 1) {
      return "can't read authorities to trust from " + bundle;
    }
    tls_.reset(SSL_new(context_.get()));
    in6_addr address{};
    if (inet_pton(AF_INET, endpoint.host.c_str(), &address) == 1 ||
        inet_pton(AF_INET6, endpoint.host.c_str(), &address) == 1) {
      X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls_.get()), endpoint.host.c_str());
    } else {
      SSL_set1_host(tls_.get(), endpoint.host.c_str());
      SSL_set_tlsext_host_name(tls_.get(), endpoint.host.c_str());
    }
    SSL_set_fd(tls_.get(), socket_.get());
    const auto connected =
        transfer([](SSL* tls) { return SSL_connect(tls); }, [] { return ssize_t{0}; }, POLLIN);
    if (!connected) return connected.error();
    return *connected == 0 ? "TLS fails: the connection was closed" : "";
  }

  /// False at the end of the stream.
  Outcome<bool> read_some() {
    std::array<char, 16384> chunk;
    const auto size = transfer(
        [&](SSL* tls) { return SSL_read(tls, chunk.data(), static_cast<int>(chunk.size())); },
        [&] { return ::recv(socket_.get(), chunk.data(), chunk.size(), 0); }, POLLIN);
    if (!size) return tl::unexpected(size.error());
    buffer_.append(chunk.data(), *size);
    if (*size > 0) received_ = true;
    return *size > 0;
  }

  /// Does one read or write over TLS or else the plain socket, waiting as need be; how many bytes
  /// went, 0 at the end of the stream.
  Outcome<std::size_t> transfer(const auto& over_tls, const auto& plain, short events) {
    for (;;) {
      short wanted = events;
      if (tls_) {
        ERR_clear_error();
        const int result = over_tls(tls_.get());
        if (result > 0) return static_cast<std::size_t>(result);
        switch (SSL_get_error(tls_.get(), result)) {
          case SSL_ERROR_WANT_READ:
            wanted = POLLIN;
            break;
          case SSL_ERROR_WANT_WRITE:
            wanted = POLLOUT;
            break;
          case SSL_ERROR_ZERO_RETURN:
            return std::size_t{0};
          default:
            return tl::unexpected(tls_text(tls_.get()));
        }
      } else {
        const ssize_t result = plain();
        if (result >= 0) return static_cast<std::size_t>(result);
        if (errno == EINTR) continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) return tl::unexpected(system_text(errno));
      }
      std::string problem = wait_for(socket_.get(), wanted, timeout_);
      if (!problem.empty()) return tl::unexpected(std::move(problem));
    }
  }

  Socket socket_;
  std::chrono::milliseconds timeout_;
  std::unique_ptr<SSL_CTX, TlsFree> context_;
  std::unique_ptr<SSL, TlsFree> tls_;
  std::string buffer_;
  bool received_ = false;
};

/// Why there is no answer, and whether any of it had arrived.
struct Client::Failure {
  std::string problem;
  bool received = false;
};

Client::Client(Endpoint endpoint, ClientOptions options)
    : endpoint_(std::move(endpoint)), options_(std::move(options)) {}

Client::~Client() = default;

const Endpoint& Client::endpoint() const { return endpoint_; }

std::string Client::describe(const std::string& problem) const {
  return "no answer from " + std::string(endpoint_.secure ? "https://" : "http://") +
         endpoint_.authority() + ": " + problem;
}

tl::expected<Response, std::string> Client::send(const ClientRequest& request) {
  const std::string bytes = serialize(endpoint_, request);
  const bool was_kept = connection_ != nullptr;
  for (int attempt = 0;; ++attempt) {
    if (!connection_) {
      auto opened = Connection::open(endpoint_, options_);
      if (!opened) return tl::unexpected(describe(opened.error()));
      connection_ = std::move(*opened);
    }
    auto response = exchange(bytes, request.method == "HEAD");
    if (response) return std::move(*response);
    connection_.reset();
    const bool was_stale = was_kept && attempt == 0 && !response.error().received;
    if (!was_stale) return tl::unexpected(describe(response.error().problem));
  }
}

tl::expected<Response, Client::Failure> Client::exchange(const std::string& bytes,
                                                         bool without_body) {
  const auto fail = [this](std::string problem) {
    return tl::unexpected(Failure{std::move(problem), connection_->has_received()});
  };
  connection_->expect_answer();
  if (std::string problem = connection_->send(bytes); !problem.empty()) return fail(problem);
  Outcome<Response> response = Response{100, {}, {}};
  while (response->status == 100) {
    auto head = connection_->read_until("\r\n\r\n", kMaxHeadBytes);
    if (!head) return fail(head.error());
    head_ = *std::move(head);
    response = parse_head(head_);
    if (!response) return fail(response.error());
  }
  const std::string_view length = header_of(*response, "content-length");
  const bool empty = without_body || response->status == 204 || response->status == 304;
  bool closes = equal_ignoring_case(header_of(*response, "connection"), "close");
  Outcome<std::string> body;
  if (!empty && equal_ignoring_case(header_of(*response, "transfer-encoding"), "chunked")) {
    body = connection_->read_chunked();
  } else if (!empty && !length.empty()) {
    std::size_t size = 0;
    if (std::from_chars(length.data(), length.data() + length.size(), size).ec != std::errc()) {
      return fail("its answer is malformed");
    }
    body = connection_->read_exactly(size);
  } else if (!empty) {
    body = connection_->read_to_end();
    closes = true;
  }
  if (!body) return fail(body.error());
  response->body = std::move(*body);
  if (closes) connection_.reset();
  return std::move(*response);
}

}  // namespace dynarock::http
