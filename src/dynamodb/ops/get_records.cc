#include "dynamodb/ops/find_stream.h"
#include "dynamodb/ops/members.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/shard_iterator.h"
#include "dynamodb/ops/stream_shapes.h"
#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::int64_t kMaxRecords = 1000;

constexpr Field kInputFields[] = {{"ShardIterator", kShardIterator, kRequired},
                                  {"Limit", kPositiveInteger}};
constexpr Shape kInput = aws::structure("GetRecordsInput", kInputFields);

constexpr Field kStreamRecordFields[] = {{"ApproximateCreationDateTime", aws::kTimestamp},
                                         {"Keys", kAttributeMap},
                                         {"NewImage", kAttributeMap},
                                         {"OldImage", kAttributeMap},
                                         {"SequenceNumber", kSequenceNumber},
                                         {"SizeBytes", aws::kLong},
                                         {"StreamViewType", kViewType}};
constexpr Shape kStreamRecord = aws::structure("StreamRecord", kStreamRecordFields);
constexpr Field kIdentityFields[] = {{"PrincipalId", aws::kString}, {"Type", aws::kString}};
constexpr Shape kIdentity = aws::structure("Identity", kIdentityFields);
constexpr std::string_view kEventNameValues[] = {"INSERT", "MODIFY", "REMOVE"};
constexpr Shape kEventName = aws::one_of(kEventNameValues);
constexpr Field kRecordFields[] = {{"eventID", aws::kString},      {"eventName", kEventName},
                                   {"eventVersion", aws::kString}, {"eventSource", aws::kString},
                                   {"awsRegion", aws::kString},    {"dynamodb", kStreamRecord},
                                   {"userIdentity", kIdentity}};
constexpr Shape kRecord = aws::structure("Record", kRecordFields);
constexpr Shape kRecords = aws::list_of(kRecord);
constexpr Field kOutputFields[] = {{"Records", kRecords}, {"NextShardIterator", kShardIterator}};
constexpr Shape kOutput = aws::structure("GetRecordsOutput", kOutputFields);

Result<std::string> run(Context& context, json::Value request) {
  const Timestamp now = context.call.now;
  ShardPosition position =
      DYNAROCK_TRY(read_shard_iterator(*request.find_text("ShardIterator"), now));
  const std::int64_t limit = integer_member(request, "Limit").value_or(kMaxRecords);
  if (limit > kMaxRecords)
    return fail(
        validation_error("One or more parameter values were invalid: Limit should be less than or "
                         "equal to 1000"));
  const auto stream = DYNAROCK_TRY(find_stream(context, position.stream_arn));
  const RecordsPage page = DYNAROCK_TRY(context.engine.streams().read(
      *stream,
      {.shard = position.shard, .from = position.from, .limit = static_cast<std::size_t>(limit)},
      now));

  std::string body = "{\"Records\":[";
  body.append(page.records).append("]");
  if (page.next) {
    position.from = *page.next;
    body.append(",\"NextShardIterator\":\"")
        .append(make_shard_iterator(position, now))
        .append("\"");
  }
  return body += '}';
}

}  // namespace

const Operation kGetRecords = {{"GetRecords", &kInput, &kOutput}, run};

}  // namespace dynarock::dynamodb
