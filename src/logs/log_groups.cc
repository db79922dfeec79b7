#include "dynarock/logs/log_groups.h"

#include <stdexcept>
#include <utility>

#include "dynarock/base/numbers.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

namespace dynarock::logs {
namespace {

using json::Value;

constexpr char kEnd = '\0';

std::string group_key(const Place& place, std::string_view group) {
  return "Lg" + std::string(place.account) + "/" + std::string(place.region) + "/" +
         std::string(group);
}

/// The keys of a stream and, behind one more kEnd, of its events; `kind` is s or e.
std::string stream_key(char kind, const Place& place, std::string_view group,
                       std::string_view stream) {
  std::string key = group_key(place, group);
  key[1] = kind;
  key += kEnd;
  return key += stream;
}

void append_number(std::string& key, std::int64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) key += static_cast<char>(number >> shift);
}

std::int64_t take_number(std::string_view& bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = (number << 8) | static_cast<unsigned char>(bytes[i]);
  bytes.remove_prefix(8);
  return static_cast<std::int64_t>(number);
}

std::string event_key(const std::string& prefix, Position position) {
  std::string key = prefix;
  append_number(key, position.time);
  append_number(key, position.number);
  return key;
}

constexpr std::pair<std::string_view, std::int64_t LogGroup::*> kGroupNumbers[] = {
    {"created", &LogGroup::created},
    {"retention_days", &LogGroup::retention_days},
    {"stored_bytes", &LogGroup::stored_bytes},
    {"next_event", &LogGroup::next_event}};
constexpr std::pair<std::string_view, std::int64_t LogStream::*> kStreamNumbers[] = {
    {"created", &LogStream::created},
    {"first_event", &LogStream::first_event},
    {"last_event", &LogStream::last_event},
    {"last_ingestion", &LogStream::last_ingestion}};

std::int64_t number(Value record, std::string_view name) {
  return leading_number<std::int64_t>(record.find(name)->text());
}

std::string encode(const LogGroup& group) {
  std::string record;
  json::Writer out(record);
  out.begin_object().member("name", group.name).member("kms_key_id", group.kms_key_id);
  out.member("class", group.log_group_class);
  for (const auto& [name, member] : kGroupNumbers) out.member(name, group.*member);
  out.key("tags").begin_object();
  for (const auto& [key, value] : group.tags) out.member(key, value);
  out.end_object().end_object();
  return record;
}

LogGroup decode_group(std::string_view text) {
  json::Document document;
  if (!document.parse(text)) throw std::runtime_error("a stored log group is no JSON");
  const Value record = document.root();
  LogGroup group;
  group.name = *record.find_text("name");
  group.kms_key_id = *record.find_text("kms_key_id");
  group.log_group_class = *record.find_text("class");
  for (const auto& [name, member] : kGroupNumbers) group.*member = number(record, name);
  for (const Value::Member tag : record.find("tags")->members())
    group.tags.emplace(tag.name, tag.value.text());
  return group;
}

std::string encode(const LogStream& stream) {
  std::string record;
  json::Writer out(record);
  out.begin_object().member("name", stream.name);
  for (const auto& [name, member] : kStreamNumbers) out.member(name, stream.*member);
  out.end_object();
  return record;
}

LogStream decode_stream(std::string_view text) {
  json::Document document;
  if (!document.parse(text)) throw std::runtime_error("a stored log stream is no JSON");
  LogStream stream;
  stream.name = *document.root().find_text("name");
  for (const auto& [name, member] : kStreamNumbers) stream.*member = number(document.root(), name);
  return stream;
}

}  // namespace

std::string arn_of(const Place& place, std::string_view group) {
  return "arn:aws:logs:" + std::string(place.region) + ":" + std::string(place.account) +
         ":log-group:" + std::string(group);
}

std::optional<LogGroup> LogGroups::find_group(const Place& place, std::string_view group) const {
  std::string record;
  if (!store_.get(group_key(place, group), record)) return std::nullopt;
  return decode_group(record);
}

std::optional<LogStream> LogGroups::find_stream(const Place& place, std::string_view group,
                                                std::string_view stream) const {
  std::string record;
  if (!store_.get(stream_key('s', place, group, stream), record)) return std::nullopt;
  return decode_stream(record);
}

std::vector<LogGroup> LogGroups::groups(const Place& place, std::string_view prefix) const {
  std::vector<LogGroup> found;
  const std::string first = group_key(place, prefix);
  const auto cursor = store_.cursor(first, storage::prefix_end(first));
  for (cursor->seek_first(); cursor->valid(); cursor->next())
    found.push_back(decode_group(cursor->value()));
  return found;
}

std::vector<LogStream> LogGroups::streams(const Place& place, std::string_view group,
                                          std::string_view prefix) const {
  std::vector<LogStream> found;
  const std::string first = stream_key('s', place, group, prefix);
  const auto cursor = store_.cursor(first, storage::prefix_end(first));
  for (cursor->seek_first(); cursor->valid(); cursor->next())
    found.push_back(decode_stream(cursor->value()));
  return found;
}

void LogGroups::for_each_event(const Place& place, std::string_view group, std::string_view stream,
                               Position first, Position last, bool backwards,
                               const std::function<bool(LogEvent)>& each) const {
  if (last <= first) return;
  const std::string prefix = stream_key('e', place, group, stream) + kEnd;
  const auto cursor = store_.cursor(event_key(prefix, first), event_key(prefix, last));
  backwards ? cursor->seek_last() : cursor->seek_first();
  while (cursor->valid()) {
    std::string_view key = cursor->key().substr(prefix.size());
    std::string_view value = cursor->value();
    LogEvent event;
    event.position.time = take_number(key);
    event.position.number = take_number(key);
    event.ingestion = take_number(value);
    event.message = value;
    if (!each(std::move(event))) return;
    backwards ? cursor->previous() : cursor->next();
  }
}

void LogGroups::save(const Place& place, const LogGroup& group) {
  storage::Batch batch;
  batch.put(group_key(place, group.name), encode(group));
  store_.write(std::move(batch));
}

void LogGroups::save(const Place& place, const LogGroup& group, const LogStream& stream,
                     const std::vector<LogEvent>& events) {
  storage::Batch batch;
  batch.put(group_key(place, group.name), encode(group));
  batch.put(stream_key('s', place, group.name, stream.name), encode(stream));
  const std::string prefix = stream_key('e', place, group.name, stream.name) + kEnd;
  for (const LogEvent& event : events) {
    std::string value;
    append_number(value, event.ingestion);
    batch.put(event_key(prefix, event.position), value + event.message);
  }
  store_.write(std::move(batch));
}

void LogGroups::erase_group(const Place& place, std::string_view group) {
  storage::Batch batch;
  batch.erase(group_key(place, group));
  erase_all(batch, stream_key('s', place, group, {}));
  erase_all(batch, stream_key('e', place, group, {}));
  store_.write(std::move(batch));
}

void LogGroups::erase_stream(const Place& place, std::string_view group, std::string_view stream) {
  storage::Batch batch;
  batch.erase(stream_key('s', place, group, stream));
  erase_all(batch, stream_key('e', place, group, stream) + kEnd);
  store_.write(std::move(batch));
}

/// Erases all that starts with the prefix.
void LogGroups::erase_all(storage::Batch& batch, const std::string& prefix) const {
  const auto cursor = store_.cursor(prefix, storage::prefix_end(prefix));
  for (cursor->seek_first(); cursor->valid(); cursor->next()) batch.erase(cursor->key());
}

}  // namespace dynarock::logs
