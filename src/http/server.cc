#include "dynarock/http/server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <unordered_set>
#include <utility>
#include <vector>

#include "http/answer.h"
#include "http/blocking_pool.h"
#include "http/gzip.h"
#include "http/listener.h"
#include "http/proxy.h"
#include "http/request_parser.h"
#include "http/tls.h"

namespace dynarock::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::steady_clock;

// Everything is typed on the executor itself: the type-erased any_io_executor of Asio's defaults
// costs as much a call as parsing the request.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<steady_clock, asio::wait_traits<steady_clock>, Executor>;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;
using ErrorCode = boost::system::error_code;

/// Makes operations return their error instead of throwing it.
constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> kAwait{};

constexpr auto kNever = steady_clock::time_point::max();
/// How long a closing connection waits for the client to close too, so that the last answer isn't
/// lost to a reset.
constexpr std::chrono::seconds kLinger{2};
/// How long accepting pauses when the process has no descriptors left.
constexpr std::chrono::milliseconds kAcceptPause{50};
constexpr std::size_t kGzipLeastBytes = 1U << 10;
constexpr std::size_t kMaxBlockingThreads = 256;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view kConnect = "CONNECT";
constexpr std::string_view kTunnelMade = "HTTP/1.1 200 Connection established\r\n\r\n";
constexpr char kTlsHandshakeByte = 0x16;

struct Connection;

/// What becomes of a request.
enum class Way { kHandler, kNowhere, kTunnel };

/// An event loop with the connections that live on it. Used by its thread only, posts aside.
struct Loop {
  /// Closes what has no call in flight, and has the others closed after theirs.
  void close_idle();
  void close_all();

  bool stopping = false;
  std::unordered_set<Connection*> connections;
  std::thread thread;
  /// Last, so that the coroutines which it destroys still find the rest.
  asio::io_context context{1};
};

/// Counts open connections, and tells who waits for the last to go.
class ConnectionCount {
 public:
  /// One connection, until destroyed.
  class Slot {
   public:
    explicit Slot(ConnectionCount& count) : count_(&count) {}
    Slot(Slot&& other) noexcept : count_(std::exchange(other.count_, nullptr)) {}
    Slot& operator=(Slot&&) = delete;
    ~Slot() {
      if (count_ != nullptr) count_->release();
    }

   private:
    ConnectionCount* count_;
  };

  /// None if there are `limit` already.
  std::optional<Slot> take(std::size_t limit) {
    const std::lock_guard lock(mutex_);
    if (count_ >= limit) return std::nullopt;
    ++count_;
    return Slot(*this);
  }

  void wait_for_none() {
    std::unique_lock lock(mutex_);
    gone_.wait(lock, [&] { return count_ == 0; });
  }
  void wait_for_none(std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    gone_.wait_for(lock, at_most, [&] { return count_ == 0; });
  }

 private:
  void release() {
    const std::lock_guard lock(mutex_);
    if (--count_ == 0) gone_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable gone_;
  std::size_t count_ = 0;
};

/// A socket that its loop can find: to close it when its deadline passes or the server stops.
struct Connection {
  Connection(Loop& its_loop, Socket its_socket) : loop(its_loop), socket(std::move(its_socket)) {
    loop.connections.insert(this);
  }
  ~Connection() { loop.connections.erase(this); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void expire_after(std::chrono::milliseconds time) { deadline = steady_clock::now() + time; }
  void close() {
    ErrorCode ignored;
    socket.close(ignored);
  }

  Loop& loop;
  Socket socket;
  steady_clock::time_point deadline = kNever;
  /// Whether a call is being handled or answered; if not, stopping closes it at once.
  bool is_busy = false;
  bool is_secure = false;
  std::string remote_address;
  /// What of a request to the proxy must outlive it: a tunnel's host, or a target made anew.
  std::string proxied;
};

void Loop::close_idle() {
  stopping = true;
  for (Connection* connection : connections) {
    if (!connection->is_busy) connection->close();
  }
}

void Loop::close_all() {
  for (Connection* connection : connections) connection->close();
}

std::string address_of(const Socket& socket) {
  ErrorCode error;
  const asio::ip::address address = socket.remote_endpoint(error).address();
  if (error) return {};
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

/// Sends what the socket takes at once. Afterwards `buffers` is what is left; false if the
/// connection is lost.
bool send_now(Socket& socket, std::array<asio::const_buffer, 2>& buffers) {
  ErrorCode error;
  std::size_t sent = socket.write_some(buffers, error);
  if (error == asio::error::would_block) return true;
  if (error) return false;
  for (asio::const_buffer& buffer : buffers) {
    const std::size_t part = std::min(sent, buffer.size());
    buffer += part;
    sent -= part;
  }
  return true;
}

/// TLS sends through its own buffers, in the coroutine.
bool send_now(asio::ssl::stream<Socket&>&, std::array<asio::const_buffer, 2>&) { return true; }

void gzip_if_asked(const Request& request, Response& response) {
  if (response.body.size() < kGzipLeastBytes) return;
  if (!accepts_gzip(request.header("Accept-Encoding"))) return;
  for (const auto& [name, value] : response.headers) {
    if (name == "Content-Encoding") return;
  }
  std::string coded = gzip(response.body);
  if (coded.empty()) return;
  response.body = std::move(coded);
  response.headers.emplace_back("Content-Encoding", "gzip");
}

Response plain_text(int status, std::string text) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(text) + "\n"};
}

}  // namespace

