#include "dynamodb/ops/members.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/policy_document.h"
#include "dynamodb/ops/rewordings.h"
#include "dynamodb/ops/table_definition.h"
#include "dynamodb/ops/table_description.h"
#include "dynamodb/ops/table_shapes.h"

namespace dynarock::dynamodb {
namespace {

constexpr Field kFields[] = {{"AttributeDefinitions", kAttributeDefinitions, kRequired},
                             {"TableName", kNewTableName, kRequired},
                             {"KeySchema", kKeySchema, kRequired},
                             {"GlobalSecondaryIndexes", kGlobalIndexes},
                             {"LocalSecondaryIndexes", kLocalIndexes},
                             {"BillingMode", kBillingMode},
                             {"ProvisionedThroughput", kThroughput},
                             {"StreamSpecification", kStreamSpecification},
                             {"SSESpecification", kSseSpecification},
                             {"Tags", kTags},
                             {"TableClass", kTableClass},
                             {"DeletionProtectionEnabled", aws::kBoolean},
                             {"WarmThroughput", kWarmThroughput},
                             {"ResourcePolicy", aws::kString},
                             {"OnDemandThroughput", kOnDemandThroughput}};
constexpr Shape kInput = aws::structure("CreateTableInput", kFields);

constexpr aws::Rewording kRewordings[] = {kMissingTableName};

Result<void> read_billing(json::Value request, Table& table) {
  const bool on_demand = request.find_text("BillingMode") == "PAY_PER_REQUEST";
  const auto throughput = DYNAROCK_TRY(read_throughput(request));
  if (on_demand && throughput)
    return fail(validation_error(
        "One or more parameter values were invalid: Neither ReadCapacityUnits nor "
        "WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST"));
  if (!on_demand && !throughput)
    return fail(validation_error(
        "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must "
        "both be specified when BillingMode is PROVISIONED"));
  table.billing_mode = on_demand ? BillingMode::kPayPerRequest : BillingMode::kProvisioned;
  table.throughput = throughput.value_or(Throughput{});
  if (on_demand) table.last_update_to_on_demand = table.created;
  table.on_demand = read_on_demand_throughput(request);
  return check_on_demand_throughput(table.on_demand, table.billing_mode);
}

Result<void> read_indexes(json::Value request, Table& table) {
  if (const auto indexes = request.find("LocalSecondaryIndexes")) {
    if (indexes->empty())
      return fail(
          validation_error("One or more parameter values were invalid: List of "
                           "LocalSecondaryIndexes is empty"));
    if (table.keys.range.empty())
      return fail(validation_error(
          "One or more parameter values were invalid: Table KeySchema does not have a range key, "
          "which is required when specifying a LocalSecondaryIndex"));
    for (const json::Value described : indexes->elements())
      table.local_indexes.push_back(DYNAROCK_TRY(read_local_index(described, table)));
  }
  if (const auto indexes = request.find("GlobalSecondaryIndexes")) {
    if (indexes->empty())
      return fail(
          validation_error("One or more parameter values were invalid: List of "
                           "GlobalSecondaryIndexes is empty"));
    for (const json::Value described : indexes->elements())
      table.global_indexes.push_back(DYNAROCK_TRY(read_global_index(described, table)));
  }
  for (auto* indexes : {&table.local_indexes, &table.global_indexes})
    for (Index& index : *indexes) index.id = table.next_index_id++;
  return check_index_names_and_counts(table);
}

Result<void> read_settings(Context& context, json::Value request, Table& table) {
  if (const auto stream = request.find("StreamSpecification"))
    if (const auto view_type = DYNAROCK_TRY(read_stream_specification(*stream))) {
      table.latest_stream_label = context.engine.streams().free_label(table, table.created);
      table.stream = {*view_type, table.latest_stream_label};
    }
  if (const auto encryption = request.find("SSESpecification"))
    table.kms_key_arn = read_kms_key(*encryption, table);
  table.table_class = request.find_text("TableClass").value_or("");
  table.deletion_protection = flag_member(request, "DeletionProtectionEnabled");
  table.warm = read_warm_throughput(request);
  if (const auto policy = request.find_text("ResourcePolicy")) {
    table.resource_policy.document =
        DYNAROCK_TRY(read_policy_document(*policy, PolicyHolder::kTable));
    table.resource_policy.revision_id = next_revision({}, table.created);
  }
  table.tags = read_tags(request);
  return check_tag_count(table.tags);
}

Result<Table> read_table(Context& context, json::Value request) {
  Table table;
  table.account = context.call.account;
  table.region = context.call.region;
  table.name = *request.find_text("TableName");
  table.created = context.call.now;
  table.attribute_definitions = read_attribute_definitions(request);
  DYNAROCK_TRY(read_billing(request, table));
  table.keys =
      DYNAROCK_TRY(read_key_schema(request, table.attribute_definitions, KeySchemaOf::kTable));
  const bool has_indexes =
      request.find("LocalSecondaryIndexes") || request.find("GlobalSecondaryIndexes");
  if (!has_indexes) DYNAROCK_TRY(check_definitions_used(table));
  DYNAROCK_TRY(read_indexes(request, table));
  DYNAROCK_TRY(check_definitions_used(table));
  DYNAROCK_TRY(read_settings(context, request, table));
  return table;
}

Result<std::string> run(Context& context, json::Value request) {
  Table table = DYNAROCK_TRY(read_table(context, request));
  table.uuid = context.ids.uuid();
  if (context.settings.transient_status.count() > 0) {
    table.transition = {"CREATING", context.call.now + context.settings.transient_status};
    for (Index& index : table.global_indexes) index.transition = table.transition;
  }
  const std::string name = table.name;
  const auto state = context.engine.catalog().create(std::move(table));
  if (state == nullptr)
    return fail({"ResourceInUseException", "Table already exists: " + name, {}});

  std::string body;
  json::Writer out(body);
  out.begin_object().key("TableDescription");
  write_table_description(*state->table(), {}, context.call.now, DescriptionOf::kCreated, out);
  out.end_object();
  return body;
}

}  // namespace

const Operation kCreateTable = {{"CreateTable", &kInput, &kTableDescriptionOutput, kRewordings},
                                run};

}  // namespace dynarock::dynamodb
