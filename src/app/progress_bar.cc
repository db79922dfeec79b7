#include "app/progress_bar.h"

#include <unistd.h>

#include <string>

namespace dynarock::app {
namespace {

constexpr std::size_t kWidth = 40;
constexpr std::chrono::milliseconds kInterval{50};

}  // namespace

ProgressBar::ProgressBar(std::FILE* stream)
    : stream_(stream), is_terminal_(::isatty(::fileno(stream)) == 1) {}

ProgressBar::~ProgressBar() {
  if (shown_) std::fputs("\r\033[K", stream_);
}

void ProgressBar::show(std::size_t done, std::size_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (!is_terminal_ || total == 0 || (now < next_ && done < total)) return;
  next_ = now + kInterval;
  const std::size_t filled = kWidth * done / total;
  std::fprintf(stream_, "\r[%s%s] %zu of %zu items\033[K", std::string(filled, '#').c_str(),
               std::string(kWidth - filled, '.').c_str(), done, total);
  std::fflush(stream_);
  shown_ = true;
}

}  // namespace dynarock::app
