// The catalogue's record of a table: a JSON object, so that a store can be read with any tool.
#include "dynamodb/model/catalog_json.h"
#include "dynarock/dynamodb/model/table.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {
namespace {

using json::Value;
using json::Writer;

void write_throughput(Writer& out, const Throughput& throughput) {
  out.key("throughput").begin_object();
  out.member("read", throughput.read_units).member("write", throughput.write_units);
  out.member("decreases", throughput.decreases_today);
  if (throughput.last_increase) out.member("last_increase", micros(*throughput.last_increase));
  if (throughput.last_decrease) out.member("last_decrease", micros(*throughput.last_decrease));
  out.end_object();
}

// What tables and indexes have alike.
template <class Described>
void write_settings(Writer& out, const Described& described) {
  write_schema(out, described.keys);
  write_throughput(out, described.throughput);
  if (described.on_demand) {
    out.key("on_demand").begin_object();
    if (described.on_demand->max_read_units)
      out.member("read", *described.on_demand->max_read_units);
    if (described.on_demand->max_write_units)
      out.member("write", *described.on_demand->max_write_units);
    out.end_object();
  }
  if (described.warm)
    out.key("warm")
        .begin_object()
        .member("read", described.warm->read_units)
        .member("write", described.warm->write_units)
        .end_object();
  if (described.transition)
    out.key("transition")
        .begin_object()
        .member("status", described.transition->status)
        .member("until", micros(described.transition->until))
        .end_object();
}

void write_time_to_live(Writer& out, const TimeToLive& time_to_live) {
  out.key("time_to_live")
      .begin_object()
      .member("attribute", time_to_live.attribute)
      .member("enabled", time_to_live.enabled)
      .member("settled", micros(time_to_live.settled))
      .member("id", time_to_live.id)
      .member("backfilling", time_to_live.backfilling)
      .end_object();
}

constexpr std::string_view kProjectionTypes[] = {"ALL", "KEYS_ONLY", "INCLUDE"};

void write_indexes(Writer& out, std::string_view name, const std::vector<Index>& indexes) {
  out.key(name).begin_array();
  for (const Index& index : indexes) {
    out.begin_object().member("name", index.name).member("id", index.id);
    out.member("projection", kProjectionTypes[static_cast<std::size_t>(index.projection.type)]);
    out.key("non_key_attributes").begin_array();
    for (const std::string& attribute : index.projection.non_key_attributes) out.string(attribute);
    out.end_array();
    out.member("backfilling", index.backfilling);
    write_settings(out, index);
    out.end_object();
  }
  out.end_array();
}

Throughput read_throughput(Value object) {
  return {.read_units = read_integer(object, "read").value_or(0),
          .write_units = read_integer(object, "write").value_or(0),
          .decreases_today = read_integer(object, "decreases").value_or(0),
          .last_increase = read_time(object, "last_increase"),
          .last_decrease = read_time(object, "last_decrease")};
}

template <class Described>
void read_settings(Value object, Described& described) {
  described.keys = read_schema(object);
  if (const auto throughput = object.find("throughput"))
    described.throughput = read_throughput(*throughput);
  if (const auto maximum = object.find("on_demand"))
    described.on_demand = {read_integer(*maximum, "read"), read_integer(*maximum, "write")};
  if (const auto warm = object.find("warm"))
    described.warm = {read_integer(*warm, "read").value_or(0),
                      read_integer(*warm, "write").value_or(0)};
  if (const auto transition = object.find("transition"))
    described.transition = {read_text(*transition, "status"),
                            read_time(*transition, "until").value_or(Timestamp{})};
}

TimeToLive read_time_to_live(Value object) {
  return {.attribute = read_text(object, "attribute"),
          .enabled = read_flag(object, "enabled"),
          .settled = read_time(object, "settled").value_or(Timestamp{}),
          .id = static_cast<std::uint16_t>(read_integer(object, "id").value_or(0)),
          .backfilling = read_flag(object, "backfilling")};
}

ProjectionType projection_type(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kProjectionTypes); ++i)
    if (kProjectionTypes[i] == name) return static_cast<ProjectionType>(i);
  return ProjectionType::kAll;
}

