#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>

namespace dynarock::app {

/// A bar on one line of a terminal; nothing on anything else.
class ProgressBar {
 public:
  explicit ProgressBar(std::FILE* stream);
  /// Wipes the bar off.
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(std::size_t done, std::size_t total);

 private:
  std::FILE* stream_;
  bool is_terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace dynarock::app
