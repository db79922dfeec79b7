#include "dynarock/ssm/parameters.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

namespace dynarock::ssm {
namespace {

using json::Value;

std::string record_prefix(const Place& place) {
  return "P" + std::string(place.account) + "/" + std::string(place.region) + "/";
}

std::string record_key(const Place& place, std::string_view name) {
  return record_prefix(place) + std::string(name);
}

/// The members of a version that are texts, by their names in the record.
constexpr std::pair<std::string_view, std::string Version::*> kTexts[] = {
    {"type", &Version::type},
    {"value", &Version::value},
    {"data_type", &Version::data_type},
    {"tier", &Version::tier},
    {"description", &Version::description},
    {"allowed_pattern", &Version::allowed_pattern},
    {"key_id", &Version::key_id},
    {"policies", &Version::policies},
    {"user", &Version::user}};

std::string encode(const Parameter& parameter) {
  std::string record;
  json::Writer out(record);
  out.begin_object().key("versions").begin_array();
  for (const Version& version : parameter.versions) {
    out.begin_object().member("number", version.number);
    out.member("modified", version.modified.time_since_epoch().count());
    for (const auto& [name, member] : kTexts) out.member(name, version.*member);
    out.key("labels").begin_array();
    for (const std::string& label : version.labels) out.string(label);
    out.end_array().end_object();
  }
  out.end_array().key("tags").begin_object();
  for (const Tag& tag : parameter.tags) out.member(tag.key, tag.value);
  out.end_object().end_object();
  return record;
}

std::int64_t number(Value record, std::string_view name) {
  const std::string_view digits = record.find(name)->text();
  std::int64_t result = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), result);
  return result;
}

Version decode_version(Value record) {
  Version version;
  version.number = number(record, "number");
  version.modified = Timestamp(std::chrono::microseconds(number(record, "modified")));
  for (const auto& [name, member] : kTexts) version.*member = *record.find_text(name);
  for (const Value label : record.find("labels")->elements())
    version.labels.emplace_back(label.text());
  return version;
}

Parameter decode(const Place& place, std::string_view name, std::string_view record) {
  json::Document document;
  if (!document.parse(record)) throw std::runtime_error("a stored parameter is no JSON");
  Parameter parameter;
  parameter.name = name;
  parameter.arn = arn_of(place, name);
  for (const Value version : document.root().find("versions")->elements())
    parameter.versions.push_back(decode_version(version));
  for (const Value::Member tag : document.root().find("tags")->members())
    parameter.tags.push_back({std::string(tag.name), std::string(tag.value.text())});
  return parameter;
}

}  // namespace

const Version* Parameter::find(std::string_view selector) const {
  const auto found = std::ranges::find_if(versions, [&](const Version& version) {
    return std::to_string(version.number) == selector ||
           std::ranges::find(version.labels, selector) != version.labels.end();
  });
  return found == versions.end() ? nullptr : &*found;
}

std::string arn_of(const Place& place, std::string_view name) {
  std::string arn = "arn:aws:ssm:" + std::string(place.region) + ":" + std::string(place.account);
  arn += ":parameter";
  if (!name.starts_with('/')) arn += '/';
  return arn += name;
}

std::optional<Parameter> Parameters::find(const Place& place, std::string_view name) const {
  std::string record;
  if (!store_.get(record_key(place, name), record)) return std::nullopt;
  return decode(place, name, record);
}

void Parameters::for_each(const Place& place, std::string_view prefix, std::string_view after,
                          const std::function<bool(const Parameter&)>& each) const {
  const std::size_t name_starts = record_prefix(place).size();
  const std::string first = record_key(place, prefix);
  const auto cursor = store_.cursor(first, storage::prefix_end(first));
  // No name holds a zero byte, so this is the least key behind `after`.
  if (after.empty())
    cursor->seek_first();
  else
    cursor->seek(std::max(first, record_key(place, after) + '\0'));
  for (; cursor->valid(); cursor->next())
    if (!each(decode(place, cursor->key().substr(name_starts), cursor->value()))) return;
}

void Parameters::save(const Place& place, const Parameter& parameter) {
  storage::Batch batch;
  batch.put(record_key(place, parameter.name), encode(parameter));
  store_.write(std::move(batch));
}

void Parameters::erase(const Place& place, std::string_view name) {
  storage::Batch batch;
  batch.erase(record_key(place, name));
  store_.write(std::move(batch));
}

}  // namespace dynarock::ssm
