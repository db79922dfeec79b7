#include "iam/ops/answer.h"
#include "iam/ops/input.h"
#include "iam/ops/operations.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

template <class T>
struct Boundaries {
  static constexpr Field kPutFields[] = {{Kind<T>::member, kName, kRequired},
                                         {"PermissionsBoundary", kArn, kRequired}};
  static constexpr Shape kPutInput = aws::structure("PutPermissionsBoundaryRequest", kPutFields);
  static constexpr Field kDeleteFields[] = {{Kind<T>::member, kName, kRequired}};
  static constexpr Shape kDeleteInput =
      aws::structure("DeletePermissionsBoundaryRequest", kDeleteFields);

  static Result<std::string> put(Context& context, json::Value request) {
    auto account = context.write();
    T* entity = DYNAROCK_TRY(find_changeable<T>(*account, request));
    const std::string_view arn = text_of(request, "PermissionsBoundary");
    DYNAROCK_TRY(find_attachable(*account, arn));
    return set(account, *entity, arn);
  }

  static Result<std::string> remove(Context& context, json::Value request) {
    auto account = context.write();
    T* entity = DYNAROCK_TRY(find_changeable<T>(*account, request));
    return set(account, *entity, {});
  }

  static std::string set(State::Writer& account, T& entity, std::string_view arn) {
    entity.permissions_boundary = arn;
    account.save(entity);
    account.commit();
    return {};
  }
};

using OfUser = Boundaries<User>;
using OfRole = Boundaries<Role>;

}  // namespace

const Operation kPutUserPermissionsBoundary = {
    {"PutUserPermissionsBoundary", &OfUser::kPutInput, &kNoOutput}, OfUser::put};
const Operation kPutRolePermissionsBoundary = {
    {"PutRolePermissionsBoundary", &OfRole::kPutInput, &kNoOutput}, OfRole::put};
const Operation kDeleteUserPermissionsBoundary = {
    {"DeleteUserPermissionsBoundary", &OfUser::kDeleteInput, &kNoOutput}, OfUser::remove};
const Operation kDeleteRolePermissionsBoundary = {
    {"DeleteRolePermissionsBoundary", &OfRole::kDeleteInput, &kNoOutput}, OfRole::remove};

}  // namespace dynarock::iam
