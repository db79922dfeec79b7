#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "dynarock/base/error.h"

namespace dynarock::dynamodb {

/// `Transaction is ongoing for the item`.
AwsError transaction_conflict();

/// The items that transactions are about to write. This is what they conflict by: who finds an item
/// here is refused, while writers that are no transactions only wait for each other's locks. Safe
/// to use from several threads; must outlive its claims.
class TransactionKeys {
 public:
  /// Keeps keys until it is destroyed.
  class Claim {
   public:
    Claim(Claim&& other) noexcept;
    Claim& operator=(Claim&&) = delete;
    ~Claim();

    /// For each key whether another claim has it. If one is, nothing is claimed; empty otherwise.
    const std::vector<bool>& conflicts() const { return conflicts_; }

   private:
    friend class TransactionKeys;
    Claim(TransactionKeys& owner, std::span<const std::string> keys);

    TransactionKeys* owner_;
    std::vector<std::string> keys_;
    std::vector<bool> conflicts_;
  };

  [[nodiscard]] Claim claim(std::span<const std::string> keys) { return {*this, keys}; }

  bool contains(std::string_view key) const;
  /// For each key whether it is claimed; empty if none is.
  std::vector<bool> claimed(std::span<const std::string> keys) const;

 private:
  std::vector<bool> find(std::span<const std::string> keys) const;

  mutable std::mutex mutex_;
  std::unordered_set<std::string> keys_;
  /// Of keys_, so that who meets no transaction takes no lock.
  std::atomic<std::size_t> count_{0};
};

}  // namespace dynarock::dynamodb
