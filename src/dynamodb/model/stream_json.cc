// The catalogue's record of a stream: a JSON object, as a table's.
#include "dynamodb/model/catalog_json.h"
#include "dynarock/dynamodb/model/stream.h"

namespace dynarock::dynamodb {
namespace {

using json::Value;
using json::Writer;

void write_shard(Writer& out, const Shard& shard) {
  out.begin_object().member("id", shard.id).member("number", shard.number);
  out.member("parent_id", shard.parent_id).member("starting", shard.starting);
  if (shard.ending) out.member("ending", *shard.ending);
  out.member("first_hash", shard.first_hash).member("last_hash", shard.last_hash).end_object();
}

std::uint32_t read_number(Value object, std::string_view name) {
  return static_cast<std::uint32_t>(read_integer(object, name).value_or(0));
}

Shard read_shard(Value object) {
  Shard shard{.id = read_text(object, "id"),
              .number = read_number(object, "number"),
              .parent_id = read_text(object, "parent_id"),
              .starting = static_cast<Sequence>(read_integer(object, "starting").value_or(0)),
              .first_hash = read_number(object, "first_hash"),
              .last_hash = read_number(object, "last_hash")};
  if (const auto ending = read_integer(object, "ending"))
    shard.ending = static_cast<Sequence>(*ending);
  return shard;
}

}  // namespace

std::string encode_stream(const StreamDescription& stream) {
  std::string record;
  Writer out(record);
  out.begin_object();
  out.member("account", stream.account).member("region", stream.region);
  out.member("table", stream.table).member("label", stream.label);
  out.member("view_type", stream.view_type);
  write_schema(out, stream.keys);
  out.member("id", stream.id).member("created", micros(stream.created));
  if (stream.ended) out.member("ended", micros(*stream.ended));
  write_resource_policy(out, stream.resource_policy);
  out.key("shards").begin_array();
  for (const Shard& shard : stream.shards) write_shard(out, shard);
  out.end_array().end_object();
  return record;
}

StreamDescription decode_stream(std::string_view record) {
  json::Document document;
  StreamDescription stream;
  if (!document.parse(record)) return stream;
  const Value root = document.root();
  stream.account = read_text(root, "account");
  stream.region = read_text(root, "region");
  stream.table = read_text(root, "table");
  stream.label = read_text(root, "label");
  stream.view_type = read_text(root, "view_type");
  stream.keys = read_schema(root);
  stream.id = read_number(root, "id");
  stream.created = read_time(root, "created").value_or(Timestamp{});
  stream.ended = read_time(root, "ended");
  stream.resource_policy = read_resource_policy(root);
  for_each(root, "shards", [&](Value shard) { stream.shards.push_back(read_shard(shard)); });
  return stream;
}

}  // namespace dynarock::dynamodb
