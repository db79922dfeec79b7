#include "dynamodb/access/details.h"
#include "dynamodb/access/makers.h"
#include "dynamodb/access/request_keys.h"
#include "dynamodb/access/target.h"

namespace dynarock::dynamodb {

Accesses batch_get_accesses(const AccessCall& call) {
  Accesses accesses;
  for (const auto& [table_name, part] : call.request.find("RequestItems")->members()) {
    const Target target = find_target(call, table_name);
    policy::Context& context =
        accesses.emplace_back(access_to(call, "BatchGetItem", target)).context;
    Details details(target.keys());
    for (const json::Value key : part.find("Keys")->elements()) details.add_item(key);
    details.add_parameters(part, expr::kBatchGetItem);
    details.write(context);
    set_implied_select(context, details.projects());
    set_consumed_capacity(context, call.request);
  }
  return accesses;
}

Accesses batch_write_accesses(const AccessCall& call) {
  Accesses accesses;
  for (const auto& [table_name, writes] : call.request.find("RequestItems")->members()) {
    const Target target = find_target(call, table_name);
    policy::Context& context =
        accesses.emplace_back(access_to(call, "BatchWriteItem", target)).context;
    Details details(target.keys());
    for (const json::Value write : writes.elements()) {
      if (const auto put = write.find("PutRequest")) details.add_item(*put->find("Item"));
      if (const auto erase = write.find("DeleteRequest")) details.add_item(*erase->find("Key"));
    }
    details.write(context);
    set_consumed_capacity(context, call.request);
  }
  return accesses;
}

}  // namespace dynarock::dynamodb
