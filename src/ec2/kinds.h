#pragma once

#include <span>
#include <string_view>

#include "dynarock/base/error.h"
#include "dynarock/base/result.h"
#include "ec2/region.h"

namespace dynarock::ec2 {

/// What a kind of resource is called.
struct Kind {
  /// In ARNs and in ResourceType of tags: `vpc`.
  std::string_view type;
  /// Of its ids: `vpc-`.
  std::string_view prefix;
  /// The member that is its id.
  std::string_view id_member;
  /// The error of an id that nothing has, and its message, in which `{}` stands for the id.
  std::string_view not_found, not_found_message;
  /// The error of a text that is no id of this kind, and its message in the same way.
  std::string_view malformed;
  std::string_view malformed_message{};
};

/// All kinds.
std::span<const Kind> all_kinds();
/// The kind that an id's prefix names; null if there is none.
const Kind* kind_of(std::string_view id);
/// The kind of a prefix, such as kVpcs.
const Kind& kind_with(std::string_view prefix);

AwsError not_found(const Kind& kind, std::string_view id);

/// The resource of that id, which must be of the kind.
Result<const Record*> find_resource(const Region& region, std::string_view prefix,
                                    std::string_view id);

}  // namespace dynarock::ec2
