#pragma once

#include <string>
#include <string_view>

#include "dynarock/base/result.h"

namespace dynarock::ssm {

/// A parameter as requests name it: `name`, `name:version`, `name:label`, or an ARN in the name's
/// stead.
struct Reference {
  std::string name;
  std::string_view selector;  ///< with its colon, or empty
  /// Whether the name may have a slash before it too, for it comes from an ARN and has one level.
  bool or_with_slash = false;
};
Reference parse_reference(std::string_view text);

/// Whether a parameter may be created by that name: ValidationException, AccessDeniedException for
/// AWS's own, HierarchyLevelLimitExceededException.
Result<void> check_new_name(std::string_view name);
/// Whether a parameter could have that name. ValidationException.
Result<void> check_known_name(std::string_view name);
/// The same for a level of the hierarchy.
Result<void> check_path(std::string_view path);
/// Whether a label may be given: what may not is told in the answer, not refused.
bool is_label(std::string_view label);

}  // namespace dynarock::ssm
