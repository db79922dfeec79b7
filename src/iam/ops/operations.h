#pragma once

#include "dynarock/aws/operation.h"
#include "iam/ops/context.h"

namespace dynarock::iam {

using Operation = aws::OperationRow<Context>;

/// The user that a request names, or else the caller; ValidationError if that is no user.
Result<std::string> user_name_of(Context& context, json::Value request);

/// Whether a document may be a managed policy's: MalformedPolicyDocument, LimitExceeded.
Result<void> check_managed_document(Context& context, std::string_view document);

extern const Operation kAddRoleToInstanceProfile;
extern const Operation kAddUserToGroup;
extern const Operation kAttachGroupPolicy;
extern const Operation kAttachRolePolicy;
extern const Operation kAttachUserPolicy;
extern const Operation kCreateAccessKey;
extern const Operation kCreateAccountAlias;
extern const Operation kCreateGroup;
extern const Operation kCreateInstanceProfile;
extern const Operation kCreatePolicy;
extern const Operation kCreatePolicyVersion;
extern const Operation kCreateRole;
extern const Operation kCreateServiceLinkedRole;
extern const Operation kCreateUser;
extern const Operation kDeleteAccessKey;
extern const Operation kDeleteAccountAlias;
extern const Operation kDeleteGroup;
extern const Operation kDeleteGroupPolicy;
extern const Operation kDeleteInstanceProfile;
extern const Operation kDeletePolicy;
extern const Operation kDeletePolicyVersion;
extern const Operation kDeleteRole;
extern const Operation kDeleteRolePermissionsBoundary;
extern const Operation kDeleteRolePolicy;
extern const Operation kDeleteServiceLinkedRole;
extern const Operation kDeleteUser;
extern const Operation kDeleteUserPermissionsBoundary;
extern const Operation kDeleteUserPolicy;
extern const Operation kDetachGroupPolicy;
extern const Operation kDetachRolePolicy;
extern const Operation kDetachUserPolicy;
extern const Operation kGetAccessKeyLastUsed;
extern const Operation kGetAccountAuthorizationDetails;
extern const Operation kGetAccountSummary;
extern const Operation kGetContextKeysForCustomPolicy;
extern const Operation kGetContextKeysForPrincipalPolicy;
extern const Operation kGetGroup;
extern const Operation kGetGroupPolicy;
extern const Operation kGetInstanceProfile;
extern const Operation kGetPolicy;
extern const Operation kGetPolicyVersion;
extern const Operation kGetRole;
extern const Operation kGetRolePolicy;
extern const Operation kGetServiceLinkedRoleDeletionStatus;
extern const Operation kGetUser;
extern const Operation kGetUserPolicy;
extern const Operation kListAccessKeys;
extern const Operation kListAccountAliases;
extern const Operation kListAttachedGroupPolicies;
extern const Operation kListAttachedRolePolicies;
extern const Operation kListAttachedUserPolicies;
extern const Operation kListEntitiesForPolicy;
extern const Operation kListGroupPolicies;
extern const Operation kListGroups;
extern const Operation kListGroupsForUser;
extern const Operation kListInstanceProfileTags;
extern const Operation kListInstanceProfiles;
extern const Operation kListInstanceProfilesForRole;
extern const Operation kListPolicies;
extern const Operation kListPolicyTags;
extern const Operation kListPolicyVersions;
extern const Operation kListRolePolicies;
extern const Operation kListRoleTags;
extern const Operation kListRoles;
extern const Operation kListUserPolicies;
extern const Operation kListUserTags;
extern const Operation kListUsers;
extern const Operation kPutGroupPolicy;
extern const Operation kPutRolePermissionsBoundary;
extern const Operation kPutRolePolicy;
extern const Operation kPutUserPermissionsBoundary;
extern const Operation kPutUserPolicy;
extern const Operation kRemoveRoleFromInstanceProfile;
extern const Operation kRemoveUserFromGroup;
extern const Operation kSetDefaultPolicyVersion;
extern const Operation kSimulateCustomPolicy;
extern const Operation kSimulatePrincipalPolicy;
extern const Operation kTagInstanceProfile;
extern const Operation kTagPolicy;
extern const Operation kTagRole;
extern const Operation kTagUser;
extern const Operation kUntagInstanceProfile;
extern const Operation kUntagPolicy;
extern const Operation kUntagRole;
extern const Operation kUntagUser;
extern const Operation kUpdateAccessKey;
extern const Operation kUpdateAssumeRolePolicy;
extern const Operation kUpdateGroup;
extern const Operation kUpdateRole;
extern const Operation kUpdateRoleDescription;
extern const Operation kUpdateUser;

}  // namespace dynarock::iam
