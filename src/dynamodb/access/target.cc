#include "dynamodb/access/target.h"

namespace dynarock::dynamodb {

const KeySchema* Target::keys(std::string_view index) const {
  if (!known.table) return nullptr;
  if (index.empty()) return &known.table->keys;
  const Index* found = known.table->find_index(index);
  return found ? &found->keys : nullptr;
}

Target find_target(const AccessCall& call, std::string_view name_or_arn) {
  const TableAddress address = table_address(name_or_arn, call.account, call.region);
  return {std::string(address.account), address.arn(), call.resources.find_table(address)};
}

policy::AccessRequest access_to(const AccessCall& call, std::string_view action,
                                const Target& target, std::string_view index) {
  policy::AccessRequest access = access_to(call, action, target.arn, target.account);
  if (!index.empty()) access.resource.append("/index/").append(index);
  access.resource_policy = target.known.policy;
  if (target.known.table)
    for (const Tag& tag : target.known.table->tags)
      access.context.set("aws:ResourceTag/" + tag.key, tag.value);
  return access;
}

policy::AccessRequest access_to(const AccessCall& call, std::string_view action,
                                std::string_view resource, std::string_view account) {
  return {"dynamodb:" + std::string(action), std::string(resource), std::string(account),
          policy::Context(call.shared), nullptr};
}

}  // namespace dynarock::dynamodb
