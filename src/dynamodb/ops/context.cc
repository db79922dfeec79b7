#include "dynamodb/ops/context.h"

#include "dynarock/dynamodb/model/table_address.h"

namespace dynarock::dynamodb {
namespace {

TableAddress address_of(const Context& context, std::string_view name_or_arn) {
  return table_address(name_or_arn, context.call.account, context.call.region);
}

void note_other_places(Context& context, const TableAddress& address) {
  const auto places =
      context.engine.catalog().other_places(address.account, address.region, address.name);
  if (places.empty()) return;
  std::string& note = context.call.note;
  note = "no table " + std::string(address.name) + " in " + std::string(address.account) + "/" +
         std::string(address.region) + ", but there is one in ";
  for (std::size_t i = 0; i < places.size(); ++i) note += (i == 0 ? "" : ", ") + places[i];
}

AwsError not_found(std::string text) { return {"ResourceNotFoundException", std::move(text), {}}; }

}  // namespace

Result<std::shared_ptr<TableState>> find_table_for_items(Context& context,
                                                         std::string_view name_or_arn) {
  const TableAddress address = address_of(context, name_or_arn);
  auto state = context.engine.catalog().find(address.account, address.region, address.name);
  if (state == nullptr) {
    note_other_places(context, address);
    return fail(not_found("Requested resource not found"));
  }
  const std::string_view status = state->table()->status(context.call.now);
  if (status == "CREATING" || status == "DELETING")
    return fail(not_found("Requested resource not found"));
  return state;
}

Result<std::shared_ptr<TableState>> find_table(Context& context, std::string_view name_or_arn) {
  const TableAddress address = address_of(context, name_or_arn);
  auto state = context.engine.catalog().find(address.account, address.region, address.name);
  if (state == nullptr) {
    note_other_places(context, address);
    return fail(table_not_found(address.name));
  }
  return state;
}

AwsError table_not_found(std::string_view table_name) {
  return not_found("Requested resource not found: Table: " + std::string(table_name) +
                   " not found");
}

Result<void> check_not_in_transition(const Table& table, Timestamp now) {
  const std::string_view status = table.status(now);
  if (status == "ACTIVE") return {};
  return fail({"ResourceInUseException",
               "Attempt to change a resource which is still in use: Table is being " +
                   std::string(status == "CREATING"   ? "created"
                               : status == "UPDATING" ? "updated"
                                                      : "deleted") +
                   ": " + table.name,
               {}});
}

}  // namespace dynarock::dynamodb
