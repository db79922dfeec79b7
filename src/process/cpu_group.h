#pragma once

#include <cstdint>
#include <filesystem>

namespace dynarock::process {

/// A cgroup below the present one, which this process is in for as long as this lives, and whatever
/// it starts: version 1 or 2, whichever has the cpu controller. Where no such group may be made,
/// nothing happens.
class CpuGroup {
 public:
  /// `units` is how much the group may use: 1024 is a processor.
  explicit CpuGroup(std::uint64_t units);
  CpuGroup(const CpuGroup&) = delete;
  CpuGroup& operator=(const CpuGroup&) = delete;
  ~CpuGroup();

 private:
  /// Empty if there is none.
  std::filesystem::path directory_;
};

}  // namespace dynarock::process
