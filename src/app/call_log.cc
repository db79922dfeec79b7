#include "app/call_log.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <string_view>
#include <utility>

#include "dynarock/json/writer.h"

namespace dynarock::app {
namespace {

constexpr std::size_t kMaxPending = 1U << 20;
/// Lines wait this long for company, so that a busy server makes few system calls.
constexpr std::chrono::milliseconds kFlushInterval{5};
/// Names come from clients; longer ones are cut.
constexpr std::size_t kMaxNameLength = 256;

void append_integer(std::int64_t value, std::string& out) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

/// Milliseconds with one decimal: `0.4`.
void append_millis(std::int64_t micros, std::string& out) {
  const std::int64_t tenths = (micros + 50) / 100;
  append_integer(tenths / 10, out);
  out += '.';
  append_integer(tenths % 10, out);
}

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f' && c != '"'; });
}

/// In quotes unless plain, so that a client's text can't pass for a line of its own.
void append_name(std::string_view text, std::string& out) {
  text = text.substr(0, kMaxNameLength);
  if (is_plain(text)) {
    out += text;
  } else {
    json::append_string(text, out);
  }
}

/// ` name=value`, unless there is no value.
void append_field(std::string_view name, std::string_view value, std::string& out) {
  if (value.empty()) return;
  out.append(" ").append(name).append("=");
  append_name(value, out);
}

/// Until all is written or nobody reads any more.
void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

void append_text_line(const aws::CallRecord& call, std::string& out) {
  out += call.service;
  out += '.';
  append_name(call.operation.empty() ? "-" : call.operation, out);
  out += ' ';
  if (call.status == 0)
    out += "unanswered";
  else
    append_integer(call.status, out);
  out += ' ';
  append_millis(call.micros, out);
  out += "ms";
  append_field("table", call.table, out);
  append_field("error", call.error, out);
  append_field("note", call.note, out);
  out += '\n';
}

std::string_view TimeText::of(Timestamp time) {
  const std::int64_t millis = time.time_since_epoch().count() / 1000;
  if (millis / 1000 != second_) {
    second_ = millis / 1000;
    text_ = iso_millis(time) + "Z";
  }
  const std::size_t end = text_.size() - 2;  // of the milliseconds, ahead of the Z
  for (std::int64_t i = 0, rest = millis % 1000; i < 3; ++i, rest /= 10) {
    text_[end - static_cast<std::size_t>(i)] = static_cast<char>('0' + rest % 10);
  }
  return text_;
}

void append_json_line(const aws::CallRecord& call, std::string_view time, std::string& out) {
  json::Writer writer(out);
  writer.begin_object().member("time", time).member("service", call.service);
  const auto optional = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) writer.member(name, value.substr(0, kMaxNameLength));
  };
  optional("operation", call.operation);
  writer.member("status", call.status).member("micros", call.micros);
  optional("table", call.table);
  optional("request_id", call.request_id);
  optional("error", call.error);
  optional("note", call.note);
  writer.end_object();
  out += '\n';
}

BufferedCallLog::BufferedCallLog(int descriptor, LogFormat format, bool quiet, const Clock& clock)
    : descriptor_(descriptor), format_(format), quiet_(quiet), clock_(clock), flusher_([this] {
        flush_in_turn();
      }) {}

BufferedCallLog::~BufferedCallLog() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  flusher_.join();
}

template <class Append>
void BufferedCallLog::add_line(const Append& append) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (pending_.size() > kMaxPending) {
      ++dropped_;
      return;
    }
    append();
    wake = std::exchange(idle_, false);
  }
  if (wake) wake_.notify_one();
}

void BufferedCallLog::record(const aws::CallRecord& call) {
  if (quiet_ && call.status != 0 && call.status < 500) return;
  add_line([&] {
    if (format_ == LogFormat::kText) {
      append_text_line(call, pending_);
    } else {
      append_json_line(call, time_.of(clock_.now()), pending_);
    }
  });
}

void BufferedCallLog::notice(std::string_view text) {
  add_line([&] {
    if (format_ == LogFormat::kText) {
      pending_ += text;
    } else {
      json::Writer writer(pending_);
      writer.begin_object().member("time", time_.of(clock_.now())).member("message", text);
      writer.end_object();
    }
    pending_ += '\n';
  });
}

void BufferedCallLog::flush_in_turn() {
  std::string lines;
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !pending_.empty(); });
    wake_.wait_for(lock, kFlushInterval, [this] { return stopping_; });
    if (dropped_ > 0) {
      pending_ += "(" + std::to_string(std::exchange(dropped_, 0)) + " lines dropped)\n";
    }
    if (pending_.empty() && stopping_) return;
    std::swap(lines, pending_);
    lock.unlock();
    write_all(descriptor_, lines);
    lines.clear();
    lock.lock();
    idle_ = pending_.empty();
  }
}

}  // namespace dynarock::app
