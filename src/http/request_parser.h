#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "dynarock/http/message.h"

namespace dynarock::http {

/// Reads one request after another out of a connection's bytes, however they are cut:
///
///   read into prepare(), commit() what came; when complete(), use request(), then next().
///
/// Knows nothing of sockets. Memory is bounded by the limits.
class RequestParser {
 public:
  struct Limits {
    /// Of the request line and headers, and of what surrounds the chunks of a chunked body.
    std::size_t header_bytes = 64U << 10;
    std::size_t body_bytes = 16U << 20;
  };
  enum class State {
    /// Nothing of a request has come.
    kIdle,
    /// Some of it has.
    kPartial,
    kComplete,
    /// What came is no request, or a larger one than the limits allow. Nothing more is read.
    kFailed,
  };

  explicit RequestParser(Limits limits);
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  /// Room for at least one byte. Valid until the next call; while idle or partial.
  std::span<char> prepare();
  /// That many bytes were written to the start of prepare().
  void commit(std::size_t bytes);

  State state() const { return state_; }
  /// Whether the client waits for "100 Continue" before it sends the body. True once a request.
  bool take_continue();

  /// When complete; its views hold until next().
  Request& request() { return request_; }
  /// When complete: whether the client wants the connection kept.
  bool keep_alive() const;
  /// When complete: whether the request is HTTP/1.0, whose clients need to be told of a kept
  /// connection.
  bool is_http_1_0() const;

  /// When complete: what has come of what follows it. Holds until next().
  std::string_view following() const { return {buffer_.get() + parsed_, end_ - parsed_}; }

  /// When failed: the status that says why: 400, 413 or 431.
  int error_status() const { return error_status_; }

  /// When complete: forgets the request and goes on to what followed it.
  void next();

 private:
  class Parser;
  friend class Parser;

  void parse();
  void restart();
  void fail(int status);
  void check_limits();
  std::size_t least_to_parse() const;
  void drop_read_chunks();
  void move_to(std::unique_ptr<char[]> buffer, std::size_t capacity);
  bool holds(std::string_view text) const;

  const Limits limits_;
  State state_ = State::kIdle;
  int error_status_ = 0;

  /// [begin_, end_) of the buffer is the current request and what followed it; up to parsed_ it is
  /// parsed, up to header_end_ it is the header (0 while that is incomplete).
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t header_end_ = 0;
  std::size_t parsed_ = 0;
  std::size_t end_ = 0;
  /// The body, if it came chunked; any other is used where it lies.
  std::string chunked_body_;

  Request request_;
  std::unique_ptr<Parser> parser_;
};

}  // namespace dynarock::http
