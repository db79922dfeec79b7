#include "iam/ops/operations.h"

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

class Iam final : public aws::Service {
 public:
  Iam(State& state, Ids& ids) : state_(state), ids_(ids), operations_(all_operations()) {}

  std::string_view name() const override { return "iam"; }
  const aws::QueryApi* query_api() const override { return &kQueryApi; }
  std::string_view model_namespace() const override { return "com.amazonaws.iam.v20100508"; }

  const aws::OperationSpec* find(std::string_view operation) const override {
    return aws::find_row<Context>(operations_, operation);
  }
  std::vector<const aws::OperationSpec*> operations() const override {
    return aws::specs_of<Context>(operations_);
  }

  Result<std::string> run(const aws::OperationSpec& operation, aws::Call& call,
                          json::Value request) override {
    Context context{state_, ids_, call};
    return aws::run_row<Context>(operation, context, request);
  }

 private:
  static constexpr aws::QueryApi kQueryApi{"2010-05-08",
                                           "https://iam.amazonaws.com/doc/2010-05-08/"};

  State& state_;
  Ids& ids_;
  const std::vector<Operation> operations_;
};

}  // namespace

std::unique_ptr<aws::Service> make_service(State& state, Ids& ids) {
  return std::make_unique<Iam>(state, ids);
}

}  // namespace dynarock::iam
