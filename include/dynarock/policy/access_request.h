#pragma once

#include <memory>
#include <string>

#include "dynarock/policy/evaluate.h"

namespace dynarock::policy {

/// One thing that an operation asks to be allowed: an Access whose parts are its own, as the
/// services make them.
struct AccessRequest {
  std::string action;            ///< `dynamodb:GetItem`
  std::string resource;          ///< an ARN, or `*` for actions without a resource
  std::string resource_account;  ///< empty for the caller's
  /// What conditions see of the resource, over what they see of the whole request.
  Context context;
  /// The resource's own policy; null if it has none.
  std::shared_ptr<const Policy> resource_policy;
  /// What to say if it is denied, in place of who may not do what.
  std::string refusal{};
};

}  // namespace dynarock::policy
