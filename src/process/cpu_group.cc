#include "process/cpu_group.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace dynarock::process {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kPeriod = 100'000;  // microseconds
constexpr std::uint64_t kUnits = 1024;
/// The kernel takes no less.
constexpr std::uint64_t kLeast = 1000;

constexpr char kMembers[] = "cgroup.procs";
constexpr char kQuota[] = "cpu.cfs_quota_us", kMaximum[] = "cpu.max";

bool write(const fs::path& file, const std::string& text) {
  std::ofstream out(file);
  out << text << std::flush;
  return out.good();
}

bool names_cpu(std::string_view controllers) {
  return ("," + std::string(controllers) + ",").find(",cpu,") != std::string::npos;
}

/// Where this process's group may be, of the hierarchies that could limit it.
std::vector<fs::path> present_groups() {
  const fs::path root = "/sys/fs/cgroup";
  std::vector<fs::path> groups;
  std::ifstream lines("/proc/self/cgroup");
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    const std::string path = line.substr(second + 1);
    if (controllers.empty())
      groups.push_back(root / path.substr(1));
    else if (names_cpu(controllers))
      for (const std::string& mount : {controllers, std::string("cpu")})
        groups.push_back(root / mount / path.substr(1));
  }
  return groups;
}

/// Whether the group has the limit now, which its files say the version of.
bool limit(const fs::path& group, std::uint64_t units) {
  const std::string quota = std::to_string(std::max(units * kPeriod / kUnits, kLeast));
  std::error_code error;
  if (fs::exists(group / kQuota, error)) return write(group / kQuota, quota);
  return fs::exists(group / kMaximum, error) &&
         write(group / kMaximum, quota + " " + std::to_string(kPeriod));
}

}  // namespace

CpuGroup::CpuGroup(std::uint64_t units) {
  if (units == 0) return;
  const std::string self = std::to_string(::getpid());
  for (const fs::path& present : present_groups()) {
    const fs::path group = present / ("dynarock-" + self);
    std::error_code error;
    if (!fs::create_directory(group, error)) continue;
    directory_ = group;
    if (limit(group, units) && write(group / kMembers, self)) return;
    fs::remove(group, error);
    directory_.clear();
  }
}

CpuGroup::~CpuGroup() {
  if (directory_.empty()) return;
  write(directory_.parent_path() / kMembers, std::to_string(::getpid()));
  std::error_code error;
  fs::remove(directory_, error);
}

}  // namespace dynarock::process
