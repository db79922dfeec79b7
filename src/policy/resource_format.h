#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "policy/wording.h"

namespace dynarock::policy {

/// What IAM has against a resource of an identity policy: a rule, the detail its text quotes, and
/// why, for a log.
struct ResourceProblem {
  Rule rule;
  std::string detail;
  std::string problem;
};

/// Nothing if IAM takes it as a resource.
std::optional<ResourceProblem> check_resource_format(std::string_view resource);

/// Whether IAM's older parser, which looks only for colons, accepts it.
bool passes_legacy_parsing(std::string_view resource);

}  // namespace dynarock::policy
