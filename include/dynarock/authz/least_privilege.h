#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "dynarock/authz/observations.h"
#include "dynarock/json/syntax_error.h"
#include "dynarock/policy/evaluate.h"

namespace dynarock::authz {

/// The policy that allows what was observed and nothing else, be it that it was denied: an indented
/// JSON document. Resources of the same actions share a statement.
std::string least_privilege_policy(std::span<const Observation> observed);

/// One thing that an Allow statement grants, and whether it was ever needed.
struct Grant {
  std::string policy_name;
  std::string policy_arn;
  std::string sid;        ///< may be empty
  std::size_t index = 0;  ///< of the statement, from 0
  json::Position position;
  /// "Action" or "Resource", and the value there.
  std::string element;
  std::string value;
  bool used = false;
};

/// The grants of policies by what was observed: an action is used if it covers an observed one on a
/// resource of its statement, a resource the other way round. Conditions are taken to hold, and
/// resources with variables to be used. NotAction and NotResource are no grants of anything in
/// particular, and left out.
std::vector<Grant> grants_of(std::span<const policy::Policy> policies,
                             std::span<const Observation> observed);

}  // namespace dynarock::authz
