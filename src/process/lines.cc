#include "process/lines.h"

#include <cstddef>
#include <utility>

namespace dynarock::process {
namespace {

/// Longer ones come in pieces, so that a stream without ends of lines takes no end of memory.
constexpr std::size_t kLongest = 256U << 10;

}  // namespace

std::vector<std::string> Lines::add(std::string_view bytes) {
  std::vector<std::string> lines;
  for (;;) {
    const std::size_t end = bytes.find('\n');
    partial_ += bytes.substr(0, end);
    if (end == std::string_view::npos) break;
    if (partial_.ends_with('\r')) partial_.pop_back();
    lines.push_back(std::exchange(partial_, {}));
    bytes.remove_prefix(end + 1);
  }
  while (partial_.size() > kLongest) {
    lines.push_back(partial_.substr(0, kLongest));
    partial_.erase(0, kLongest);
  }
  return lines;
}

std::vector<std::string> Lines::finish() {
  if (partial_.empty()) return {};
  return {std::exchange(partial_, {})};
}

}  // namespace dynarock::process
