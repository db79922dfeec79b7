#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "dynarock/base/clock.h"
#include "dynarock/storage/store.h"

namespace dynarock::dynamodb {

/// A transaction's ClientRequestToken.
struct TransactionToken {
  /// Who uses it: `parameters` are the same for the same transaction.
  static TransactionToken of(std::string_view account, std::string_view region,
                             std::string_view token, std::string_view parameters);

  std::string name;
  /// Digest of the parameters.
  std::string fingerprint;
};

/// The tokens of transactions that run or were committed in the last ten minutes. A committed one
/// is recorded in the batch that commits its transaction, so that a crash leaves both or neither.
/// Beyond 100,000 the oldest are forgotten early. Safe to use from several threads.
class TransactionTokens {
 public:
  enum class Verdict {
    kNew,      ///< now running: commit() or cancel() must follow
    kDone,     ///< the same transaction was committed
    kRunning,  ///< the same transaction is being executed
    kOther,    ///< another transaction has this token
  };

  /// Knows what the store does, which must outlive it.
  explicit TransactionTokens(storage::Store& store);

  Verdict begin(const TransactionToken& token, Timestamp now);
  void cancel(const TransactionToken& token);
  /// Adds the token's record to the batch that commits its transaction, and takes out old ones.
  void record(const TransactionToken& token, Timestamp now, storage::Batch& batch);
  /// The batch is in the store.
  void commit(const TransactionToken& token, Timestamp now);

 private:
  struct Entry {
    std::string fingerprint;
    /// Nothing while the transaction runs.
    std::optional<Timestamp> until;
  };

  std::mutex mutex_;  // guards the members below it
  std::unordered_map<std::string, Entry> entries_;
  std::deque<std::pair<Timestamp, std::string>> by_age_;
};

}  // namespace dynarock::dynamodb
