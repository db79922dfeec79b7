#include "dynarock/authz/records.h"

#include <algorithm>

namespace dynarock::authz {

void Records::add(std::shared_ptr<const Record> record) {
  std::vector<std::shared_ptr<const Record>> forgotten;  // and freed outside of the lock
  const std::lock_guard lock(mutex_);
  weight_ += record->weight;
  records_.push_back(std::move(record));
  while (records_.size() > kMaxRecords || (weight_ > kMaxWeight && records_.size() > 1)) {
    weight_ -= records_.front()->weight;
    forgotten.push_back(std::move(records_.front()));
    records_.pop_front();
  }
}

std::shared_ptr<const Record> Records::find(
    const std::function<bool(const Record&)>& wanted) const {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(records_.rbegin(), records_.rend(),
                                  [&wanted](const auto& record) { return wanted(*record); });
  return found == records_.rend() ? nullptr : *found;
}

}  // namespace dynarock::authz
