#include "dynamodb/model/catalog_json.h"

#include "dynarock/base/numbers.h"

namespace dynarock::dynamodb {

std::int64_t micros(Timestamp time) { return time.time_since_epoch().count(); }

void write_keys(json::Writer& out, std::string_view name,
                const std::vector<KeyAttribute>& attributes) {
  out.key(name).begin_array();
  for (const KeyAttribute& attribute : attributes)
    out.begin_object()
        .member("name", attribute.name)
        .member("type", type_name(attribute.type))
        .end_object();
  out.end_array();
}

std::vector<KeyAttribute> read_keys(json::Value object, std::string_view name) {
  std::vector<KeyAttribute> attributes;
  for_each(object, name, [&](json::Value element) {
    KeyAttribute& attribute = attributes.emplace_back();
    attribute.name = read_text(element, "name");
    parse_type_name(read_text(element, "type"), attribute.type);
  });
  return attributes;
}

void write_schema(json::Writer& out, const KeySchema& keys) {
  write_keys(out, "hash", keys.hash);
  write_keys(out, "range", keys.range);
}

KeySchema read_schema(json::Value object) {
  return {read_keys(object, "hash"), read_keys(object, "range")};
}

std::optional<std::int64_t> read_integer(json::Value object, std::string_view name) {
  const auto value = object.find(name);
  if (!value) return std::nullopt;
  return leading_number<std::int64_t>(value->text());
}

std::optional<Timestamp> read_time(json::Value object, std::string_view name) {
  const auto value = read_integer(object, name);
  return value ? std::optional(Timestamp(std::chrono::microseconds(*value))) : std::nullopt;
}

std::string read_text(json::Value object, std::string_view name) {
  return std::string(object.find_text(name).value_or(""));
}

void write_resource_policy(json::Writer& out, const ResourcePolicy& policy) {
  if (policy.revision_id.empty()) return;
  out.key("resource_policy")
      .begin_object()
      .member("document", policy.document)
      .member("revision_id", policy.revision_id)
      .end_object();
}

ResourcePolicy read_resource_policy(json::Value object) {
  const auto policy = object.find("resource_policy");
  if (!policy) return {};
  return {read_text(*policy, "document"), read_text(*policy, "revision_id")};
}

bool read_flag(json::Value object, std::string_view name) {
  const auto value = object.find(name);
  return value && value->boolean();
}

}  // namespace dynarock::dynamodb
