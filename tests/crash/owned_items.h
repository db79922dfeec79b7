#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "tests/table_check/table_check.h"

namespace dynarock::dynamodb {

/// Items that one writer alone writes, and what it knows of each: what the last acknowledged write
/// left, and what a write that was never answered may have left instead.
class OwnedItems {
 public:
  OwnedItems(std::string table_name, std::string owner, std::uint64_t seed);

  /// Makes one random write; false if it was not answered, for the server is gone. Throws
  /// std::runtime_error if it was refused.
  bool write(const Caller& call);

  /// All that is wrong with what is in the table. From then on, what is there counts as
  /// acknowledged.
  std::vector<std::string> problems(const Items& table);

  std::int64_t acknowledged() const { return acknowledged_; }

 private:
  /// An item, or nothing for none.
  using State = std::optional<Item>;
  struct Known {
    State acknowledged;
    std::optional<State> unanswered;
  };

  std::string random_key();
  Item random_item(const std::string& key);
  std::string random_text(const std::string& name);
  bool send(const Caller& call, std::string_view operation, const std::string& body,
            const std::map<std::string, State>& changes);
  bool put(const Caller& call);
  bool update(const Caller& call);
  bool erase(const Caller& call);
  bool batch(const Caller& call);

  const std::string table_;
  const std::string owner_;
  std::mt19937_64 random_;
  std::int64_t version_ = 0;
  std::int64_t acknowledged_ = 0;
  std::map<std::string, Known> known_;  // by the JSON of the key
};

}  // namespace dynarock::dynamodb
