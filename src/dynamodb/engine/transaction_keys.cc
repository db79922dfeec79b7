#include "dynarock/dynamodb/engine/transaction_keys.h"

#include <algorithm>
#include <utility>

namespace dynarock::dynamodb {

AwsError transaction_conflict() {
  return {"TransactionConflictException", "Transaction is ongoing for the item", {}};
}

TransactionKeys::Claim::Claim(TransactionKeys& owner, std::span<const std::string> keys)
    : owner_(&owner) {
  const std::lock_guard lock(owner.mutex_);
  conflicts_ = owner.find(keys);
  if (!conflicts_.empty()) return;
  keys_.assign(keys.begin(), keys.end());
  owner.keys_.insert(keys.begin(), keys.end());
  owner.count_ = owner.keys_.size();
}

TransactionKeys::Claim::Claim(Claim&& other) noexcept
    : owner_(other.owner_),
      keys_(std::exchange(other.keys_, {})),
      conflicts_(std::move(other.conflicts_)) {}

TransactionKeys::Claim::~Claim() {
  if (keys_.empty()) return;
  const std::lock_guard lock(owner_->mutex_);
  for (const std::string& key : keys_) owner_->keys_.erase(key);
  owner_->count_ = owner_->keys_.size();
}

bool TransactionKeys::contains(std::string_view key) const {
  if (count_ == 0) return false;
  const std::lock_guard lock(mutex_);
  return keys_.contains(std::string(key));
}

std::vector<bool> TransactionKeys::claimed(std::span<const std::string> keys) const {
  if (count_ == 0) return {};
  const std::lock_guard lock(mutex_);
  return find(keys);
}

std::vector<bool> TransactionKeys::find(std::span<const std::string> keys) const {
  std::vector<bool> found;
  for (const std::string& key : keys) found.push_back(keys_.contains(key));
  if (std::ranges::find(found, true) == found.end()) found.clear();
  return found;
}

}  // namespace dynarock::dynamodb
