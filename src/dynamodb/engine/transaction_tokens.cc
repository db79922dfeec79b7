#include "dynarock/dynamodb/engine/transaction_tokens.h"

#include <openssl/sha.h>

#include <algorithm>
#include <vector>

#include "dynarock/base/numbers.h"
#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::chrono::minutes kLifetime{10};
constexpr std::size_t kMaxTokens = 100'000;

std::string token_key(std::string_view name) { return std::string(kTokenPrefix).append(name); }

std::string encode_record(std::string_view fingerprint, Timestamp until) {
  return std::string(fingerprint).append(std::to_string(until.time_since_epoch().count()));
}

Timestamp until_of(std::string_view record) {
  record.remove_prefix(SHA256_DIGEST_LENGTH);
  return Timestamp(std::chrono::microseconds(leading_number<std::int64_t>(record)));
}

}  // namespace

TransactionToken TransactionToken::of(std::string_view account, std::string_view region,
                                      std::string_view token, std::string_view parameters) {
  TransactionToken made;
  made.name.append(account).append("/").append(region).append("/").append(token);
  made.fingerprint.resize(SHA256_DIGEST_LENGTH);
  SHA256(reinterpret_cast<const unsigned char*>(parameters.data()), parameters.size(),
         reinterpret_cast<unsigned char*>(made.fingerprint.data()));
  return made;
}

TransactionTokens::TransactionTokens(storage::Store& store) {
  std::vector<std::pair<Timestamp, std::string>> found;
  const auto cursor = store.cursor(kTokenPrefix, storage::prefix_end(kTokenPrefix));
  for (cursor->seek_first(); cursor->valid(); cursor->next()) {
    const std::string name(cursor->key().substr(kTokenPrefix.size()));
    const Timestamp until = until_of(cursor->value());
    entries_[name] = {std::string(cursor->value().substr(0, SHA256_DIGEST_LENGTH)), until};
    found.emplace_back(until, name);
  }
  std::ranges::sort(found);
  by_age_.assign(found.begin(), found.end());
}

TransactionTokens::Verdict TransactionTokens::begin(const TransactionToken& token, Timestamp now) {
  const std::lock_guard lock(mutex_);
  const auto [entry, added] = entries_.try_emplace(token.name, Entry{token.fingerprint, {}});
  if (added) return Verdict::kNew;
  if (entry->second.until && *entry->second.until <= now) {
    entry->second = {token.fingerprint, {}};
    return Verdict::kNew;
  }
  if (entry->second.fingerprint != token.fingerprint) return Verdict::kOther;
  return entry->second.until ? Verdict::kDone : Verdict::kRunning;
}

void TransactionTokens::cancel(const TransactionToken& token) {
  const std::lock_guard lock(mutex_);
  entries_.erase(token.name);
}

void TransactionTokens::record(const TransactionToken& token, Timestamp now,
                               storage::Batch& batch) {
  const std::lock_guard lock(mutex_);
  while (!by_age_.empty() && (by_age_.front().first <= now || by_age_.size() >= kMaxTokens)) {
    const auto& [until, name] = by_age_.front();
    const auto entry = entries_.find(name);
    // Used again since, it is another transaction's.
    if (entry != entries_.end() && entry->second.until == until) {
      batch.erase(token_key(name));
      entries_.erase(entry);
    }
    by_age_.pop_front();
  }
  batch.put(token_key(token.name), encode_record(token.fingerprint, now + kLifetime));
}

void TransactionTokens::commit(const TransactionToken& token, Timestamp now) {
  const std::lock_guard lock(mutex_);
  entries_[token.name].until = now + kLifetime;
  by_age_.emplace_back(now + kLifetime, token.name);
}

}  // namespace dynarock::dynamodb
