#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "app/options.h"
#include "dynarock/aws/call_log.h"
#include "dynarock/base/clock.h"

namespace dynarock::app {

/// Times as `2015-05-11T21:21:33.291Z`. Consecutive ones, mostly of the same second, come cheaply.
class TimeText {
 public:
  /// Holds until the next call.
  std::string_view of(Timestamp time);

 private:
  std::int64_t second_ = -1;
  std::string text_;
};

/// Writes a line a call to a file descriptor, in the background: record() only formats into a
/// buffer. A reader that stops reading costs lines, not calls; how many is told when it resumes.
class BufferedCallLog final : public aws::CallLog {
 public:
  /// `quiet` leaves out all calls but those that failed by the server's own fault and those that
  /// nothing was answered to.
  BufferedCallLog(int descriptor, LogFormat format, bool quiet, const Clock& clock);
  /// Writes what is left.
  ~BufferedCallLog() override;

  void record(const aws::CallRecord& call) override;
  /// Writes a line that is about no call, even if `quiet`.
  void notice(std::string_view text);

 private:
  template <class Append>
  void add_line(const Append& append);
  void flush_in_turn();

  const int descriptor_;
  const LogFormat format_;
  const bool quiet_;
  const Clock& clock_;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::string pending_;
  TimeText time_;
  std::uint64_t dropped_ = 0;
  bool idle_ = true;
  bool stopping_ = false;
  std::thread flusher_;
};

/// `dynamodb.PutItem 200 0.4ms table=Users`, with a newline.
void append_text_line(const aws::CallRecord& call, std::string& out);
/// The same as a JSON object on a line, with the time in it.
void append_json_line(const aws::CallRecord& call, std::string_view time, std::string& out);

}  // namespace dynarock::app
