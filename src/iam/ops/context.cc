#include "iam/ops/context.h"

#include <utility>

namespace dynarock::iam {

AwsError no_such_entity(std::string message) { return {"NoSuchEntity", std::move(message), {}}; }

AwsError already_exists(std::string message) {
  return {"EntityAlreadyExists", std::move(message), {}};
}

AwsError limit_exceeded(std::string message) { return {"LimitExceeded", std::move(message), {}}; }

AwsError delete_conflict(std::string message) { return {"DeleteConflict", std::move(message), {}}; }

Result<void> check_changeable(const Role& role) {
  if (!role.is_service_linked()) return {};
  return fail({"UnmodifiableEntity",
               "Cannot perform the operation on the protected role '" + role.name +
                   "' - this role is only modifiable by AWS",
               {}});
}

void begin_entity(Context& context, Entity& entity, std::string_view name, std::string_view path,
                  std::string_view id_prefix) {
  entity.name = name;
  entity.path = path;
  entity.id = make_unique_id(id_prefix, context.ids);
  // IAM's times have no fractions.
  entity.created = std::chrono::floor<std::chrono::seconds>(context.call.now);
}

}  // namespace dynarock::iam
