#pragma once

#include <cstdint>
#include <string_view>

namespace dynarock::aws {

/// What the log says of one answered call. The views hold for the duration of record().
struct CallRecord {
  /// In lower case, as in an endpoint's name: "dynamodb".
  std::string_view service;
  /// Empty if the request named none.
  std::string_view operation;
  /// 0 if no answer was sent, as by a network that leads nowhere.
  int status = 0;
  std::int64_t micros = 0;
  /// The table that the call named, if it named one; of several, with commas between.
  std::string_view table;
  std::string_view request_id;
  /// The code of the error answered, without namespace; empty on success.
  std::string_view error;
  /// A sentence for whoever reads the log and not for the client, such as in which region a missing
  /// table exists.
  std::string_view note;
};

/// Is told of every answered call, from every server thread at once. Must not block.
class CallLog {
 public:
  virtual ~CallLog() = default;
  virtual void record(const CallRecord& call) = 0;
};

}  // namespace dynarock::aws
