#include "dynamodb/ops/find_stream.h"
#include "dynamodb/ops/members.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/stream_shapes.h"
#include "dynamodb/ops/table_description.h"
#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::int64_t kMaxShards = 100;

constexpr std::string_view kFilterTypeValues[] = {"CHILD_SHARDS"};
constexpr Shape kFilterType = aws::one_of(kFilterTypeValues);
constexpr Field kFilterFields[] = {{"Type", kFilterType}, {"ShardId", kShardId}};
constexpr Shape kFilter = aws::structure("ShardFilter", kFilterFields);
constexpr Field kInputFields[] = {{"StreamArn", kStreamArn, kRequired},
                                  {"Limit", kUpTo100},
                                  {"ExclusiveStartShardId", kShardId},
                                  {"ShardFilter", kFilter}};
constexpr Shape kInput = aws::structure("DescribeStreamInput", kInputFields);

constexpr Field kRangeFields[] = {{"StartingSequenceNumber", kSequenceNumber},
                                  {"EndingSequenceNumber", kSequenceNumber}};
constexpr Shape kRange = aws::structure("SequenceNumberRange", kRangeFields);
constexpr Field kShardFields[] = {
    {"ShardId", kShardId}, {"SequenceNumberRange", kRange}, {"ParentShardId", kShardId}};
constexpr Shape kShard = aws::structure("Shard", kShardFields);
constexpr Shape kShards = aws::list_of(kShard);
constexpr Field kDescriptionFields[] = {
    {"StreamArn", kStreamArn},         {"StreamLabel", aws::kString},
    {"StreamStatus", aws::kString},    {"StreamViewType", kViewType},
    {"TableName", aws::kString},       {"CreationRequestDateTime", aws::kTimestamp},
    {"KeySchema", kKeySchema},         {"Shards", kShards},
    {"LastEvaluatedShardId", kShardId}};
constexpr Shape kDescription = aws::structure("StreamDescription", kDescriptionFields);
constexpr Field kOutputFields[] = {{"StreamDescription", kDescription}};
constexpr Shape kOutput = aws::structure("DescribeStreamOutput", kOutputFields);

std::string_view status_of(const StreamDescription& stream, const Context& context) {
  const auto transient = context.settings.transient_status;
  const Timestamp now = context.call.now;
  if (stream.ended) return now < *stream.ended + transient ? "DISABLING" : "DISABLED";
  return now < stream.created + transient ? "ENABLING" : "ENABLED";
}

/// The shards that a request asks for.
class Wanted {
 public:
  explicit Wanted(json::Value request)
      : after_(request.find_text("ExclusiveStartShardId").value_or("")) {
    if (const auto filter = request.find("ShardFilter")) parent_ = filter->find_text("ShardId");
  }

  bool operator()(const Shard& shard) const {
    return shard.id > after_ && (!parent_ || shard.parent_id == *parent_);
  }

 private:
  std::string_view after_;
  std::optional<std::string_view> parent_;
};

void write_shard(const Shard& shard, json::Writer& out) {
  out.begin_object().member("ShardId", shard.id);
  out.key("SequenceNumberRange")
      .begin_object()
      .member("StartingSequenceNumber", sequence_number(shard.starting));
  if (shard.ending) out.member("EndingSequenceNumber", sequence_number(*shard.ending));
  out.end_object();
  if (!shard.parent_id.empty()) out.member("ParentShardId", shard.parent_id);
  out.end_object();
}

void write_shards(const StreamDescription& stream, json::Value request, json::Writer& out) {
  const auto limit =
      static_cast<std::size_t>(integer_member(request, "Limit").value_or(kMaxShards));
  const Wanted wanted(request);
  std::size_t count = 0;
  const Shard* last = nullptr;
  bool more = false;
  out.key("Shards").begin_array();
  for (const Shard& shard : stream.shards) {
    if (!wanted(shard)) continue;
    if (count++ == limit) {
      more = true;
      break;
    }
    write_shard(shard, out);
    last = &shard;
  }
  out.end_array();
  if (more) out.member("LastEvaluatedShardId", last->id);
}

Result<std::string> run(Context& context, json::Value request) {
  const auto found = DYNAROCK_TRY(find_stream(context, *request.find_text("StreamArn")));
  const std::shared_ptr<const StreamDescription> stream = found->description();
  std::string body;
  json::Writer out(body);
  out.begin_object().key("StreamDescription").begin_object();
  out.member("StreamArn", stream->arn()).member("StreamLabel", stream->label);
  out.member("StreamStatus", status_of(*stream, context));
  out.member("StreamViewType", stream->view_type);
  out.key("CreationRequestDateTime").raw(epoch_seconds(stream->created));
  out.member("TableName", stream->table);
  write_key_schema(stream->keys, out);
  write_shards(*stream, request, out);
  out.end_object().end_object();
  return body;
}

}  // namespace

const Operation kDescribeStream = {{"DescribeStream", &kInput, &kOutput}, run};

}  // namespace dynarock::dynamodb
