#include "dynarock/dynamodb/access/catalog_resources.h"

#include <mutex>
#include <stdexcept>
#include <utility>

namespace dynarock::dynamodb {
namespace {

/// Of tables that are gone some may be left; more than that many are not kept.
constexpr std::size_t kMaxParsed = 10'000;

}  // namespace

Resources::KnownTable CatalogResources::find_table(const TableAddress& address) const {
  const auto state = catalog_.find(address.account, address.region, address.name);
  if (!state) return {};
  KnownTable known{state->table(), nullptr};
  if (!known.table->resource_policy.document.empty())
    known.policy = parse(known.table->arn(), known.table->resource_policy);
  return known;
}

std::shared_ptr<const policy::Policy> CatalogResources::find_stream_policy(
    const StreamAddress& address) const {
  const auto stream = catalog_.streams().find(address);
  if (!stream) return nullptr;
  const auto description = stream->description();
  if (description->resource_policy.document.empty()) return nullptr;
  return parse(description->arn(), description->resource_policy);
}

std::shared_ptr<const policy::Policy> CatalogResources::parse(const std::string& arn,
                                                              const ResourcePolicy& policy) const {
  {
    const std::shared_lock lock(mutex_);
    const auto found = parsed_.find(arn);
    if (found != parsed_.end() && found->second.document == policy.document)
      return found->second.policy;
  }
  auto document = policy::parse_policy(policy::PolicyKind::kResource, policy.document);
  if (!document) throw std::logic_error("the policy of " + arn + " is malformed");
  auto made = std::make_shared<policy::Policy>(
      policy::Policy{"policy of " + arn, {}, std::move(*document)});
  const std::unique_lock lock(mutex_);
  if (parsed_.size() >= kMaxParsed) parsed_.clear();
  parsed_[arn] = {policy.document, made};
  return made;
}

}  // namespace dynarock::dynamodb