class Server::Impl {
 public:
  Impl(ServerOptions options, Handler& handler)
      : options_(std::move(options)),
        handler_(handler),
        tls_(options_.tls, options_.hosts),
        blocking_pool_(kMaxBlockingThreads) {
    const unsigned threads = options_.threads != 0
                                 ? options_.threads
                                 : std::max(1U, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < threads; ++i) loops_.push_back(std::make_unique<Loop>());
    const Listener listener = listen_on(options_.host, options_.port);
    port_ = listener.port;
    acceptor_.emplace(loops_.front()->context, listener.is_ipv6 ? tcp::v6() : tcp::v4(),
                      listener.descriptor);
  }

  ~Impl() { stop(std::chrono::milliseconds(0)); }

  void start() {
    asio::co_spawn(loops_.front()->context, accept_connections(), asio::detached);
    for (auto& loop : loops_) {
      asio::co_spawn(loop->context, close_expired(*loop), asio::detached);
      loop->thread = std::thread([context = &loop->context] { context->run(); });
    }
  }

  void stop(std::chrono::milliseconds grace) {
    if (std::exchange(stopped_, true)) return;
    handler_.stop_waiting();
    if (loops_.front()->thread.joinable()) {
      asio::post(loops_.front()->context, [this] { acceptor_.reset(); });
      for (auto& loop : loops_) asio::post(loop->context, [&loop] { loop->close_idle(); });
      connections_.wait_for_none(grace);
      for (auto& loop : loops_) asio::post(loop->context, [&loop] { loop->close_all(); });
      connections_.wait_for_none();
      for (auto& loop : loops_) loop->context.stop();
      for (auto& loop : loops_) loop->thread.join();
    }
    // The first loop goes first: its coroutine that accepts holds a socket of another.
    acceptor_.reset();
    for (auto& loop : loops_) loop.reset();
  }

  std::uint16_t port() const { return port_; }

 private:
  Awaitable<void> accept_connections();
  Awaitable<void> close_expired(Loop& loop);
  Awaitable<void> serve(Loop& loop, Socket socket, ConnectionCount::Slot slot);
  Awaitable<void> serve_tls(Connection& connection, Tls::Context context, std::string_view begun);
  template <class Stream>
  Awaitable<void> exchange(Connection& connection, Stream& stream);
  Way find_way(Connection& connection, Request& request, Response& response);
  Awaitable<bool> serve_tunnel(Connection& connection, std::string_view begun);
  Awaitable<bool> begins_tls(Connection& connection, std::string_view begun);
  Awaitable<void> withhold(Connection& connection, Delivery how);

  /// The call before is over; some of the next request may be there.
  void expect_request(Connection& connection, const RequestParser& parser) const {
    connection.is_busy = false;
    connection.expire_after(parser.state() == RequestParser::State::kIdle
                                ? options_.idle_timeout
                                : options_.request_timeout);
  }

  Awaitable<void> linger(Connection& connection);
  Awaitable<void> handle_elsewhere(Executor executor, const Request& request, Response& response);

  Response handle(const Request& request) {
    Response response;
    try {
      response = handler_.handle(request);
    } catch (...) {
      response = {500, {}, {}};
    }
    gzip_if_asked(request, response);
    return response;
  }

  const ServerOptions options_;
  Handler& handler_;
  Tls tls_;
  ConnectionCount connections_;
  std::vector<std::unique_ptr<Loop>> loops_;
  std::optional<Acceptor> acceptor_;
  std::uint16_t port_ = 0;
  bool stopped_ = false;
  BlockingPool blocking_pool_;
};

Awaitable<void> Server::Impl::accept_connections() {
  for (std::size_t turn = 0;; ++turn) {
    Loop& loop = *loops_[turn % loops_.size()];
    Socket socket(loop.context);
    const auto [error] = co_await acceptor_->async_accept(socket, kAwait);
    if (!acceptor_) co_return;
    if (error) {
      Timer pause(loops_.front()->context, kAcceptPause);
      co_await pause.async_wait(kAwait);
      if (!acceptor_) co_return;
      continue;
    }
    std::optional<ConnectionCount::Slot> slot = connections_.take(options_.max_connections);
    if (!slot) continue;
    asio::co_spawn(loop.context, serve(loop, std::move(socket), std::move(*slot)), asio::detached);
  }
}

