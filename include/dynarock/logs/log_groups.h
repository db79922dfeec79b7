#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/storage/store.h"

namespace dynarock::logs {

/// Whose groups are meant, and where.
struct Place {
  std::string_view account, region;
};

/// Times are milliseconds since the epoch, as CloudWatch Logs has them everywhere.
struct LogGroup {
  std::string name, kms_key_id, log_group_class;
  std::int64_t created = 0;
  std::int64_t retention_days = 0;  ///< 0 is for ever
  std::int64_t stored_bytes = 0;
  std::int64_t next_event = 1;  ///< the number of the next event
  std::map<std::string, std::string, std::less<>> tags;
};

struct LogStream {
  std::string name;
  std::int64_t created = 0;
  std::int64_t first_event = 0, last_event = 0;  ///< times; 0 while there is none
  std::int64_t last_ingestion = 0;
};

/// Where an event stands in its stream, and, since numbers are a group's, in its group.
struct Position {
  std::int64_t time = 0;
  std::int64_t number = 0;
  auto operator<=>(const Position&) const = default;
};

struct LogEvent {
  Position position;
  std::int64_t ingestion = 0;
  std::string message;
};

/// `arn:aws:logs:us-east-1:123456789012:log-group:name`
std::string arn_of(const Place& place, std::string_view group);

/// The log groups in the store: JSON under `Lg account/region/group`, their streams under
/// `Ls account/region/group NUL stream`, and events under `Le` of the same, NUL, time and number.
/// Safe to use from several threads.
class LogGroups {
 public:
  /// The store must outlive it.
  explicit LogGroups(storage::Store& store) : store_(store) {}

  std::optional<LogGroup> find_group(const Place& place, std::string_view group) const;
  std::optional<LogStream> find_stream(const Place& place, std::string_view group,
                                       std::string_view stream) const;
  /// Those whose names start with `prefix`, by name.
  std::vector<LogGroup> groups(const Place& place, std::string_view prefix) const;
  std::vector<LogStream> streams(const Place& place, std::string_view group,
                                 std::string_view prefix) const;
  /// Events from `first` up to, not including, `last`, in order or from the end, until `each`
  /// returns false.
  void for_each_event(const Place& place, std::string_view group, std::string_view stream,
                      Position first, Position last, bool backwards,
                      const std::function<bool(LogEvent)>& each) const;

  /// To be held while groups and streams are read, changed and saved.
  [[nodiscard]] std::unique_lock<std::mutex> lock() { return std::unique_lock(mutex_); }
  void save(const Place& place, const LogGroup& group);
  void save(const Place& place, const LogGroup& group, const LogStream& stream,
            const std::vector<LogEvent>& events);
  /// With all its streams and events.
  void erase_group(const Place& place, std::string_view group);
  void erase_stream(const Place& place, std::string_view group, std::string_view stream);

 private:
  void erase_all(storage::Batch& batch, const std::string& prefix) const;

  storage::Store& store_;
  std::mutex mutex_;
};

}  // namespace dynarock::logs
