#include "http/request_parser.h"

#include <strings.h>

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <cstdint>
#include <cstring>
#include <functional>
#include <utility>

namespace dynarock::http {
namespace {

namespace beast = boost::beast;
using beast::http::error;
using beast::http::field;
using ErrorCode = boost::system::error_code;

constexpr std::size_t kInitialCapacity = 8U << 10;
/// A buffer that grew larger is given back once its request is answered.
constexpr std::size_t kKeptCapacity = 64U << 10;
/// With less room than this a read is not worth its call.
constexpr std::size_t kLeastRoom = 1U << 10;

std::string_view view_of(beast::string_view text) { return {text.data(), text.size()}; }

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return left.size() == right.size() && ::strncasecmp(left.data(), right.data(), left.size()) == 0;
}

int status_of(const ErrorCode& code) {
  if (code == error::body_limit) return 413;
  if (code == error::header_limit) return 431;
  return 400;
}

}  // namespace

/// Beast's parser; it notes views of the buffer and copies nothing but chunks.
class RequestParser::Parser final : public beast::http::basic_parser<true> {
 public:
  explicit Parser(RequestParser& owner) : owner_(owner) {
    header_limit(static_cast<std::uint32_t>(owner.limits_.header_bytes));
    body_limit(owner.limits_.body_bytes);
  }

  bool is_http_1_0 = false;
  bool expects_continue = false;

 private:
  void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target,
                       int version, ErrorCode&) override {
    owner_.request_.method = view_of(method);
    owner_.request_.target = view_of(target);
    is_http_1_0 = version == 10;
  }

  void on_field_impl(field name, beast::string_view name_text, beast::string_view value_text,
                     ErrorCode& code) override {
    if (is_header_done()) return;  // trailers, which nothing here uses
    const std::string_view value = view_of(value_text);
    if (!owner_.holds(value)) {
      // Folded over several lines, which RFC 9112 lets a server refuse.
      code = error::bad_value;
    } else if (name == field::transfer_encoding && !equal_ignoring_case(value, "chunked")) {
      code = error::bad_transfer_encoding;
    } else {
      expects_continue |= name == field::expect && equal_ignoring_case(value, "100-continue");
      owner_.request_.headers.emplace_back(view_of(name_text), value);
    }
  }

  std::size_t on_body_impl(beast::string_view bytes, ErrorCode&) override { return bytes.size(); }

  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, ErrorCode&) override {
    owner_.chunked_body_.append(bytes.data(), bytes.size());
    return bytes.size();
  }

  void on_response_impl(int, beast::string_view, int, ErrorCode&) override {}
  void on_header_impl(ErrorCode&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCode&) override {}
  void on_chunk_header_impl(std::uint64_t, beast::string_view, ErrorCode&) override {}
  void on_finish_impl(ErrorCode&) override {}

  RequestParser& owner_;
};

RequestParser::RequestParser(Limits limits)
    : limits_(limits), parser_(std::make_unique<Parser>(*this)) {}

RequestParser::~RequestParser() = default;

std::span<char> RequestParser::prepare() {
  if (capacity_ - end_ < kLeastRoom) {
    const std::size_t used = end_ - begin_;
    const bool move_suffices = capacity_ >= 2 * (used + kLeastRoom);
    const std::size_t capacity =
        move_suffices ? capacity_ : std::max(kInitialCapacity, 2 * capacity_);
    move_to(std::unique_ptr<char[]>(new char[capacity]), capacity);
  }
  return {buffer_.get() + end_, capacity_ - end_};
}

void RequestParser::commit(std::size_t bytes) {
  end_ += bytes;
  parse();
}

bool RequestParser::take_continue() {
  return header_end_ != 0 && state_ == State::kPartial &&
         std::exchange(parser_->expects_continue, false) && parsed_ == end_ &&
         parsed_ == header_end_;
}

bool RequestParser::keep_alive() const { return parser_->keep_alive(); }

bool RequestParser::is_http_1_0() const { return parser_->is_http_1_0; }

