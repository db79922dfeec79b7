#include "dynarock/process/tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>

#include "dynarock/base/numbers.h"

namespace dynarock::process {
namespace {

/// A file of /proc, whole; empty if it is gone.
std::string read_file(const std::string& path) {
  std::string text;
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return text;
  std::array<char, 4096> chunk;
  for (ssize_t size; (size = ::read(file, chunk.data(), chunk.size())) > 0;)
    text.append(chunk.data(), static_cast<std::size_t>(size));
  ::close(file);
  return text;
}

std::string path_of(pid_t process, std::string_view file) {
  return "/proc/" + std::to_string(process) + "/" + std::string(file);
}

/// What stands behind `name:` and blanks.
std::uint64_t value_of(std::string_view text, std::string_view name) {
  const std::size_t found = text.find(name);
  if (found == std::string_view::npos) return 0;
  text.remove_prefix(found + name.size());
  const std::size_t digits = text.find_first_of("0123456789");
  return digits == std::string_view::npos ? 0 : leading_number<std::uint64_t>(text.substr(digits));
}

/// Fields of /proc/PID/stat, counted from 1 as in its manual.
constexpr std::size_t kParent = 4, kUserTime = 14, kSystemTime = 15, kChildrenUserTime = 16,
                      kChildrenSystemTime = 17, kThreads = 20, kResident = 24;

/// Whatever is in the process's name, the last bracket ends it.
class Stat {
 public:
  explicit Stat(pid_t process) : text_(read_file(path_of(process, "stat"))) {
    std::string_view rest = text_;
    rest.remove_prefix(std::min(rest.size(), rest.rfind(')') + 2));
    std::size_t field = kFirst;
    while (!rest.empty() && field < starts_.size()) {
      starts_[field++] = static_cast<std::size_t>(rest.data() - text_.data());
      rest.remove_prefix(std::min(rest.size(), rest.find(' ')));
      rest.remove_prefix(std::min<std::size_t>(rest.size(), 1));
    }
  }

  bool found() const { return !text_.empty(); }
  template <class Number = std::uint64_t>
  Number at(std::size_t field) const {
    return starts_[field] == 0
               ? Number{0}
               : leading_number<Number>(std::string_view(text_).substr(starts_[field]));
  }

 private:
  /// The first field behind the name.
  static constexpr std::size_t kFirst = 3;
  std::string text_;
  std::array<std::size_t, kResident + 1> starts_{};
};

std::vector<pid_t> all_processes() {
  std::vector<pid_t> result;
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir("/proc"), ::closedir);
  if (!directory) return result;
  while (const dirent* entry = ::readdir(directory.get()))
    if (const auto process = leading_number<pid_t>(entry->d_name); process > 0)
      result.push_back(process);
  return result;
}

std::chrono::nanoseconds ticks(std::uint64_t count) {
  static const auto per_second = static_cast<std::uint64_t>(::sysconf(_SC_CLK_TCK));
  return std::chrono::nanoseconds(count * (std::nano::den / per_second));
}

}  // namespace

std::vector<pid_t> descendants_of(pid_t ancestor) {
  std::unordered_multimap<pid_t, pid_t> children;
  for (const pid_t process : all_processes())
    if (const Stat stat(process); stat.found()) children.emplace(stat.at<pid_t>(kParent), process);
  std::vector<pid_t> result;
  std::vector<pid_t> left{ancestor};
  while (!left.empty()) {
    const auto [first, last] = children.equal_range(left.back());
    left.pop_back();
    for (auto child = first; child != last; ++child) {
      result.push_back(child->second);
      left.push_back(child->second);
    }
  }
  return result;
}

Usage usage_below(pid_t ancestor) {
  static const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  Usage usage;
  const Stat top(ancestor);
  usage.user = ticks(top.at(kChildrenUserTime));
  usage.system = ticks(top.at(kChildrenSystemTime));
  for (const pid_t process : descendants_of(ancestor)) {
    const Stat stat(process);
    if (!stat.found()) continue;
    usage.user += ticks(stat.at(kUserTime) + stat.at(kChildrenUserTime));
    usage.system += ticks(stat.at(kSystemTime) + stat.at(kChildrenSystemTime));
    usage.resident_bytes += stat.at(kResident) * page;
    usage.threads += stat.at(kThreads);
    ++usage.processes;
    const std::string io = read_file(path_of(process, "io"));
    usage.read_bytes += value_of(io, "\nread_bytes:");
    usage.written_bytes += value_of(io, "\nwrite_bytes:");
  }
  return usage;
}

std::chrono::nanoseconds machine_time() {
  std::istringstream fields(read_file("/proc/stat"));
  std::string name;
  fields >> name;
  // user, nice, system, idle, iowait, irq, softirq, steal; guests' time is in the first two.
  constexpr int kFields = 8;
  std::uint64_t total = 0, value = 0;
  for (int i = 0; i < kFields && fields >> value; ++i) total += value;
  return ticks(total);
}

std::vector<Traffic> network_traffic() {
  std::vector<Traffic> result;
  std::istringstream lines(read_file("/proc/self/net/dev"));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) continue;
    Traffic& traffic = result.emplace_back();
    std::istringstream(line.substr(0, colon)) >> traffic.interface;
    std::istringstream fields(line.substr(colon + 1));
    std::uint64_t fifo = 0, frame = 0, compressed = 0, multicast = 0;
    fields >> traffic.received_bytes >> traffic.received_packets >> traffic.received_errors >>
        traffic.received_dropped >> fifo >> frame >> compressed >> multicast >>
        traffic.sent_bytes >> traffic.sent_packets >> traffic.sent_errors >> traffic.sent_dropped;
  }
  return result;
}

std::uint64_t resident_of(const std::vector<pid_t>& processes) {
  static const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  std::uint64_t total = 0;
  for (const pid_t process : processes) {
    // The second number.
    const std::string sizes = read_file(path_of(process, "statm"));
    total += leading_number<std::uint64_t>(
                 std::string_view(sizes).substr(std::min(sizes.size(), sizes.find(' ') + 1))) *
             page;
  }
  return total;
}

std::uint64_t memory_of(const std::vector<pid_t>& processes) {
  constexpr std::uint64_t kKibi = 1024;
  std::uint64_t total = 0;
  for (const pid_t process : processes)
    total += value_of(read_file(path_of(process, "smaps_rollup")), "\nPss:") * kKibi;
  return total;
}

}  // namespace dynarock::process
