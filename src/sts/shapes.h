#pragma once

#include <string_view>

#include "dynarock/aws/shape.h"
#include "dynarock/aws/tags.h"

/// Shapes that several operations share, with the names and limits of STS's model.
namespace dynarock::sts {

using aws::Field;
using aws::kRequired;
using aws::Shape;

/// `[\w+=,.@-]*`
bool is_name(std::string_view value);
/// `[\w+=,.@:\/-]*`
bool is_external_id(std::string_view value);
/// `[\w]*`
bool is_word(std::string_view value);

inline constexpr Shape kArn = aws::string_shape({.min = 20, .max = 2048});
inline constexpr Shape kSessionName =
    aws::string_shape({.min = 2, .max = 64, .pattern = {"[\\w+=,.@-]*", is_name}});
inline constexpr Shape kSessionPolicy = aws::string_shape({.min = 1, .max = 2048});
inline constexpr Shape kSerialNumber = aws::string_shape({.min = 9, .max = 256});
inline constexpr Shape kTokenCode = aws::string_shape({.min = 6, .max = 6});

inline constexpr Field kPolicyArnFields[] = {{"arn", kArn}};
inline constexpr Shape kPolicyArn = aws::structure("PolicyDescriptorType", kPolicyArnFields);
inline constexpr Shape kPolicyArns = aws::list_of(kPolicyArn);

inline constexpr Shape kTagKey = aws::string_shape(
    {.min = 1, .max = 128, .pattern = {"[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+", aws::is_tag_text}});
inline constexpr Shape kTagValue = aws::string_shape(
    {.min = 0, .max = 256, .pattern = {"[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*", aws::is_tag_text}});
inline constexpr Field kTagFields[] = {{"Key", kTagKey, kRequired},
                                       {"Value", kTagValue, kRequired}};
inline constexpr Shape kTag = aws::structure("Tag", kTagFields);
inline constexpr Shape kTags = aws::list_of(kTag, {.max = 50});
inline constexpr Shape kTagKeys = aws::list_of(kTagKey, {.max = 50});

inline constexpr Field kCredentialsFields[] = {{"AccessKeyId", aws::kString},
                                               {"SecretAccessKey", aws::kString},
                                               {"SessionToken", aws::kString},
                                               {"Expiration", aws::kTimestamp}};
inline constexpr Shape kCredentials = aws::structure("Credentials", kCredentialsFields);
inline constexpr Field kAssumedRoleUserFields[] = {{"AssumedRoleId", aws::kString},
                                                   {"Arn", aws::kString}};
inline constexpr Shape kAssumedRoleUser = aws::structure("AssumedRoleUser", kAssumedRoleUserFields);

}  // namespace dynarock::sts
