#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace dynarock::storage {

/// Mutual exclusion by key, over a fixed number of stripes. A writer that needs several keys takes
/// their stripes in ascending order, so that writers never wait for each other in a circle; a
/// thread that holds a guard takes no second one. Must outlive its guards.
class KeyLocks {
 public:
  /// Holds several keys until it is destroyed, in the thread that took them.
  class Guard {
   public:
    Guard(Guard&&) noexcept = default;
    Guard& operator=(Guard&&) = delete;
    ~Guard();

   private:
    friend class KeyLocks;
    Guard() = default;
    std::vector<std::mutex*> held_;
  };

  /// Waits for the key.
  [[nodiscard]] std::unique_lock<std::mutex> lock(std::string_view key);
  /// Waits for all the keys, which may repeat.
  [[nodiscard]] Guard lock(std::span<const std::string_view> keys);

  /// As lock(), but gives up where another guard holds this very key: the lock then owns nothing.
  /// Waits where the stripe is merely shared with another key, so that a refusal is a conflict.
  [[nodiscard]] std::unique_lock<std::mutex> try_lock(std::string_view key);
  /// As lock(), but gives up, holding nothing, where another guard holds one of these very keys.
  /// One that holds several keys of one stripe is waited for.
  [[nodiscard]] std::optional<Guard> try_lock(std::span<const std::string_view> keys);

 private:
  static constexpr std::size_t kStripes = 1024;

  struct Stripe {
    std::mutex mutex;
    /// Hash of the key the mutex was last taken for; 0 for several.
    std::atomic<std::uint64_t> holder{0};
  };
  /// What one stripe is wanted for.
  struct Want {
    std::size_t stripe;
    std::uint64_t key_hash;
    auto operator<=>(const Want&) const = default;
  };

  static std::vector<Want> wants(std::span<const std::string_view> keys);
  /// Takes the stripe that all of `same_stripe` want; false, when not `waiting`, for a conflict.
  bool take(std::span<const Want> same_stripe, bool waiting);
  std::optional<Guard> take_all(std::span<const std::string_view> keys, bool waiting);

  std::array<Stripe, kStripes> stripes_;
};

}  // namespace dynarock::storage
