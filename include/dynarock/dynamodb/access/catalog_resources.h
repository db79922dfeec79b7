#pragma once

#include <map>
#include <memory>
#include <shared_mutex>
#include <string>

#include "dynarock/dynamodb/access/access.h"
#include "dynarock/dynamodb/engine/catalog.h"

namespace dynarock::dynamodb {

/// A catalogue's tables and streams, their policies parsed. Safe to use from several threads.
class CatalogResources final : public Resources {
 public:
  /// The catalogue must outlive it.
  explicit CatalogResources(Catalog& catalog) : catalog_(catalog) {}

  KnownTable find_table(const TableAddress& address) const override;
  std::shared_ptr<const policy::Policy> find_stream_policy(
      const StreamAddress& address) const override;

 private:
  /// A policy as it was when it was parsed.
  struct Parsed {
    std::string document;
    std::shared_ptr<const policy::Policy> policy;
  };

  std::shared_ptr<const policy::Policy> parse(const std::string& arn,
                                              const ResourcePolicy& policy) const;

  Catalog& catalog_;
  mutable std::shared_mutex mutex_;                            // guards the member below
  mutable std::map<std::string, Parsed, std::less<>> parsed_;  // by ARN
};

}  // namespace dynarock::dynamodb
