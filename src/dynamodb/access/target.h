#pragma once

#include <string>
#include <string_view>

#include "dynarock/dynamodb/access/access.h"

namespace dynarock::dynamodb {

/// A table that a request names, be it there or not.
struct Target {
  std::string account;
  std::string arn;
  Resources::KnownTable known;

  /// The key schema of the table or of one of its indexes; null if that is not there.
  const KeySchema* keys(std::string_view index = {}) const;
};

Target find_target(const AccessCall& call, std::string_view name_or_arn);

/// An access to the table, or to one of its indexes if `index` is not empty. `action` is without
/// its service.
policy::AccessRequest access_to(const AccessCall& call, std::string_view action,
                                const Target& target, std::string_view index = {});

/// An access to what is no table.
policy::AccessRequest access_to(const AccessCall& call, std::string_view action,
                                std::string_view resource, std::string_view account);

}  // namespace dynarock::dynamodb
