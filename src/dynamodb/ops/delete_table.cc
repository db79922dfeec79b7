#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/rewordings.h"
#include "dynamodb/ops/table_description.h"
#include "dynamodb/ops/table_shapes.h"

namespace dynarock::dynamodb {
namespace {

constexpr Field kInputFields[] = {{"TableName", kTableNameOrArn, kRequired}};
constexpr Shape kInput = aws::structure("DeleteTableInput", kInputFields);
constexpr aws::Rewording kRewordings[] = {kMissingTableName};

Result<void> check_deletable(const Table& table, Timestamp now) {
  DYNAROCK_TRY(check_not_in_transition(table, now));
  if (table.deletion_protection)
    return fail(validation_error(
        "Resource cannot be deleted as it is currently protected against deletion. Disable "
        "deletion protection first."));
  return {};
}

Result<std::string> run(Context& context, json::Value request) {
  const auto state = DYNAROCK_TRY(find_table(context, *request.find_text("TableName")));
  DYNAROCK_TRY(check_not_in_transition(*state->table(), context.call.now));
  const std::lock_guard changing(state->change_lock());
  const std::shared_ptr<const Table> table = state->table();
  DYNAROCK_TRY(check_deletable(*table, context.call.now));

  Catalog& catalog = context.engine.catalog();
  const TableCounts counts = table_counts(catalog, *state);
  const auto transient = context.settings.transient_status;
  const bool found =
      transient.count() == 0 ? catalog.erase(*state) : catalog.update(*state, [&](Table& changed) {
        changed.transition = {"DELETING", context.call.now + transient};
      });
  if (!found) return fail(table_not_found(table->name));

  std::string body;
  json::Writer out(body);
  out.begin_object().key("TableDescription");
  write_table_description(*table, counts, context.call.now, DescriptionOf::kDeleted, out);
  out.end_object();
  return body;
}

}  // namespace

const Operation kDeleteTable = {{"DeleteTable", &kInput, &kTableDescriptionOutput, kRewordings},
                                run};

}  // namespace dynarock::dynamodb
