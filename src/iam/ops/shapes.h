#pragma once

#include <string_view>

#include "dynarock/aws/shape.h"
#include "dynarock/aws/tags.h"

/// Shapes that several operations share, with the names and limits of IAM's model.
namespace dynarock::iam {

using aws::Field;
using aws::kRequired;
using aws::Shape;

/// `[\w+=,.@-]+`
bool is_name(std::string_view value);
/// `[\w]+`
bool is_word(std::string_view value);
/// `(\u002F)|(\u002F[\u0021-\u007E]+\u002F)`
bool is_path(std::string_view value);
/// `\u002F[\u0021-\u007F]*`
bool is_path_prefix(std::string_view value);
/// `[\u0009\u000A\u000D\u0020-\u00FF]+`, and with "*" at the end for nothing at all.
bool is_latin_text(std::string_view value);
/// `^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$`
bool is_account_alias(std::string_view value);
/// `v[1-9][0-9]*(\.[A-Za-z0-9-]*)?`
bool is_version_id(std::string_view value);

inline constexpr aws::Pattern kNamePattern{
    "[\\w+=,.@-]+", is_name,
    "The specified value for {path} is invalid. It must contain only alphanumeric characters "
    "and/or the following: +=,.@_-"};
inline constexpr aws::Pattern kPathPattern{
    "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)", is_path,
    "The specified value for {path} is invalid. It must begin and end with / and contain only "
    "alphanumeric characters and/or / characters."};

inline constexpr Shape kUserName =
    aws::string_shape({.min = 1, .max = 64, .pattern = kNamePattern});
inline constexpr Shape kRoleName = kUserName;
/// Of users that exist, groups, instance profiles and policies.
inline constexpr Shape kName = aws::string_shape({.min = 1, .max = 128, .pattern = kNamePattern});
inline constexpr Shape kPath = aws::string_shape({.min = 1, .max = 512, .pattern = kPathPattern});
inline constexpr Shape kPathPrefix =
    aws::string_shape({.min = 1,
                       .max = 512,
                       .pattern = {"\\u002F[\\u0021-\\u007F]*", is_path_prefix,
                                   "The specified value for {path} is invalid. It must begin with "
                                   "/ and contain only alphanumeric characters and/or / "
                                   "characters."}});
inline constexpr Shape kArn = aws::string_shape({.min = 20, .max = 2048});
inline constexpr Shape kAccessKeyId =
    aws::string_shape({.min = 16, .max = 128, .pattern = {"[\\w]+", is_word}});
inline constexpr Shape kPolicyDocument =
    aws::string_shape({.min = 1,
                       .max = 131072,
                       .pattern = {"[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+", is_latin_text}});
inline constexpr Shape kDescription = aws::string_shape(
    {.max = 1000,
     .pattern = {"[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*", is_latin_text}});
inline constexpr Shape kPolicyDescription = aws::string_shape({.max = 1000});
inline constexpr Shape kVersionId =
    aws::string_shape({.pattern = {"v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?", is_version_id}});

inline constexpr Shape kMarker = aws::string_shape({.min = 1, .max = 320});
inline constexpr Shape kMaxItems = aws::integer_shape({.min = 1, .max = 1000});
inline constexpr Field kMarkerField{"Marker", kMarker};
inline constexpr Field kMaxItemsField{"MaxItems", kMaxItems};
inline constexpr Field kNextMarkerField{"Marker", aws::kString};
inline constexpr Field kIsTruncatedField{"IsTruncated", aws::kBoolean};

inline constexpr Shape kTagKey = aws::string_shape(
    {.min = 1, .max = 128, .pattern = {"[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+", aws::is_tag_text}});
inline constexpr Shape kTagValue = aws::string_shape(
    {.min = 0, .max = 256, .pattern = {"[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*", aws::is_tag_text}});
inline constexpr Field kTagFields[] = {{"Key", kTagKey, kRequired},
                                       {"Value", kTagValue, kRequired}};
inline constexpr Shape kTag = aws::structure("Tag", kTagFields);
inline constexpr Shape kTags = aws::list_of(kTag, {.max = 50});
inline constexpr Shape kTagKeys = aws::list_of(kTagKey, {.max = 50});

inline constexpr Field kBoundaryFields[] = {{"PermissionsBoundaryType", aws::kString},
                                            {"PermissionsBoundaryArn", aws::kString}};
inline constexpr Shape kBoundary = aws::structure("AttachedPermissionsBoundary", kBoundaryFields);

inline constexpr Field kUserFields[] = {{"Path", aws::kString},
                                        {"UserName", aws::kString},
                                        {"UserId", aws::kString},
                                        {"Arn", aws::kString},
                                        {"CreateDate", aws::kTimestamp},
                                        {"PasswordLastUsed", aws::kTimestamp},
                                        {"PermissionsBoundary", kBoundary},
                                        {"Tags", kTags}};
inline constexpr Shape kUser = aws::structure("User", kUserFields);
inline constexpr Shape kUsers = aws::list_of(kUser);

inline constexpr Field kGroupFields[] = {{"Path", aws::kString},
                                         {"GroupName", aws::kString},
                                         {"GroupId", aws::kString},
                                         {"Arn", aws::kString},
                                         {"CreateDate", aws::kTimestamp}};
inline constexpr Shape kGroup = aws::structure("Group", kGroupFields);
inline constexpr Shape kGroups = aws::list_of(kGroup);

inline constexpr Field kRoleLastUsedFields[] = {{"LastUsedDate", aws::kTimestamp},
                                                {"Region", aws::kString}};
inline constexpr Shape kRoleLastUsed = aws::structure("RoleLastUsed", kRoleLastUsedFields);
inline constexpr Field kRoleFields[] = {{"Path", aws::kString},
                                        {"RoleName", aws::kString},
                                        {"RoleId", aws::kString},
                                        {"Arn", aws::kString},
                                        {"CreateDate", aws::kTimestamp},
                                        {"AssumeRolePolicyDocument", aws::kString},
                                        {"Description", aws::kString},
                                        {"MaxSessionDuration", aws::kInteger},
                                        {"PermissionsBoundary", kBoundary},
                                        {"Tags", kTags},
                                        {"RoleLastUsed", kRoleLastUsed}};
inline constexpr Shape kRole = aws::structure("Role", kRoleFields);
inline constexpr Shape kRoles = aws::list_of(kRole);

inline constexpr Field kPolicyVersionFields[] = {{"Document", aws::kString},
                                                 {"VersionId", aws::kString},
                                                 {"IsDefaultVersion", aws::kBoolean},
                                                 {"CreateDate", aws::kTimestamp}};
inline constexpr Shape kPolicyVersion = aws::structure("PolicyVersion", kPolicyVersionFields);
inline constexpr Shape kPolicyVersions = aws::list_of(kPolicyVersion);

inline constexpr Field kPolicyFields[] = {{"PolicyName", aws::kString},
                                          {"PolicyId", aws::kString},
                                          {"Arn", aws::kString},
                                          {"Path", aws::kString},
                                          {"DefaultVersionId", aws::kString},
                                          {"AttachmentCount", aws::kInteger},
                                          {"PermissionsBoundaryUsageCount", aws::kInteger},
                                          {"IsAttachable", aws::kBoolean},
                                          {"Description", aws::kString},
                                          {"CreateDate", aws::kTimestamp},
                                          {"UpdateDate", aws::kTimestamp},
                                          {"Tags", kTags}};
inline constexpr Shape kPolicy = aws::structure("Policy", kPolicyFields);
inline constexpr Shape kPolicies = aws::list_of(kPolicy);

inline constexpr Field kInstanceProfileFields[] = {{"Path", aws::kString},
                                                   {"InstanceProfileName", aws::kString},
                                                   {"InstanceProfileId", aws::kString},
                                                   {"Arn", aws::kString},
                                                   {"CreateDate", aws::kTimestamp},
                                                   {"Roles", kRoles},
                                                   {"Tags", kTags}};
inline constexpr Shape kInstanceProfile = aws::structure("InstanceProfile", kInstanceProfileFields);
inline constexpr Shape kInstanceProfiles = aws::list_of(kInstanceProfile);

inline constexpr Field kAttachedPolicyFields[] = {{"PolicyName", aws::kString},
                                                  {"PolicyArn", aws::kString}};
inline constexpr Shape kAttachedPolicy = aws::structure("AttachedPolicy", kAttachedPolicyFields);
inline constexpr Shape kAttachedPolicies = aws::list_of(kAttachedPolicy);

/// Of operations that answer nothing.
inline constexpr Shape kNoOutput = aws::structure("Unit");

}  // namespace dynarock::iam