/// Deadlines are looked at now and then: a timer for each would cost every call.
Awaitable<void> Server::Impl::close_expired(Loop& loop) {
  using std::chrono::milliseconds;
  const milliseconds interval =
      std::clamp(std::min(options_.request_timeout, options_.idle_timeout) / 4, milliseconds(1),
                 milliseconds(500));
  Timer timer(loop.context);
  for (;;) {
    timer.expires_after(interval);
    co_await timer.async_wait(kAwait);
    const steady_clock::time_point now = steady_clock::now();
    for (Connection* connection : loop.connections) {
      if (connection->deadline < now) connection->close();
    }
  }
}

Awaitable<void> Server::Impl::serve(Loop& loop, Socket socket,
                                    [[maybe_unused]] ConnectionCount::Slot slot) {
  if (loop.stopping) co_return;
  Connection connection(loop, std::move(socket));
  ErrorCode error;
  connection.socket.set_option(tcp::no_delay(true), error);
  connection.socket.non_blocking(true, error);
  connection.remote_address = address_of(connection.socket);
  connection.expire_after(options_.idle_timeout);
  if (tls_.own() && co_await begins_tls(connection, {})) {
    co_await serve_tls(connection, tls_.own(), {});
  } else {
    co_await exchange(connection, connection.socket);
    co_await linger(connection);
  }
}

/// Whether the client begins with TLS. `begun` is what it has sent already; waits if that is
/// nothing.
Awaitable<bool> Server::Impl::begins_tls(Connection& connection, std::string_view begun) {
  if (!begun.empty()) co_return begun.front() == kTlsHandshakeByte;
  const auto [failed] = co_await connection.socket.async_wait(Socket::wait_read, kAwait);
  char first = 0;
  ErrorCode error;
  if (!failed) connection.socket.receive(asio::buffer(&first, 1), Socket::message_peek, error);
  co_return first == kTlsHandshakeByte;
}

/// `begun` is what has been read of it already.
Awaitable<void> Server::Impl::serve_tls(Connection& connection, Tls::Context context,
                                        std::string_view begun) {
  connection.is_secure = true;
  connection.expire_after(options_.request_timeout);
  asio::ssl::stream<Socket&> stream(connection.socket, *context);
  const auto [refused, size] = co_await stream.async_handshake(
      asio::ssl::stream_base::server, asio::buffer(begun.data(), begun.size()), kAwait);
  if (refused) co_return;
  co_await exchange(connection, stream);
  if (connection.loop.stopping || !connection.socket.is_open()) co_return;
  connection.expire_after(kLinger);
  co_await stream.async_shutdown(kAwait);
  co_await linger(connection);
}

/// Reads and answers requests until either side wants the connection closed.
template <class Stream>
Awaitable<void> Server::Impl::exchange(Connection& connection, Stream& stream) {
  RequestParser parser({options_.max_header_bytes, options_.max_body_bytes});
  std::string head;
  Response response;
  connection.expire_after(options_.idle_timeout);
  for (bool is_open = true; is_open;) {
    std::array<asio::const_buffer, 2> out;
    switch (parser.state()) {
      case RequestParser::State::kIdle:
      case RequestParser::State::kPartial: {
        if (parser.take_continue()) {
          out[0] = asio::buffer(kContinue);
          break;
        }
        const bool was_idle = parser.state() == RequestParser::State::kIdle;
        const std::span<char> room = parser.prepare();
        const auto [error, size] =
            co_await stream.async_read_some(asio::buffer(room.data(), room.size()), kAwait);
        if (error) co_return connection.close();
        parser.commit(size);
        if (was_idle && parser.state() == RequestParser::State::kPartial) {
          connection.expire_after(options_.request_timeout);
        }
        continue;
      }
      case RequestParser::State::kFailed:
        out[0] = asio::buffer(refusal(parser.error_status()));
        is_open = false;
        break;
      case RequestParser::State::kComplete: {
        Request& request = parser.request();
        request.remote_address = connection.remote_address;
        request.secure = connection.is_secure;
        connection.is_busy = true;
        connection.deadline = kNever;
        Way way = Way::kHandler;
        if (options_.proxy && names_its_host(request)) [[unlikely]] {
          way = find_way(connection, request, response);
        }
        if (way == Way::kTunnel) {
          if (co_await serve_tunnel(connection, parser.following())) co_return;
          parser.next();
          expect_request(connection, parser);
          continue;
        }
        if (way == Way::kHandler && handler_.blocks(request)) {
          co_await handle_elsewhere(connection.socket.get_executor(), request, response);
        } else if (way == Way::kHandler) {
          response = handle(request);
        }
        if (response.delivery != Delivery::kSend) [[unlikely]] {
          co_return co_await withhold(connection, response.delivery);
        }
        is_open = parser.keep_alive() && !connection.loop.stopping;
        head.clear();
        append_head(response, {is_open, parser.is_http_1_0()}, head);
        out[0] = asio::buffer(head);
        if (carries_body(request.method, response.status)) out[1] = asio::buffer(response.body);
        break;
      }
    }

    if (!send_now(stream, out)) co_return connection.close();
    if (asio::buffer_size(out) != 0) {
      connection.expire_after(options_.request_timeout);
      const auto [error, size] = co_await asio::async_write(stream, out, kAwait);
      if (error) co_return connection.close();
    }
    if (parser.state() == RequestParser::State::kComplete) {
      parser.next();
      response = {};
      is_open = is_open && !connection.loop.stopping;
      expect_request(connection, parser);
    }
  }
}

