#include "dynamodb/ops/members.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/stream_shapes.h"
#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::int64_t kMaxStreams = 100;

constexpr Field kInputFields[] = {
    {"TableName", kNewTableName}, {"Limit", kUpTo100}, {"ExclusiveStartStreamArn", kStreamArn}};
constexpr Shape kInput = aws::structure("ListStreamsInput", kInputFields);
constexpr Field kStreamFields[] = {
    {"StreamArn", aws::kString}, {"TableName", aws::kString}, {"StreamLabel", aws::kString}};
constexpr Shape kStream = aws::structure("Stream", kStreamFields);
constexpr Shape kStreamList = aws::list_of(kStream);
constexpr Field kOutputFields[] = {{"Streams", kStreamList},
                                   {"LastEvaluatedStreamArn", aws::kString}};
constexpr Shape kOutput = aws::structure("ListStreamsOutput", kOutputFields);

Result<std::string> run(Context& context, json::Value request) {
  const auto limit =
      static_cast<std::size_t>(integer_member(request, "Limit").value_or(kMaxStreams));
  std::optional<StreamAddress> after;
  if (const auto start = request.find_text("ExclusiveStartStreamArn")) {
    after = parse_stream_arn(*start);
    if (!after) return fail(validation_error("Invalid StreamArn"));
  }
  bool more = false;
  const auto streams = context.engine.streams().list(context.call.account, context.call.region,
                                                     request.find_text("TableName").value_or(""),
                                                     after, limit, more);

  std::string body;
  json::Writer out(body);
  out.begin_object().key("Streams").begin_array();
  for (const auto& stream : streams)
    out.begin_object()
        .member("StreamArn", stream->arn())
        .member("TableName", stream->table)
        .member("StreamLabel", stream->label)
        .end_object();
  out.end_array();
  if (more) out.member("LastEvaluatedStreamArn", streams.back()->arn());
  out.end_object();
  return body;
}

}  // namespace

const Operation kListStreams = {{"ListStreams", &kInput, &kOutput}, run};

}  // namespace dynarock::dynamodb
