#include "tests/support/raw_client.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <csignal>
#include <stdexcept>

namespace dynarock::testing {

struct RawClient::Tls {
  ~Tls() {
    SSL_free(session);
    SSL_CTX_free(context);
  }
  SSL_CTX* context = nullptr;
  SSL* session = nullptr;
};

namespace {

/// Has the context verify certificates by that authority alone.
void trust(SSL_CTX* context, const std::string& authority) {
  BIO* bytes = BIO_new_mem_buf(authority.data(), static_cast<int>(authority.size()));
  X509* certificate = PEM_read_bio_X509(bytes, nullptr, nullptr, nullptr);
  X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  X509_free(certificate);
  BIO_free(bytes);
}

}  // namespace

RawClient::RawClient(std::uint16_t port, Security security)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{10, 0};
  const int on = 1;
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    throw std::runtime_error("can't connect to port " + std::to_string(port));
  }
  if (security == Security::kTls) begin_tls();
}

void RawClient::begin_tls(const std::string& host, const std::string& authority) {
  // OpenSSL writes to sockets that the server may have closed.
  std::signal(SIGPIPE, SIG_IGN);
  tls_ = std::make_unique<Tls>();
  tls_->context = SSL_CTX_new(TLS_client_method());
  if (!authority.empty()) trust(tls_->context, authority);
  tls_->session = SSL_new(tls_->context);
  SSL_set_fd(tls_->session, socket_);
  if (!host.empty()) SSL_set_tlsext_host_name(tls_->session, host.c_str());
  if (!authority.empty()) SSL_set1_host(tls_->session, host.c_str());
  if (SSL_connect(tls_->session) != 1)
    throw std::runtime_error("no TLS: " + std::string(X509_verify_cert_error_string(
                                              SSL_get_verify_result(tls_->session))));
}

RawClient::~RawClient() { ::close(socket_); }

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent =
        tls_ ? SSL_write(tls_->session, bytes.data(), static_cast<int>(bytes.size()))
             : ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

RawAnswer RawClient::read_answer(bool without_body) {
  RawAnswer answer;
  std::string head;
  if (!read_until("\r\n\r\n", head) || head.size() < 12) return {};
  answer.status = std::stoi(head.substr(9, 3));
  for (std::size_t at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at)) {
    at += 2;
    const std::size_t colon = head.find(": ", at);
    if (colon == std::string::npos) break;
    std::string name = head.substr(at, colon - at);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    answer.headers[name] = head.substr(colon + 2, head.find("\r\n", colon) - colon - 2);
  }
  if (without_body || answer.status < 200) return answer;
  if (answer.headers.contains("transfer-encoding")) {
    if (!read_chunks(answer.body)) return {};
  } else if (answer.headers.contains("content-length")) {
    if (!read_exactly(std::stoul(answer.headers["content-length"]), answer.body)) return {};
  }
  return answer;
}

RawAnswer RawClient::call(std::string_view bytes) {
  send(bytes);
  return read_answer();
}

std::string RawClient::read_to_end() {
  while (read_some()) {
  }
  return std::move(buffer_);
}

void RawClient::finish_sending() { ::shutdown(socket_, SHUT_WR); }

bool RawClient::read_some() {
  char bytes[16384];
  const ssize_t count =
      tls_ ? SSL_read(tls_->session, bytes, sizeof bytes) : ::recv(socket_, bytes, sizeof bytes, 0);
  if (count < 0 && !tls_ && (errno == EAGAIN || errno == EWOULDBLOCK)) {
    throw std::runtime_error("the server has been silent for ten seconds");
  }
  was_reset_ = count < 0 && errno == ECONNRESET;
  if (count <= 0) return false;
  buffer_.append(bytes, static_cast<std::size_t>(count));
  return true;
}

bool RawClient::read_until(std::string_view end, std::string& out) {
  std::size_t found;
  while ((found = buffer_.find(end)) == std::string::npos) {
    if (!read_some()) return false;
  }
  out = buffer_.substr(0, found);
  buffer_.erase(0, found + end.size());
  return true;
}

bool RawClient::read_exactly(std::size_t size, std::string& out) {
  while (buffer_.size() < size) {
    if (!read_some()) return false;
  }
  out += buffer_.substr(0, size);
  buffer_.erase(0, size);
  return true;
}

bool RawClient::read_chunks(std::string& out) {
  for (;;) {
    std::string line, end;
    if (!read_until("\r\n", line)) return false;
    const std::size_t size = std::stoul(line, nullptr, 16);
    if (!read_exactly(size, out) || !read_until("\r\n", end)) return false;
    if (size == 0) return true;
  }
}

}  // namespace dynarock::testing
