#include "iam/ops/operations.h"

#include "dynarock/aws/row_service.h"
#include "dynarock/iam/service.h"

namespace dynarock::iam {
namespace {

// Every operation that is served. Their definitions are constants of other files, so the rows are
// gathered when the service is made.
std::vector<Operation> all_operations() {
  return {kAddRoleToInstanceProfile,
          kAddUserToGroup,
          kAttachGroupPolicy,
          kAttachRolePolicy,
          kAttachUserPolicy,
          kCreateAccessKey,
          kCreateAccountAlias,
          kCreateGroup,
          kCreateInstanceProfile,
          kCreatePolicy,
          kCreatePolicyVersion,
          kCreateRole,
          kCreateServiceLinkedRole,
          kCreateUser,
          kDeleteAccessKey,
          kDeleteAccountAlias,
          kDeleteGroup,
          kDeleteGroupPolicy,
          kDeleteInstanceProfile,
          kDeletePolicy,
          kDeletePolicyVersion,
          kDeleteRole,
          kDeleteRolePermissionsBoundary,
          kDeleteRolePolicy,
          kDeleteServiceLinkedRole,
          kDeleteUser,
          kDeleteUserPermissionsBoundary,
          kDeleteUserPolicy,
          kDetachGroupPolicy,
          kDetachRolePolicy,
          kDetachUserPolicy,
          kGetAccessKeyLastUsed,
          kGetAccountAuthorizationDetails,
          kGetAccountSummary,
          kGetContextKeysForCustomPolicy,
          kGetContextKeysForPrincipalPolicy,
          kGetGroup,
          kGetGroupPolicy,
          kGetInstanceProfile,
          kGetPolicy,
          kGetPolicyVersion,
          kGetRole,
          kGetRolePolicy,
          kGetServiceLinkedRoleDeletionStatus,
          kGetUser,
          kGetUserPolicy,
          kListAccessKeys,
          kListAccountAliases,
          kListAttachedGroupPolicies,
          kListAttachedRolePolicies,
          kListAttachedUserPolicies,
          kListEntitiesForPolicy,
          kListGroupPolicies,
          kListGroups,
          kListGroupsForUser,
          kListInstanceProfileTags,
          kListInstanceProfiles,
          kListInstanceProfilesForRole,
          kListPolicies,
          kListPolicyTags,
          kListPolicyVersions,
          kListRolePolicies,
          kListRoleTags,
          kListRoles,
          kListUserPolicies,
          kListUserTags,
          kListUsers,
          kPutGroupPolicy,
          kPutRolePermissionsBoundary,
          kPutRolePolicy,
          kPutUserPermissionsBoundary,
          kPutUserPolicy,
          kRemoveRoleFromInstanceProfile,
          kRemoveUserFromGroup,
          kSetDefaultPolicyVersion,
          kSimulateCustomPolicy,
          kSimulatePrincipalPolicy,
          kTagInstanceProfile,
          kTagPolicy,
          kTagRole,
          kTagUser,
          kUntagInstanceProfile,
          kUntagPolicy,
          kUntagRole,
          kUntagUser,
          kUpdateAccessKey,
          kUpdateAssumeRolePolicy,
          kUpdateGroup,
          kUpdateRole,
          kUpdateRoleDescription,
          kUpdateUser};
}

constexpr aws::QueryApi kQueryApi{"2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/"};
constexpr aws::ServiceNames kNames = {
    .name = "iam", .model_namespace = "com.amazonaws.iam.v20100508", .query_api = &kQueryApi};

}  // namespace

std::unique_ptr<aws::Service> make_service(State& state, Ids& ids) {
  return std::make_unique<aws::RowService<Context>>(kNames, all_operations(),
                                                    [&state, &ids](aws::Call& call, json::Value) {
                                                      return Context{state, ids, call};
                                                    });
}

}  // namespace dynarock::iam
