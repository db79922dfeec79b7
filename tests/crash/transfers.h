#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/table_check/table_check.h"

namespace dynarock::dynamodb {

/// What is in a bank's table: what each account holds, and by its id each transfer that was done.
struct Bank {
  struct Transfer {
    std::string from;
    std::string to;
    std::int64_t amount = 0;
  };
  std::map<std::string, std::int64_t> accounts;
  std::map<std::string, Transfer> ledger;

  static Bank read(const Caller& call);
  /// Accounts that are not what the ledger makes of their opening, or are below zero.
  std::vector<std::string> problems() const;
};

/// Makes the bank's table, and its accounts.
void open_bank(const Caller& call);

/// One client that moves money between accounts, each time in one transaction with an entry of the
/// ledger, and with a ClientRequestToken.
class Transfers {
 public:
  Transfers(std::string owner, std::uint64_t seed) : owner_(std::move(owner)), random_(seed) {}

  /// Makes one transfer; false if it was not answered, for the server is gone. Throws
  /// std::runtime_error if it was refused for no good reason.
  bool transfer(const Caller& call);

  /// Makes the last transfer again, whether it was answered or not. Throws if it was acknowledged
  /// and now is refused.
  bool repeat(const Caller& call);

  /// Of the ledger: transfers that were acknowledged and are not there, and those that are there
  /// but were refused or never sent.
  std::vector<std::string> problems(const Bank& bank) const;

  std::size_t acknowledged() const { return acknowledged_.size(); }

 private:
  void next();
  bool send(const Caller& call);

  const std::string owner_;
  std::mt19937_64 random_;
  std::uint64_t count_ = 0;
  /// The last transfer and its request; empty before the first.
  std::string last_;
  std::string request_;
  std::set<std::string> acknowledged_;
};

}  // namespace dynarock::dynamodb