std::vector<Index> read_indexes(Value object, std::string_view name, bool global) {
  std::vector<Index> indexes;
  for_each(object, name, [&](Value element) {
    Index& index = indexes.emplace_back();
    index.name = read_text(element, "name");
    index.global = global;
    index.id = static_cast<std::uint16_t>(read_integer(element, "id").value_or(0));
    index.projection.type = projection_type(read_text(element, "projection"));
    for_each(element, "non_key_attributes", [&](Value attribute) {
      index.projection.non_key_attributes.emplace_back(attribute.text());
    });
    index.backfilling = read_flag(element, "backfilling");
    read_settings(element, index);
  });
  return indexes;
}

}  // namespace

std::string encode_table(const Table& table) {
  std::string record;
  Writer out(record);
  out.begin_object();
  out.member("account", table.account).member("region", table.region).member("name", table.name);
  out.member("uuid", table.uuid).member("incarnation", table.incarnation);
  out.member("created", micros(table.created));
  write_keys(out, "attribute_definitions", table.attribute_definitions);
  write_settings(out, table);
  write_indexes(out, "local_indexes", table.local_indexes);
  write_indexes(out, "global_indexes", table.global_indexes);
  out.member("next_index_id", table.next_index_id);
  out.member("on_demand_billing", table.billing_mode == BillingMode::kPayPerRequest);
  if (table.last_update_to_on_demand)
    out.member("last_update_to_on_demand", micros(*table.last_update_to_on_demand));
  if (table.stream)
    out.key("stream")
        .begin_object()
        .member("view_type", table.stream->view_type)
        .member("label", table.stream->label)
        .end_object();
  out.member("latest_stream_label", table.latest_stream_label);
  if (table.time_to_live) write_time_to_live(out, *table.time_to_live);
  out.member("kms_key_arn", table.kms_key_arn).member("table_class", table.table_class);
  out.member("deletion_protection", table.deletion_protection);
  write_resource_policy(out, table.resource_policy);
  out.key("tags").begin_array();
  for (const Tag& tag : table.tags)
    out.begin_object().member("key", tag.key).member("value", tag.value).end_object();
  out.end_array().end_object();
  return record;
}

Table decode_table(std::string_view record) {
  json::Document document;
  Table table;
  if (!document.parse(record)) return table;
  const Value root = document.root();
  table.account = read_text(root, "account");
  table.region = read_text(root, "region");
  table.name = read_text(root, "name");
  table.uuid = read_text(root, "uuid");
  table.incarnation = static_cast<std::uint32_t>(read_integer(root, "incarnation").value_or(0));
  table.created = read_time(root, "created").value_or(Timestamp{});
  table.attribute_definitions = read_keys(root, "attribute_definitions");
  read_settings(root, table);
  table.local_indexes = read_indexes(root, "local_indexes", false);
  table.global_indexes = read_indexes(root, "global_indexes", true);
  table.next_index_id = static_cast<std::uint16_t>(read_integer(root, "next_index_id").value_or(1));
  table.billing_mode = read_flag(root, "on_demand_billing") ? BillingMode::kPayPerRequest
                                                            : BillingMode::kProvisioned;
  table.last_update_to_on_demand = read_time(root, "last_update_to_on_demand");
  if (const auto stream = root.find("stream"))
    table.stream = {read_text(*stream, "view_type"), read_text(*stream, "label")};
  table.latest_stream_label = read_text(root, "latest_stream_label");
  if (const auto time_to_live = root.find("time_to_live"))
    table.time_to_live = read_time_to_live(*time_to_live);
  table.kms_key_arn = read_text(root, "kms_key_arn");
  table.table_class = read_text(root, "table_class");
  table.deletion_protection = read_flag(root, "deletion_protection");
  table.resource_policy = read_resource_policy(root);
  for_each(root, "tags", [&](Value tag) {
    table.tags.push_back({read_text(tag, "key"), read_text(tag, "value")});
  });
  return table;
}

}  // namespace dynarock::dynamodb
