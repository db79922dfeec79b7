#include <limits>

#include "dynamodb/ops/find_stream.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/shard_iterator.h"
#include "dynamodb/ops/stream_shapes.h"
#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {
namespace {

// Kinesis prints its set in this order.
constexpr std::string_view kTypeValues[] = {"AFTER_SEQUENCE_NUMBER", "LATEST", "AT_SEQUENCE_NUMBER",
                                            "TRIM_HORIZON"};
constexpr Shape kType = aws::one_of(kTypeValues);
constexpr Field kInputFields[] = {{"StreamArn", kStreamArn, kRequired},
                                  {"ShardId", kShardId, kRequired},
                                  {"ShardIteratorType", kType, kRequired},
                                  {"SequenceNumber", kSequenceNumber}};
constexpr Shape kInput = aws::structure("GetShardIteratorInput", kInputFields);
constexpr Field kOutputFields[] = {{"ShardIterator", kShardIterator}};
constexpr Shape kOutput = aws::structure("GetShardIteratorOutput", kOutputFields);

AwsError invalid(std::string text) {
  return validation_error("One or more parameter values were invalid: " + text);
}

// The number that an iterator type goes with, or nothing for a type that goes without.
Result<std::optional<Sequence>> read_sequence(json::Value request) {
  const bool wanted = request.find_text("ShardIteratorType")->ends_with("_SEQUENCE_NUMBER");
  const auto given = request.find_text("SequenceNumber");
  if (!wanted && given)
    return fail(invalid("SequenceNumber should not be passed for this iterator type"));
  if (!wanted) return std::nullopt;
  const auto sequence = parse_sequence_number(given.value_or(""));
  if (!sequence) return fail(invalid("Invalid SequenceNumber"));
  return sequence;
}

Result<Sequence> position_of(json::Value request, const Stream& stream, const Shard& shard,
                             std::optional<Sequence> sequence, Timestamp now) {
  const std::string_view type = *request.find_text("ShardIteratorType");
  if (type == "TRIM_HORIZON") return 0;
  if (type == "LATEST") return shard.ending ? *shard.ending + 1 : stream.next();
  if (*sequence <= sequence_at(now - kStreamRetention)) return fail(trimmed_data_access());
  const bool after = type == "AFTER_SEQUENCE_NUMBER";
  return after && *sequence < std::numeric_limits<Sequence>::max() ? *sequence + 1 : *sequence;
}

Result<std::string> run(Context& context, json::Value request) {
  const auto sequence = DYNAROCK_TRY(read_sequence(request));
  const std::string_view arn = *request.find_text("StreamArn");
  const auto stream = DYNAROCK_TRY(find_stream(context, arn));
  const std::shared_ptr<const StreamDescription> description = stream->description();
  const Shard* shard = description->find_shard(*request.find_text("ShardId"));
  if (shard == nullptr)
    return fail(
        {"ResourceNotFoundException", "Requested resource not found: Shard does not exist", {}});
  const Timestamp now = context.call.now;
  const Sequence from = DYNAROCK_TRY(position_of(request, *stream, *shard, sequence, now));
  const ShardPosition position{
      .stream_arn = std::string(arn), .shard = shard->number, .from = from};
  std::string body;
  json::Writer(body)
      .begin_object()
      .member("ShardIterator", make_shard_iterator(position, now))
      .end_object();
  return body;
}

}  // namespace

const Operation kGetShardIterator = {{"GetShardIterator", &kInput, &kOutput}, run};

}  // namespace dynarock::dynamodb
