#include "dynarock/storage/key_locks.h"

#include <algorithm>
#include <functional>

namespace dynarock::storage {
namespace {

std::uint64_t hash_of(std::string_view key) {
  const std::uint64_t hash = std::hash<std::string_view>{}(key);
  return hash == 0 ? 1 : hash;
}

}  // namespace

KeyLocks::Guard::~Guard() {
  for (std::mutex* mutex : held_) mutex->unlock();
}

std::unique_lock<std::mutex> KeyLocks::lock(std::string_view key) {
  const std::uint64_t hash = hash_of(key);
  const Want want{hash % kStripes, hash};
  take({&want, 1}, true);
  return {stripes_[want.stripe].mutex, std::adopt_lock};
}

std::unique_lock<std::mutex> KeyLocks::try_lock(std::string_view key) {
  const std::uint64_t hash = hash_of(key);
  const Want want{hash % kStripes, hash};
  if (!take({&want, 1}, false)) return {};
  return {stripes_[want.stripe].mutex, std::adopt_lock};
}

KeyLocks::Guard KeyLocks::lock(std::span<const std::string_view> keys) {
  return *take_all(keys, true);
}

std::optional<KeyLocks::Guard> KeyLocks::try_lock(std::span<const std::string_view> keys) {
  return take_all(keys, false);
}

std::vector<KeyLocks::Want> KeyLocks::wants(std::span<const std::string_view> keys) {
  std::vector<Want> result;
  result.reserve(keys.size());
  for (const std::string_view key : keys) {
    const std::uint64_t hash = hash_of(key);
    result.push_back({hash % kStripes, hash});
  }
  std::ranges::sort(result);
  const auto repeats = std::ranges::unique(result);
  result.erase(repeats.begin(), repeats.end());
  return result;
}

bool KeyLocks::take(std::span<const Want> same_stripe, bool waiting) {
  Stripe& stripe = stripes_[same_stripe.front().stripe];
  if (!stripe.mutex.try_lock()) {
    if (!waiting) {
      const std::uint64_t holder = stripe.holder.load(std::memory_order_relaxed);
      for (const Want& want : same_stripe) {
        if (want.key_hash == holder) return false;
      }
    }
    stripe.mutex.lock();
  }
  const std::uint64_t holder = same_stripe.size() == 1 ? same_stripe.front().key_hash : 0;
  stripe.holder.store(holder, std::memory_order_relaxed);
  return true;
}

std::optional<KeyLocks::Guard> KeyLocks::take_all(std::span<const std::string_view> keys,
                                                  bool waiting) {
  const std::vector<Want> wanted = wants(keys);
  std::optional<Guard> guard = Guard();
  guard->held_.reserve(wanted.size());
  for (std::size_t first = 0; first < wanted.size();) {
    std::size_t last = first + 1;
    while (last < wanted.size() && wanted[last].stripe == wanted[first].stripe) ++last;
    if (!take(std::span(wanted).subspan(first, last - first), waiting)) return std::nullopt;
    guard->held_.push_back(&stripes_[wanted[first].stripe].mutex);
    first = last;
  }
  return guard;
}

}  // namespace dynarock::storage