void RequestParser::next() {
  begin_ = parsed_;
  if (begin_ == end_) begin_ = end_ = 0;
  restart();
  if (capacity_ > kKeptCapacity && end_ - begin_ < kInitialCapacity) {
    move_to(std::unique_ptr<char[]>(new char[kInitialCapacity]), kInitialCapacity);
  }
  if (chunked_body_.capacity() > kKeptCapacity) std::string().swap(chunked_body_);
  parse();
}

void RequestParser::restart() {
  state_ = State::kIdle;
  header_end_ = 0;
  parsed_ = begin_;
  chunked_body_.clear();
  request_.method = request_.target = request_.body = {};
  request_.headers.clear();
  std::destroy_at(parser_.get());
  std::construct_at(parser_.get(), *this);
}

void RequestParser::parse() {
  if (state_ == State::kIdle) {
    // Empty lines before a request are to be ignored.
    while (begin_ < end_ && (buffer_[begin_] == '\r' || buffer_[begin_] == '\n')) ++begin_;
    parsed_ = begin_;
    if (begin_ == end_) {
      begin_ = parsed_ = end_ = 0;
      return;
    }
    state_ = State::kPartial;
  }
  ErrorCode code;
  while (end_ - parsed_ >= least_to_parse() && !parser_->is_done() && code != error::need_more) {
    parsed_ += parser_->put({buffer_.get() + parsed_, end_ - parsed_}, code);
    if (code && code != error::need_more) return fail(status_of(code));
    if (header_end_ == 0 && parser_->is_header_done()) {
      header_end_ = parsed_;
      parser_->eager(true);
    }
  }
  if (parser_->is_done()) {
    state_ = State::kComplete;
    request_.body = parser_->chunked()
                        ? std::string_view(chunked_body_)
                        : std::string_view(buffer_.get() + header_end_, parsed_ - header_end_);
  } else if (header_end_ != 0 && parser_->chunked()) {
    drop_read_chunks();
  }
  check_limits();
}

/// What is left of a chunked body is never shorter than "0\r\n\r\n", and Beast asserts that it
/// isn't given less.
std::size_t RequestParser::least_to_parse() const {
  return header_end_ != 0 && parser_->chunked() ? 5 : 1;
}

/// Beast holds single lines to the header limit, not their sum, nor what lies between chunks.
void RequestParser::check_limits() {
  const std::size_t header_bytes = (header_end_ == 0 ? end_ : header_end_) - begin_;
  if (header_bytes > limits_.header_bytes) return fail(431);
  const bool in_chunk_line =
      state_ == State::kPartial && header_end_ != 0 && parser_->chunked() && parsed_ < end_;
  if (in_chunk_line && end_ - parsed_ > limits_.header_bytes) fail(400);
}

void RequestParser::fail(int status) {
  state_ = State::kFailed;
  error_status_ = status;
}

void RequestParser::drop_read_chunks() {
  std::memmove(buffer_.get() + header_end_, buffer_.get() + parsed_, end_ - parsed_);
  end_ -= parsed_ - header_end_;
  parsed_ = header_end_;
}

/// Takes the request along, at the new buffer's start.
void RequestParser::move_to(std::unique_ptr<char[]> buffer, std::size_t capacity) {
  const char* const old_begin = buffer_.get() + begin_;
  const auto moved = [&](std::string_view text) {
    if (text.empty()) return std::string_view();
    return std::string_view(buffer.get() + (text.data() - old_begin), text.size());
  };
  if (end_ > begin_) std::memcpy(buffer.get(), buffer_.get() + begin_, end_ - begin_);
  request_.method = moved(request_.method);
  request_.target = moved(request_.target);
  for (auto& [name, value] : request_.headers) {
    name = moved(name);
    value = moved(value);
  }
  buffer_ = std::move(buffer);
  capacity_ = capacity;
  if (header_end_ != 0) header_end_ -= begin_;
  parsed_ -= begin_;
  end_ -= begin_;
  begin_ = 0;
}

bool RequestParser::holds(std::string_view text) const {
  const std::less_equal<const char*> not_after;
  return text.empty() || (not_after(buffer_.get(), text.data()) &&
                          not_after(text.data() + text.size(), buffer_.get() + end_));
}

}  // namespace dynarock::http