/// Of a request to the proxy. Makes it one of its host's for the handler, fills in the response
/// that says why it goes nowhere, or notes the tunnel's host.
Way Server::Impl::find_way(Connection& connection, Request& request, Response& response) {
  const auto asked = parse_proxy_request(request);
  if (!asked) {
    response = plain_text(400, asked.error());
    return Way::kNowhere;
  }
  const bool is_own = asked->to.is_loopback() && asked->to.port == port_;
  if (!is_own && !options_.hosts->serves(asked->to.host)) {
    response = options_.hosts->refuse(*asked);
    return Way::kNowhere;
  }
  if (asked->method != kConnect) {
    enter_host(request, connection.proxied);
    return Way::kHandler;
  }
  if (connection.is_secure) {
    response = plain_text(400, "CONNECT is taken without TLS: name this proxy with http://");
    return Way::kNowhere;
  }
  connection.proxied = asked->to.host;
  return Way::kTunnel;
}

/// Tells the client that the tunnel is made, and serves the TLS in it. False if there is none: then
/// requests follow as they are. `begun` is what has been read of either already.
Awaitable<bool> Server::Impl::serve_tunnel(Connection& connection, std::string_view begun) {
  connection.expire_after(options_.idle_timeout);
  const auto [error, size] =
      co_await asio::async_write(connection.socket, asio::buffer(kTunnelMade), kAwait);
  connection.is_busy = false;
  if (error || connection.loop.stopping) {
    connection.close();
    co_return true;
  }
  if (!co_await begins_tls(connection, begun)) co_return false;
  if (const Tls::Context context = tls_.of(connection.proxied)) {
    co_await serve_tls(connection, context, begun);
  } else {
    connection.close();
  }
  co_return true;
}

/// Does to a connection what a network would that does not carry the answer.
Awaitable<void> Server::Impl::withhold(Connection& connection, Delivery how) {
  ErrorCode error;
  connection.is_busy = false;
  if (how == Delivery::kSilence && !connection.loop.stopping) {
    std::array<char, 4096> sink;
    while (!error) {
      const auto [failed, size] =
          co_await connection.socket.async_read_some(asio::buffer(sink), kAwait);
      error = failed;
    }
  } else {
    connection.socket.set_option(asio::socket_base::linger(true, 0), error);
  }
  connection.close();
}

/// Closes our side and waits, for a while, until the client closes its own: closing while it still
/// sends would reset the connection, and the answer might be lost on the way.
Awaitable<void> Server::Impl::linger(Connection& connection) {
  if (connection.loop.stopping || !connection.socket.is_open()) co_return;
  ErrorCode failed;
  connection.socket.shutdown(Socket::shutdown_send, failed);
  connection.expire_after(kLinger);
  std::array<char, 4096> sink;
  while (!failed) {
    const auto [error, size] =
        co_await connection.socket.async_read_some(asio::buffer(sink), kAwait);
    failed = error;
  }
}

/// Runs the handler on a thread of its own; the coroutine sleeps until it is done.
Awaitable<void> Server::Impl::handle_elsewhere(Executor executor, const Request& request,
                                               Response& response) {
  Timer done(executor, kNever);
  blocking_pool_.run([&, executor] {
    response = handle(request);
    asio::post(executor, [&done] { done.cancel(); });
  });
  co_await done.async_wait(kAwait);
}

Server::Server(ServerOptions options, Handler& handler)
    : impl_(std::make_unique<Impl>(std::move(options), handler)) {}
Server::~Server() = default;
void Server::start() { impl_->start(); }
void Server::stop(std::chrono::milliseconds grace) { impl_->stop(grace); }
std::uint16_t Server::port() const { return impl_->port(); }

}  // namespace dynarock::http
