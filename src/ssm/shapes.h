#pragma once

#include <string_view>

#include "dynarock/aws/shape.h"
#include "dynarock/aws/tags.h"

/// Shapes that several operations share, with the names and limits of Systems Manager's model.
namespace dynarock::ssm {

using aws::Field;
using aws::kRequired;
using aws::Shape;

/// `^([a-zA-Z0-9:/_-]+)$`
bool is_key_id(std::string_view value);
/// `tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType`
bool is_filter_key(std::string_view value);

inline constexpr std::string_view kParameterTypes[] = {"SecureString", "StringList", "String"};
inline constexpr std::string_view kTiers[] = {"Advanced", "Intelligent-Tiering", "Standard"};

inline constexpr Shape kName = aws::string_shape({.min = 1, .max = 2048});
inline constexpr Shape kNames = aws::list_of(kName, {.min = 1, .max = 10});
inline constexpr Shape kType = aws::one_of(kParameterTypes);
inline constexpr Shape kTier = aws::one_of(kTiers);
inline constexpr Shape kMaxResults = aws::integer_shape({.min = 1, .max = 50});
inline constexpr Shape kLabel = aws::string_shape({.min = 1, .max = 100});
inline constexpr Shape kLabels = aws::list_of(kLabel, {.min = 1, .max = 10});

inline constexpr Shape kTagKey = aws::string_shape(
    {.min = 1, .max = 128, .pattern = {"^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$", aws::is_tag_text}});
inline constexpr Shape kTagValue = aws::string_shape(
    {.min = 0, .max = 256, .pattern = {"^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$", aws::is_tag_text}});
inline constexpr Field kTagFields[] = {{"Key", kTagKey, kRequired},
                                       {"Value", kTagValue, kRequired}};
inline constexpr Shape kTag = aws::structure("Tag", kTagFields);
inline constexpr Shape kTags = aws::list_of(kTag, {.max = 1000});
inline constexpr Shape kTagKeys = aws::list_of(kTagKey);

inline constexpr Shape kFilterKey = aws::string_shape(
    {.min = 1,
     .max = 132,
     .pattern = {"tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType", is_filter_key}});
inline constexpr Shape kFilterOption = aws::string_shape({.min = 1, .max = 10});
inline constexpr Shape kFilterValue = aws::string_shape({.min = 1, .max = 1024});
inline constexpr Shape kFilterValues = aws::list_of(kFilterValue, {.min = 1, .max = 50});
inline constexpr Field kFilterFields[] = {
    {"Key", kFilterKey, kRequired}, {"Option", kFilterOption}, {"Values", kFilterValues}};
inline constexpr Shape kFilter = aws::structure("ParameterStringFilter", kFilterFields);
inline constexpr Shape kFilters = aws::list_of(kFilter);

inline constexpr Field kPolicyFields[] = {
    {"PolicyText", aws::kString}, {"PolicyType", aws::kString}, {"PolicyStatus", aws::kString}};
inline constexpr Shape kPolicy = aws::structure("ParameterInlinePolicy", kPolicyFields);
inline constexpr Shape kPolicies = aws::list_of(kPolicy);

inline constexpr Field kParameterFields[] = {{"Name", aws::kString},
                                             {"Type", aws::kString},
                                             {"Value", aws::kString},
                                             {"Version", aws::kLong},
                                             {"Selector", aws::kString},
                                             {"SourceResult", aws::kString},
                                             {"LastModifiedDate", aws::kTimestamp},
                                             {"ARN", aws::kString},
                                             {"DataType", aws::kString}};
inline constexpr Shape kParameter = aws::structure("Parameter", kParameterFields);
inline constexpr Shape kParameters = aws::list_of(kParameter);

/// Of operations that answer nothing but `{}`.
inline constexpr Shape kNoOutput = aws::structure("Unit");

}  // namespace dynarock::ssm
