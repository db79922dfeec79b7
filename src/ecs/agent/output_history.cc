#include "ecs/agent/output_history.h"

namespace dynarock::ecs {
namespace {

constexpr std::size_t kMaxTasks = 32, kMaxBytes = 1U << 20;

}  // namespace

void OutputHistory::add(const std::string& task_id, const std::string& container, bool is_error,
                        const std::vector<std::string>& lines) {
  const std::lock_guard lock(mutex_);
  const auto [task, is_new] = tasks_.try_emplace(task_id);
  if (is_new) {
    order_.push_back(task_id);
    if (order_.size() > kMaxTasks) {
      tasks_.erase(order_.front());
      order_.pop_front();
    }
  }
  Lines& all = task->second;
  for (const std::string& line : lines) {
    all.kept.push_back({all.next++, container, is_error, line});
    all.bytes += line.size();
  }
  while (all.bytes > kMaxBytes) {
    all.bytes -= all.kept.front().text.size();
    all.kept.pop_front();
  }
}

std::vector<TaskLine> OutputHistory::since(std::string_view task_id, std::int64_t position) const {
  const std::lock_guard lock(mutex_);
  std::vector<TaskLine> lines;
  const auto task = tasks_.find(task_id);
  if (task == tasks_.end()) return lines;
  for (const TaskLine& line : task->second.kept)
    if (line.position >= position) lines.push_back(line);
  return lines;
}

}  // namespace dynarock::ecs
