#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace dynarock::dynamodb {

/// The calls that wrote an item, in the order in which they did: items keep their own history.
using WriteLog = std::vector<std::uint64_t>;

/// One call: it reads and writes some items, all at once.
struct Call {
  /// Not the id of another call.
  std::uint64_t id = 0;
  /// Tickets, drawn before the call was made and when it had been answered: a call that ended
  /// before another started must not seem to come after it.
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  /// Whether it was refused, and so must have done nothing.
  bool refused = false;
  /// What it saw of each item that it read.
  std::map<std::string, WriteLog> reads;
  /// The items whose logs it appended its id to.
  std::vector<std::string> writes;
};

struct History {
  std::vector<Call> calls;
  /// What the items held when all calls had been answered.
  std::map<std::string, WriteLog> items;
};

/// Why no order of the calls, one at a time, explains what they saw and left; empty if there is one
/// that also keeps calls in the order of time. Writes that are not in the items' logs, or in some
/// of them only, reads of what was never there, and cycles of the calls: who wrote before whom, who
/// read whose write, who did not see whose write, who was done before whom.
std::vector<std::string> problems(const History& history);

}  // namespace dynarock::dynamodb
