#include "dynamodb/engine/stream_record.h"

#include <array>
#include <cstdint>

#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb {
namespace {

// A record is: the event (1 byte); SizeBytes, the length of the keys' JSON and that of the new
// image's (4 bytes each, little-endian); the keys; the new image; the old image to the end. An
// image that the record does not have is empty.
enum class Event : char { kInsert = 'I', kModify = 'M', kRemove = 'R', kExpire = 'E' };
constexpr std::size_t kSizeAt = 1;
constexpr std::size_t kKeysLengthAt = 5;
constexpr std::size_t kNewLengthAt = 9;
constexpr std::size_t kHeaderSize = 13;

void append_length(std::size_t length, std::string& out) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(length >> shift);
}

std::size_t read_length(std::string_view record, std::size_t at) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < 4; ++i)
    length |= std::size_t{static_cast<unsigned char>(record[at + i])} << (8 * i);
  return length;
}

Event event_of(const ItemChanged& change) {
  if (change.expired) return Event::kExpire;
  if (change.old_record == nullptr) return Event::kInsert;
  return change.new_record == nullptr ? Event::kRemove : Event::kModify;
}

std::string_view name_of(Event event) {
  switch (event) {
    case Event::kInsert:
      return "INSERT";
    case Event::kModify:
      return "MODIFY";
    case Event::kRemove:
    case Event::kExpire:
      break;
  }
  return "REMOVE";
}

// The mixing of SplitMix64: distinct numbers stay distinct.
std::uint64_t mixed(std::uint64_t number) {
  number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
  number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
  return number ^ (number >> 31);
}

// The same record has the same id whenever it is read.
void append_event_id(std::uint32_t stream, Sequence sequence, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const std::uint64_t half : {mixed(sequence), mixed(sequence ^ mixed(stream + 1))})
    for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[half >> shift & 15];
}

void append_member(std::string_view name, std::string_view json, std::string& out) {
  if (!json.empty()) out.append(",\"").append(name).append("\":").append(json);
}

}  // namespace

std::string encode_stream_record(const ItemChanged& change, std::string_view view_type) {
  const bool wants_new = view_type == "NEW_IMAGE" || view_type == "NEW_AND_OLD_IMAGES";
  const bool wants_old = view_type == "OLD_IMAGE" || view_type == "NEW_AND_OLD_IMAGES";
  const std::string* const new_record = wants_new ? change.new_record : nullptr;
  const std::string* const old_record = wants_old ? change.old_record : nullptr;
  std::string keys;
  encode_item(change.keys, keys);

  std::size_t size = item_size(change.keys);
  std::size_t new_length = 0;
  std::size_t length = kHeaderSize + keys.size();
  for (const std::string* image : {new_record, old_record})
    if (image != nullptr) {
      size += record_item_size(*image);
      length += image->size();
    }
  if (new_record != nullptr) new_length = record_json(*new_record).size();

  std::string record;
  record.reserve(length);
  record += static_cast<char>(event_of(change));
  append_length(size, record);
  append_length(keys.size(), record);
  append_length(new_length, record);
  record += keys;
  if (new_record != nullptr) record += record_json(*new_record);
  if (old_record != nullptr) record += record_json(*old_record);
  return record;
}

std::size_t stream_record_size(std::string_view record) { return read_length(record, kSizeAt); }

void append_stream_record(const StreamDescription& stream, Sequence sequence,
                          std::string_view record, std::string& out) {
  const auto event = static_cast<Event>(record.front());
  const std::size_t keys_length = read_length(record, kKeysLengthAt);
  const std::size_t new_length = read_length(record, kNewLengthAt);
  const std::string_view images = record.substr(kHeaderSize + keys_length);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time_of(sequence));

  out += "{\"eventID\":\"";
  append_event_id(stream.id, sequence, out);
  out.append("\",\"eventName\":\"").append(name_of(event));
  out.append("\",\"eventVersion\":\"1.1\",\"eventSource\":\"aws:dynamodb\",\"awsRegion\":\"");
  out.append(stream.region).append("\",\"dynamodb\":{\"ApproximateCreationDateTime\":");
  out.append(std::to_string(seconds.time_since_epoch().count()));
  append_member("Keys", record.substr(kHeaderSize, keys_length), out);
  append_member("NewImage", images.substr(0, new_length), out);
  append_member("OldImage", images.substr(new_length), out);
  out.append(",\"SequenceNumber\":\"").append(sequence_number(sequence));
  out.append("\",\"SizeBytes\":").append(std::to_string(stream_record_size(record)));
  out.append(",\"StreamViewType\":\"").append(stream.view_type).append("\"}");
  if (event == Event::kExpire)
    out += ",\"userIdentity\":{\"PrincipalId\":\"dynamodb.amazonaws.com\",\"Type\":\"Service\"}";
  out += '}';
}

}  // namespace dynarock::dynamodb
