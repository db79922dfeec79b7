#include <algorithm>
#include <iterator>

#include "dynamodb/access/details.h"
#include "dynamodb/access/makers.h"
#include "dynamodb/access/request_keys.h"
#include "dynamodb/access/target.h"

namespace dynarock::dynamodb {
namespace {

/// An operation on one item.
struct ItemOperation {
  std::string_view name;
  const expr::OperationStyle& style;
  /// The member that holds the item or its key.
  std::string_view item;
  bool reads;
};

constexpr ItemOperation kItemOperations[] = {{"DeleteItem", expr::kDeleteItem, "Key", false},
                                             {"GetItem", expr::kGetItem, "Key", true},
                                             {"PutItem", expr::kPutItem, "Item", false},
                                             {"UpdateItem", expr::kUpdateItem, "Key", false}};

/// A member of a transaction.
struct TransactMember {
  std::string_view name;
  std::string_view action;
  std::string_view item;
};

constexpr TransactMember kWriteMembers[] = {{"ConditionCheck", "ConditionCheckItem", "Key"},
                                            {"Put", "PutItem", "Item"},
                                            {"Delete", "DeleteItem", "Key"},
                                            {"Update", "UpdateItem", "Key"}};

policy::AccessRequest item_access(const AccessCall& call, std::string_view action,
                                  json::Value named, std::string_view item,
                                  const expr::OperationStyle& style, bool reads) {
  const Target target = find_target(call, *named.find_text("TableName"));
  policy::AccessRequest access = access_to(call, action, target);
  Details details(target.keys());
  details.add_item(*named.find(item));
  details.add_parameters(named, style);
  details.write(access.context);
  if (reads)
    set_implied_select(access.context, details.projects());
  else
    set_return_values(access.context, named);
  set_consumed_capacity(access.context, call.request);
  return access;
}

}  // namespace

Accesses item_accesses(const AccessCall& call) {
  const ItemOperation& operation =
      *std::ranges::find(kItemOperations, call.operation, &ItemOperation::name);
  Accesses accesses;
  accesses.push_back(item_access(call, operation.name, call.request, operation.item,
                                 operation.style, operation.reads));
  return accesses;
}

Accesses transact_get_accesses(const AccessCall& call) {
  Accesses accesses;
  for (const json::Value element : call.request.find("TransactItems")->elements()) {
    accesses.push_back(
        item_access(call, "GetItem", *element.find("Get"), "Key", expr::kTransactGetItems, true));
    set_enclosing_operation(accesses.back().context, call.operation);
  }
  return accesses;
}

Accesses transact_write_accesses(const AccessCall& call) {
  Accesses accesses;
  for (const json::Value element : call.request.find("TransactItems")->elements())
    for (const TransactMember& member : kWriteMembers)
      if (const auto named = element.find(member.name)) {
        accesses.push_back(item_access(call, member.action, *named, member.item,
                                       expr::kTransactWriteItems, false));
        set_enclosing_operation(accesses.back().context, call.operation);
      }
  return accesses;
}

}  // namespace dynarock::dynamodb
