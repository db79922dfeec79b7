#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/error.h"
#include "dynarock/dynamodb/model/attribute_value.h"
#include "dynarock/dynamodb/model/wording.h"

namespace dynarock::dynamodb {

inline constexpr std::string_view kNoType =
    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
inline constexpr std::string_view kSeveralTypes =
    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the "
    "supported datatypes";
inline constexpr std::string_view kTooDeep =
    "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels "
    "beyond supported limit";
inline constexpr std::string_view kEmptyName = "Empty attribute name";
inline constexpr std::string_view kLongName =
    "Attribute name is too large, must be less than 65536 bytes";
inline constexpr std::string_view kNullNotTrue =
    "One or more parameter values were invalid: Null attribute value types must have the value of "
    "true";

/// The texts for the faults of a set.
AwsError empty_set_error(AttributeType set);
AwsError null_member_error(AttributeType set);
/// `members` as sent (those of a BS decoded), of which at least one repeats another. The older
/// layer lists them as sent. The current one shows how far a sorted set was filled when the first
/// repeat came: what was before it in byte order, then the repeat and all behind it.
AwsError duplicates_error(AttributeType set, const std::vector<std::string>& members,
                          Wording wording);

}  // namespace dynarock::dynamodb
