#include "dynarock/secretsmanager/secrets.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "dynarock/base/numbers.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

namespace dynarock::secretsmanager {
namespace {

using json::Value;

constexpr std::size_t kSuffixSize = 7;  // -a1B2c3

std::string record_prefix(const Place& place) {
  return "X" + std::string(place.account) + "/" + std::string(place.region) + "/";
}

std::string record_key(const Place& place, std::string_view name) {
  return record_prefix(place) + std::string(name);
}

/// The members that are texts, by their names in the record.
constexpr std::pair<std::string_view, std::string Secret::*> kTexts[] = {
    {"name", &Secret::name},
    {"arn", &Secret::arn},
    {"description", &Secret::description},
    {"kms_key_id", &Secret::kms_key_id}};

void write_time(json::Writer& out, std::string_view name, Timestamp time) {
  out.member(name, time.time_since_epoch().count());
}

Timestamp time(Value record, std::string_view name) {
  return Timestamp(
      std::chrono::microseconds(leading_number<std::int64_t>(record.find(name)->text())));
}

std::string encode(const Secret& secret) {
  std::string record;
  json::Writer out(record);
  out.begin_object();
  for (const auto& [name, member] : kTexts) out.member(name, secret.*member);
  write_time(out, "created", secret.created);
  write_time(out, "changed", secret.changed);
  if (secret.deletion) write_time(out, "deletion", *secret.deletion);
  out.key("versions").begin_array();
  for (const Version& version : secret.versions) {
    out.begin_object().member("id", version.id).member("value", version.value);
    out.member("binary", version.binary);
    write_time(out, "created", version.created);
    out.key("stages").begin_array();
    for (const std::string& stage : version.stages) out.string(stage);
    out.end_array().end_object();
  }
  out.end_array().key("tags").begin_object();
  for (const auto& [key, value] : secret.tags) out.member(key, value);
  out.end_object().end_object();
  return record;
}

Version decode_version(Value record) {
  Version version;
  version.id = *record.find_text("id");
  version.value = *record.find_text("value");
  version.binary = record.find("binary")->boolean();
  version.created = time(record, "created");
  for (const Value stage : record.find("stages")->elements())
    version.stages.emplace_back(stage.text());
  return version;
}

Secret decode(std::string_view text) {
  json::Document document;
  if (!document.parse(text)) throw std::runtime_error("a stored secret is no JSON");
  const Value record = document.root();
  Secret secret;
  for (const auto& [name, member] : kTexts) secret.*member = *record.find_text(name);
  secret.created = time(record, "created");
  secret.changed = time(record, "changed");
  if (record.find("deletion")) secret.deletion = time(record, "deletion");
  for (const Value version : record.find("versions")->elements())
    secret.versions.push_back(decode_version(version));
  for (const Value::Member tag : record.find("tags")->members())
    secret.tags.emplace(tag.name, tag.value.text());
  return secret;
}

bool is_gone(const Secret& secret, Timestamp now) {
  return secret.deletion && *secret.deletion <= now;
}

}  // namespace

const Version* Secret::find_version(std::string_view id) const {
  const auto found = std::ranges::find(versions, id, &Version::id);
  return found == versions.end() ? nullptr : &*found;
}

const Version* Secret::find_stage(std::string_view stage) const {
  const auto found = std::ranges::find_if(versions, [stage](const Version& version) {
    return std::ranges::find(version.stages, stage) != version.stages.end();
  });
  return found == versions.end() ? nullptr : &*found;
}

std::string arn_of(const Place& place, std::string_view name) {
  return "arn:aws:secretsmanager:" + std::string(place.region) + ":" + std::string(place.account) +
         ":secret:" + std::string(name);
}

std::optional<Secret> Secrets::find_named(const Place& place, std::string_view name) const {
  std::string record;
  if (!store_.get(record_key(place, name), record)) return std::nullopt;
  Secret secret = decode(record);
  if (is_gone(secret, place.now)) return std::nullopt;
  return secret;
}

std::optional<Secret> Secrets::find(const Place& place, std::string_view id) const {
  const std::string prefix = arn_of(place, {});
  if (!id.starts_with(prefix)) return find_named(place, id);
  const std::string_view name = id.substr(prefix.size());
  if (auto found = find_named(place, name)) return found;
  if (name.size() <= kSuffixSize) return std::nullopt;
  auto found = find_named(place, name.substr(0, name.size() - kSuffixSize));
  if (found && found->arn != id) return std::nullopt;
  return found;
}

std::vector<Secret> Secrets::list(const Place& place) const {
  std::vector<Secret> secrets;
  const std::string first = record_prefix(place);
  const auto cursor = store_.cursor(first, storage::prefix_end(first));
  for (cursor->seek_first(); cursor->valid(); cursor->next()) {
    Secret secret = decode(cursor->value());
    if (!is_gone(secret, place.now)) secrets.push_back(std::move(secret));
  }
  return secrets;
}

void Secrets::save(const Place& place, const Secret& secret) {
  storage::Batch batch;
  batch.put(record_key(place, secret.name), encode(secret));
  store_.write(std::move(batch));
}

void Secrets::erase(const Place& place, std::string_view name) {
  storage::Batch batch;
  batch.erase(record_key(place, name));
  store_.write(std::move(batch));
}

}  // namespace dynarock::secretsmanager
