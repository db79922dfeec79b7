#include "dynarock/ecr/repositories.h"

#include <stdexcept>
#include <utility>

#include "dynarock/base/numbers.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

namespace dynarock::ecr {
namespace {

std::string record_prefix(const Place& place) {
  return "G" + std::string(place.account) + "/" + std::string(place.region) + "/";
}

/// The members that are texts, by their names in the record.
constexpr std::pair<std::string_view, std::string Repository::*> kTexts[] = {
    {"name", &Repository::name},
    {"tag_mutability", &Repository::tag_mutability},
    {"encryption_type", &Repository::encryption_type},
    {"kms_key", &Repository::kms_key},
    {"policy", &Repository::policy},
    {"lifecycle_policy", &Repository::lifecycle_policy}};

std::string encode(const Repository& repository) {
  std::string record;
  json::Writer out(record);
  out.begin_object();
  for (const auto& [name, member] : kTexts) out.member(name, repository.*member);
  out.member("created", repository.created.time_since_epoch().count());
  out.member("scan_on_push", repository.scan_on_push).key("tags").begin_object();
  for (const auto& [key, value] : repository.tags) out.member(key, value);
  out.end_object().end_object();
  return record;
}

Repository decode(std::string_view text) {
  json::Document document;
  if (!document.parse(text)) throw std::runtime_error("a stored repository is no JSON");
  const json::Value record = document.root();
  Repository repository;
  for (const auto& [name, member] : kTexts) repository.*member = *record.find_text(name);
  repository.created = Timestamp(
      std::chrono::microseconds(leading_number<std::int64_t>(record.find("created")->text())));
  repository.scan_on_push = record.find("scan_on_push")->boolean();
  for (const json::Value::Member tag : record.find("tags")->members())
    repository.tags.emplace(tag.name, tag.value.text());
  return repository;
}

}  // namespace

std::string arn_of(const Place& place, std::string_view name) {
  return "arn:aws:ecr:" + std::string(place.region) + ":" + std::string(place.account) +
         ":repository/" + std::string(name);
}

std::optional<Repository> Repositories::find(const Place& place, std::string_view name) const {
  std::string record;
  if (!store_.get(record_prefix(place) + std::string(name), record)) return std::nullopt;
  return decode(record);
}

std::vector<Repository> Repositories::list(const Place& place) const {
  std::vector<Repository> repositories;
  const std::string first = record_prefix(place);
  const auto cursor = store_.cursor(first, storage::prefix_end(first));
  for (cursor->seek_first(); cursor->valid(); cursor->next())
    repositories.push_back(decode(cursor->value()));
  return repositories;
}

void Repositories::save(const Place& place, const Repository& repository) {
  storage::Batch batch;
  batch.put(record_prefix(place) + repository.name, encode(repository));
  store_.write(std::move(batch));
}

void Repositories::erase(const Place& place, std::string_view name) {
  storage::Batch batch;
  batch.erase(record_prefix(place) + std::string(name));
  store_.write(std::move(batch));
}

}  // namespace dynarock::ecr
