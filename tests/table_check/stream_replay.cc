#include "tests/table_check/stream_replay.h"

#include <algorithm>
#include <optional>

#include "tests/table_check/ask.h"

namespace dynarock::dynamodb {
namespace {

constexpr int kPageLimit = 100;

std::string text_of(json::Value object, std::string_view name) {
  return std::string(object.find_text(name).value_or(""));
}

std::string event_of(bool before, bool now) {
  if (!before) return "INSERT";
  return now ? "MODIFY" : "REMOVE";
}

}  // namespace

std::string stream_arn_of(const Reply& described) {
  json::Document document;
  if (!document.parse(described.body)) return {};
  const auto table = document.root().find("TableDescription");
  return table ? text_of(*table, "LatestStreamArn") : std::string();
}

std::size_t StreamReplay::closed_shards() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      positions_, [](const auto& position) { return position.second.closed; }));
}

std::vector<std::string> StreamReplay::read(const Caller& call) {
  for (const Shard& shard : shards(call))
    if (may_begin(shard) && !positions_[shard.id].closed) read_shard(call, shard);
  return std::exchange(problems_, {});
}

std::vector<StreamReplay::Shard> StreamReplay::shards(const Caller& call) const {
  std::vector<Shard> shards;
  std::string start;
  do {
    const auto answer = ask(call, "DescribeStream",
                            "{\"Limit\":3,\"StreamArn\":\"" + stream_arn_ + "\"" + start + "}");
    const json::Value stream = *answer->root().find("StreamDescription");
    for (const json::Value shard : stream.find("Shards")->elements())
      shards.push_back({text_of(shard, "ShardId"), text_of(shard, "ParentShardId")});
    const std::string last = text_of(stream, "LastEvaluatedShardId");
    start = last.empty() ? "" : ",\"ExclusiveStartShardId\":\"" + last + "\"";
  } while (!start.empty());
  return shards;
}

bool StreamReplay::may_begin(const Shard& shard) const {
  if (shard.parent_id.empty()) return true;
  const auto parent = positions_.find(shard.parent_id);
  return parent != positions_.end() && parent->second.closed;
}

void StreamReplay::read_shard(const Caller& call, const Shard& shard) {
  Position& position = positions_[shard.id];
  const std::string where = position.last_sequence_number.empty()
                                ? "\"TRIM_HORIZON\""
                                : "\"AFTER_SEQUENCE_NUMBER\",\"SequenceNumber\":\"" +
                                      position.last_sequence_number + "\"";
  const auto begun = ask(call, "GetShardIterator",
                         "{\"StreamArn\":\"" + stream_arn_ + "\",\"ShardId\":\"" + shard.id +
                             "\",\"ShardIteratorType\":" + where + "}");
  std::string iterator = text_of(begun->root(), "ShardIterator");
  while (!iterator.empty()) {
    const auto page = ask(
        call, "GetRecords",
        "{\"ShardIterator\":\"" + iterator + "\",\"Limit\":" + std::to_string(kPageLimit) + "}");
    const json::Value records = *page->root().find("Records");
    for (const json::Value record : records.elements()) apply(record, position);
    iterator = text_of(page->root(), "NextShardIterator");
    if (records.empty() && !iterator.empty()) return;
  }
  position.closed = true;
}

void StreamReplay::apply(json::Value record, Position& position) {
  ++records_;
  const json::Value change = *record.find("dynamodb");
  const std::string number = text_of(change, "SequenceNumber");
  const auto complain = [&](const std::string& problem) {
    problems_.push_back(problem + ": " + std::string(record.source()));
  };
  if (number <= position.last_sequence_number) complain("not behind the record before it");
  position.last_sequence_number = number;

  const auto old_image = change.find("OldImage");
  const auto new_image = change.find("NewImage");
  const std::string key = json_of(item_of(*change.find("Keys")));
  const auto before = items_.find(key);
  if (text_of(record, "eventName") != event_of(old_image.has_value(), new_image.has_value()))
    complain("another event than its images tell of");
  if (old_image.has_value() != (before != items_.end()))
    complain(old_image ? "an item that was not there" : "an item that was there");
  else if (old_image && !(item_of(*old_image) == before->second))
    complain("an old image other than " + json_of(before->second));
  if (new_image)
    items_[key] = item_of(*new_image);
  else
    items_.erase(key);
}

}  // namespace dynarock::dynamodb
