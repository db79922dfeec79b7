#include "dynamodb/ops/members.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/rewordings.h"
#include "dynamodb/ops/table_shapes.h"
#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {
namespace {

constexpr Shape kAttributeName = aws::string_shape({.min = 1, .max = 255});
constexpr Field kSpecificationFields[] = {{"Enabled", aws::kBoolean, kRequired},
                                          {"AttributeName", kAttributeName, kRequired}};
constexpr Shape kSpecification = aws::structure("TimeToLiveSpecification", kSpecificationFields);
constexpr Field kUpdateFields[] = {{"TableName", kTableNameOrArn, kRequired},
                                   {"TimeToLiveSpecification", kSpecification, kRequired}};
constexpr Shape kUpdateInput = aws::structure("UpdateTimeToLiveInput", kUpdateFields);
constexpr Field kUpdateOutputFields[] = {{"TimeToLiveSpecification", kSpecification}};
constexpr Shape kUpdateOutput = aws::structure("UpdateTimeToLiveOutput", kUpdateOutputFields);

constexpr Field kDescribeFields[] = {{"TableName", kTableNameOrArn, kRequired}};
constexpr Shape kDescribeInput = aws::structure("DescribeTimeToLiveInput", kDescribeFields);
constexpr Field kDescriptionFields[] = {{"TimeToLiveStatus", aws::kString},
                                        {"AttributeName", kAttributeName}};
constexpr Shape kDescription = aws::structure("TimeToLiveDescription", kDescriptionFields);
constexpr Field kDescribeOutputFields[] = {{"TimeToLiveDescription", kDescription}};
constexpr Shape kDescribeOutput = aws::structure("DescribeTimeToLiveOutput", kDescribeOutputFields);

constexpr aws::Rewording kRewordings[] = {kMissingTableName};

Result<void> check_change(const TimeToLive& present, const TimeToLive& wanted, Timestamp now) {
  if (now < present.settled)
    return fail(
        validation_error("Time to live has been modified multiple times within a fixed interval"));
  if (present.enabled && present.attribute != wanted.attribute)
    return fail(
        validation_error("TimeToLive is active on a different AttributeName: current AttributeName "
                         "is " +
                         present.attribute));
  if (present.enabled == wanted.enabled)
    return fail(validation_error(wanted.enabled ? "TimeToLive is already enabled"
                                                : "TimeToLive is already disabled"));
  return {};
}

std::string describe_specification(const TimeToLive& time_to_live) {
  std::string body;
  json::Writer(body)
      .begin_object()
      .key("TimeToLiveSpecification")
      .begin_object()
      .member("Enabled", time_to_live.enabled)
      .member("AttributeName", time_to_live.attribute)
      .end_object()
      .end_object();
  return body;
}

Result<std::string> run_update(Context& context, json::Value request) {
  const json::Value specification = *request.find("TimeToLiveSpecification");
  TimeToLive wanted{.attribute = std::string(*specification.find_text("AttributeName")),
                    .enabled = flag_member(specification, "Enabled"),
                    .settled = context.call.now + context.settings.transient_status};
  const auto state = DYNAROCK_TRY(find_table(context, *request.find_text("TableName")));
  const std::lock_guard changing(state->change_lock());
  const std::shared_ptr<const Table> table = state->table();
  DYNAROCK_TRY(check_not_in_transition(*table, context.call.now));
  const TimeToLive present = table->time_to_live.value_or(TimeToLive{});
  DYNAROCK_TRY(check_change(present, wanted, context.call.now));

  const bool found = context.engine.catalog().update(*state, [&](Table& changed) {
    wanted.backfilling = wanted.enabled;
    if (wanted.enabled) wanted.id = changed.next_index_id++;
    changed.time_to_live = wanted;
  });
  if (!found) return fail(table_not_found(table->name));
  if (wanted.enabled)
    context.engine.backfill_expirations(*state);
  else
    context.engine.forget_index(*state, present.id);
  return describe_specification(wanted);
}

Result<std::string> run_describe(Context& context, json::Value request) {
  const auto state = DYNAROCK_TRY(find_table(context, *request.find_text("TableName")));
  const TimeToLive present = state->table()->time_to_live.value_or(TimeToLive{});
  const std::string_view status = present.status(context.call.now);
  std::string body;
  json::Writer out(body);
  out.begin_object().key("TimeToLiveDescription").begin_object().member("TimeToLiveStatus", status);
  if (status != "DISABLED") out.member("AttributeName", present.attribute);
  out.end_object().end_object();
  return body;
}

}  // namespace

// Finding the expirations of a table's items takes as long as the table is large.
const Operation kUpdateTimeToLive = {
    {"UpdateTimeToLive", &kUpdateInput, &kUpdateOutput, kRewordings, true}, run_update};
const Operation kDescribeTimeToLive = {
    {"DescribeTimeToLive", &kDescribeInput, &kDescribeOutput, kRewordings}, run_describe};

}  // namespace dynarock::dynamodb
