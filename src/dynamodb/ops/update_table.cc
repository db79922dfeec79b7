#include <algorithm>
#include <set>

#include "dynamodb/ops/members.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/rewordings.h"
#include "dynamodb/ops/table_definition.h"
#include "dynamodb/ops/table_description.h"
#include "dynamodb/ops/table_shapes.h"

namespace dynarock::dynamodb {
namespace {

constexpr Field kUpdateIndexFields[] = {{"IndexName", kIndexName, kRequired},
                                        {"ProvisionedThroughput", kThroughput},
                                        {"OnDemandThroughput", kOnDemandThroughput},
                                        {"WarmThroughput", kWarmThroughput}};
constexpr Shape kUpdateIndex =
    aws::structure("UpdateGlobalSecondaryIndexAction", kUpdateIndexFields);
constexpr Shape kCreateIndex =
    aws::structure("CreateGlobalSecondaryIndexAction", kGlobalIndexFields);
constexpr Field kDeleteIndexFields[] = {{"IndexName", kIndexName, kRequired}};
constexpr Shape kDeleteIndex =
    aws::structure("DeleteGlobalSecondaryIndexAction", kDeleteIndexFields);
constexpr Field kIndexUpdateFields[] = {
    {"Update", kUpdateIndex}, {"Create", kCreateIndex}, {"Delete", kDeleteIndex}};
constexpr Shape kIndexUpdate = aws::structure("GlobalSecondaryIndexUpdate", kIndexUpdateFields);
constexpr Shape kIndexUpdates = aws::list_of(kIndexUpdate);
constexpr Field kInputFields[] = {{"AttributeDefinitions", kAttributeDefinitions},
                                  {"TableName", kTableNameOrArn, kRequired},
                                  {"BillingMode", kBillingMode},
                                  {"ProvisionedThroughput", kThroughput},
                                  {"GlobalSecondaryIndexUpdates", kIndexUpdates},
                                  {"StreamSpecification", kStreamSpecification},
                                  {"SSESpecification", kSseSpecification},
                                  {"TableClass", kTableClass},
                                  {"DeletionProtectionEnabled", aws::kBoolean},
                                  {"OnDemandThroughput", kOnDemandThroughput},
                                  {"WarmThroughput", kWarmThroughput}};
constexpr Shape kInput = aws::structure("UpdateTableInput", kInputFields);
constexpr aws::Rewording kRewordings[] = {kMissingTableName};

// Members of which one must be there. The message names only those of the oldest model.
constexpr std::string_view kChanges[] = {
    "BillingMode", "ProvisionedThroughput",     "StreamSpecification", "SSESpecification",
    "TableClass",  "DeletionProtectionEnabled", "OnDemandThroughput",  "WarmThroughput"};
constexpr std::size_t kMaxIndexUpdates = 5;

AwsError invalid(std::string text) {
  return validation_error("One or more parameter values were invalid: " + text);
}

AwsError too_many_index_changes() {
  return {"LimitExceededException",
          "Subscriber limit exceeded: Only 1 online index can be created or deleted "
          "simultaneously per table",
          {}};
}

std::vector<json::Value> index_updates(json::Value request) {
  std::vector<json::Value> updates;
  if (const auto given = request.find("GlobalSecondaryIndexUpdates"))
    for (const json::Value update : given->elements()) updates.push_back(update);
  return updates;
}

// The action of an index update: its name and its members.
struct IndexAction {
  std::string_view kind;
  json::Value action;
  std::string_view index_name() const { return action.find_text("IndexName").value_or(""); }
};

std::optional<IndexAction> action_of(json::Value update) {
  for (const std::string_view kind : {"Update", "Create", "Delete"})
    if (const auto action = update.find(kind)) return IndexAction{kind, *action};
  return std::nullopt;
}

// AWS does not say what is wrong with an index's throughput out of bounds.
Result<void> check_index_bounds(json::Value update) {
  const auto action = action_of(update);
  if (!action || read_throughput(action->action)) return {};
  return fail(validation_error(
      "This operation cannot be performed with given input values. Please contact DynamoDB service "
      "team for more info: Action Blocked: IndexUpdate"));
}

// All that can be refused without the table, in AWS's order.
Result<std::vector<IndexAction>> check_request(json::Value request) {
  const std::vector<json::Value> updates = index_updates(request);
  const bool changes_something =
      !updates.empty() || std::ranges::any_of(kChanges, [&](std::string_view member) {
        return request.find(member).has_value();
      });
  if (!changes_something)
    return fail(validation_error(
        "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
        "GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required"));
  if (request.find_text("BillingMode") == "PROVISIONED" && !request.find("ProvisionedThroughput"))
    return fail(invalid("ProvisionedThroughput must be specified when BillingMode is PROVISIONED"));
  DYNAROCK_TRY(read_throughput(request));
  for (const json::Value update : updates) DYNAROCK_TRY(check_index_bounds(update));

  std::vector<IndexAction> actions;
  std::set<std::string_view> names;
  for (const json::Value update : updates) {
    const auto action = action_of(update);
    if (!action)
      return fail(
          invalid("One of GlobalSecondaryIndexUpdate.Update, "
                  "GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete "
                  "must not be null"));
    if (!names.insert(action->index_name()).second)
      return fail(
          invalid("Only one global secondary index update per index is allowed simultaneously. "
                  "Index: " +
                  std::string(action->index_name())));
    actions.push_back(*action);
  }
  return actions;
}

Result<void> change_throughput(Throughput& current, const Throughput& wanted, Timestamp now) {
  if (current.read_units == wanted.read_units && current.write_units == wanted.write_units) {
    const std::string read = std::to_string(current.read_units);
    const std::string write = std::to_string(current.write_units);
    return fail(validation_error(
        "The provisioned throughput for the table will not change. The requested value equals the "
        "current value. Current ReadCapacityUnits provisioned for the table: " +
        read + ". Requested ReadCapacityUnits: " + read +
        ". Current WriteCapacityUnits provisioned for the table: " + write +
        ". Requested WriteCapacityUnits: " + write +
        ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to request "
        "higher limits."));
  }
  if (wanted.read_units > current.read_units || wanted.write_units > current.write_units)
    current.last_increase = now;
  if (wanted.read_units < current.read_units || wanted.write_units < current.write_units) {
    current.decreases_today = decreases_on_day_of(now, current) + 1;
    current.last_decrease = now;
  }
  current.read_units = wanted.read_units;
  current.write_units = wanted.write_units;
  return {};
}

Result<void> change_billing(Table& table, json::Value request,
                            const std::vector<IndexAction>& actions, Timestamp now) {
  const auto wanted = request.find_text("BillingMode");
  const bool was_provisioned = table.billing_mode == BillingMode::kProvisioned;
  const auto throughput = DYNAROCK_TRY(read_throughput(request));
  if (wanted)
    table.billing_mode =
        *wanted == "PROVISIONED" ? BillingMode::kProvisioned : BillingMode::kPayPerRequest;
  const bool provisioned = table.billing_mode == BillingMode::kProvisioned;
  if (throughput && !provisioned)
    return fail(
        invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
                "BillingMode is PAY_PER_REQUEST"));
  if (provisioned && !was_provisioned) {
    std::string missing;
    for (const Index& index : table.global_indexes) {
      const bool given = std::ranges::any_of(actions, [&](const IndexAction& action) {
        return action.index_name() == index.name &&
               action.action.find("ProvisionedThroughput").has_value();
      });
      if (!given) missing += (missing.empty() ? "" : ",") + index.name;
    }
    if (!missing.empty())
      return fail(invalid("ProvisionedThroughput must be specified for index: " + missing));
    table.on_demand.reset();
  }
  if (!provisioned && was_provisioned) {
    table.last_update_to_on_demand = now;
    table.throughput = Throughput{};
    for (Index& index : table.global_indexes) index.throughput = Throughput{};
  }
  if (throughput) DYNAROCK_TRY(change_throughput(table.throughput, *throughput, now));
  if (const auto maximum = read_on_demand_throughput(request)) {
    DYNAROCK_TRY(check_on_demand_throughput(maximum, table.billing_mode));
    table.on_demand = maximum;
  }
  return {};
}

Result<WarmThroughput> grown_warm_throughput(const WarmThroughput& current,
                                             const WarmThroughput& wanted) {
  if (wanted.read_units >= current.read_units && wanted.write_units >= current.write_units)
    return wanted;
  return fail(
      invalid("Requested WarmThroughput is lower than the current WarmThroughput. Current "
              "ReadUnitsPerSecond: " +
              std::to_string(current.read_units) +
              ", current WriteUnitsPerSecond: " + std::to_string(current.write_units)));
}

Result<void> change_stream(Context& context, Table& table, json::Value specification) {
  const auto view_type = DYNAROCK_TRY(read_stream_specification(specification));
  if (view_type && table.stream)
    return fail(validation_error("Table already has an enabled stream: TableName: " + table.name));
  if (!view_type && !table.stream)
    return fail(validation_error("Table has no stream to disable: TableName: " + table.name));
  if (!view_type) {
    table.stream.reset();
    return {};
  }
  table.latest_stream_label = context.engine.streams().free_label(table, context.call.now);
  table.stream = {*view_type, table.latest_stream_label};
  return {};
}

Result<void> change_settings(Context& context, Table& table, json::Value request) {
  if (const auto stream = request.find("StreamSpecification"))
    DYNAROCK_TRY(change_stream(context, table, *stream));
  if (const auto encryption = request.find("SSESpecification"))
    table.kms_key_arn = read_kms_key(*encryption, table);
  if (const auto table_class = request.find_text("TableClass")) table.table_class = *table_class;
  if (request.find("DeletionProtectionEnabled"))
    table.deletion_protection = flag_member(request, "DeletionProtectionEnabled");
  if (const auto warm = read_warm_throughput(request))
    table.warm = DYNAROCK_TRY(
        grown_warm_throughput(warm_throughput(table, table.throughput, table.warm), *warm));
  return {};
}

Index* find_global_index(Table& table, std::string_view name) {
  const auto found = std::ranges::find(table.global_indexes, name, &Index::name);
  return found == table.global_indexes.end() ? nullptr : &*found;
}

Result<void> update_index(Table& table, const IndexAction& action, Timestamp now) {
  Index* index = find_global_index(table, action.index_name());
  if (index == nullptr)
    return fail({"ResourceNotFoundException", "Requested resource not found", {}});
  if (const auto throughput = DYNAROCK_TRY(read_throughput(action.action, index->name))) {
    if (table.billing_mode == BillingMode::kPayPerRequest)
      return fail(invalid("ProvisionedThroughput should not be specified for index: " +
                          index->name + " when BillingMode is PAY_PER_REQUEST"));
    DYNAROCK_TRY(change_throughput(index->throughput, *throughput, now));
  }
  if (const auto maximum = read_on_demand_throughput(action.action)) {
    DYNAROCK_TRY(check_on_demand_throughput(maximum, table.billing_mode));
    index->on_demand = maximum;
  }
  if (const auto warm = read_warm_throughput(action.action))
    index->warm = DYNAROCK_TRY(
        grown_warm_throughput(warm_throughput(table, index->throughput, index->warm), *warm));
  return {};
}

// Definitions that no key uses any more go with the index that used them.
void drop_unused_definitions(Table& table) {
  std::erase_if(table.attribute_definitions, [&](const KeyAttribute& definition) {
    if (table.keys.find(definition.name) != nullptr) return false;
    for (const auto* indexes : {&table.local_indexes, &table.global_indexes})
      for (const Index& index : *indexes)
        if (index.keys.find(definition.name) != nullptr) return false;
    return true;
  });
}

// A definition that is there already keeps its type, whatever is given.
void merge_definitions(Table& table, json::Value request) {
  for (KeyAttribute& given : read_attribute_definitions(request))
    if (std::ranges::find(table.attribute_definitions, given.name, &KeyAttribute::name) ==
        table.attribute_definitions.end())
      table.attribute_definitions.push_back(std::move(given));
}

/// A change of a table, made on a copy of its description and published when all of it is right.
struct Change {
  Table table;
  /// The index that is to be filled with the entries of existing items.
  std::string new_index;
  std::string deleted_index;
};

Result<void> change_indexes(Change& change, json::Value request,
                            const std::vector<IndexAction>& actions, Timestamp now) {
  const auto online = [](const IndexAction& action) { return action.kind != "Update"; };
  if (actions.size() > kMaxIndexUpdates || std::ranges::count_if(actions, online) > 1)
    return fail(too_many_index_changes());
  Table& table = change.table;
  merge_definitions(table, request);
  for (const IndexAction& action : actions) {
    if (action.kind == "Update") {
      DYNAROCK_TRY(update_index(table, action, now));
    } else if (action.kind == "Delete") {
      const Index* index = find_global_index(table, action.index_name());
      if (index == nullptr)
        return fail({"ResourceNotFoundException", "Requested resource not found", {}});
      change.deleted_index = index->name;
    } else {
      if (table.find_index(action.index_name()) != nullptr)
        return fail(validation_error("Attempting to create an index which already exists"));
      Index index = DYNAROCK_TRY(read_global_index(action.action, table));
      index.id = table.next_index_id++;
      index.backfilling = true;
      change.new_index = index.name;
      table.global_indexes.push_back(std::move(index));
      DYNAROCK_TRY(check_index_names_and_counts(table));
    }
  }
  return {};
}

// The description that the answer shows: as the change leaves the table, with the index that goes
// still there.
std::string describe(Context& context, TableState& state, const Change& change) {
  Table shown = change.table;
  drop_unused_definitions(shown);
  for (Index& index : shown.global_indexes) {
    if (index.name == change.deleted_index) index.transition = {"DELETING", Timestamp::max()};
    if (index.name == change.new_index) index.backfilling = false;
    if (index.name == change.new_index) index.transition = {"CREATING", Timestamp::max()};
  }
  std::string body;
  json::Writer out(body);
  out.begin_object().key("TableDescription");
  write_table_description(shown, table_counts(context.engine.catalog(), state), context.call.now,
                          DescriptionOf::kUpdated, out);
  out.end_object();
  return body;
}

Result<std::string> run(Context& context, json::Value request) {
  const std::vector<IndexAction> actions = DYNAROCK_TRY(check_request(request));
  const auto state = DYNAROCK_TRY(find_table(context, *request.find_text("TableName")));
  const Timestamp now = context.call.now;
  DYNAROCK_TRY(check_not_in_transition(*state->table(), now));
  const std::lock_guard changing(state->change_lock());
  const std::shared_ptr<const Table> before = state->table();
  DYNAROCK_TRY(check_not_in_transition(*before, now));

  Change change{*before, {}, {}};
  DYNAROCK_TRY(change_billing(change.table, request, actions, now));
  DYNAROCK_TRY(change_indexes(change, request, actions, now));
  DYNAROCK_TRY(change_settings(context, change.table, request));
  std::string body = describe(context, *state, change);

  const auto transient = context.settings.transient_status;
  const bool found = context.engine.catalog().update(*state, [&](Table& table) {
    table = change.table;
    std::erase_if(table.global_indexes,
                  [&](const Index& index) { return index.name == change.deleted_index; });
    drop_unused_definitions(table);
    if (transient.count() == 0) return;
    table.transition = {"UPDATING", now + transient};
    for (Index& index : table.global_indexes)
      if (index.name == change.new_index) index.transition = {"CREATING", now + transient};
  });
  if (!found) return fail(table_not_found(before->name));
  if (!change.deleted_index.empty())
    context.engine.forget_index(*state, before->find_index(change.deleted_index)->id);
  if (!change.new_index.empty()) context.engine.backfill(*state, change.new_index);
  return body;
}

}  // namespace

// Filling an index takes as long as the table is large.
const Operation kUpdateTable = {
    {"UpdateTable", &kInput, &kTableDescriptionOutput, kRewordings, true}, run};

}  // namespace dynarock::dynamodb
