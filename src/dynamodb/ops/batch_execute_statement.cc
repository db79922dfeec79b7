#include <algorithm>
#include <set>
#include <utility>

#include "dynamodb/ops/capacity.h"
#include "dynamodb/ops/logged_tables.h"
#include "dynamodb/ops/members.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/statement_read.h"
#include "dynamodb/ops/statement_request.h"
#include "dynamodb/ops/statement_write.h"
#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb {
namespace {

constexpr Field kStatementFields[] = {{"Statement", kStatementText, kRequired},
                                      {"Parameters", kStatementParameters},
                                      {"ConsistentRead", aws::kBoolean},
                                      {"ReturnValuesOnConditionCheckFailure", kReturnOnFailure}};
constexpr Shape kStatement = aws::structure("BatchStatementRequest", kStatementFields);
constexpr Shape kStatements = aws::list_of(kStatement, {.min = 1, .max = 25});
constexpr Field kInputFields[] = {{"Statements", kStatements, kRequired},
                                  {"ReturnConsumedCapacity", kReturnConsumedCapacity}};
constexpr Shape kInput = aws::structure("BatchExecuteStatementInput", kInputFields);
constexpr Field kErrorFields[] = {
    {"Code", aws::kString}, {"Message", aws::kString}, {"Item", kAttributeMap}};
constexpr Shape kError = aws::structure("BatchStatementError", kErrorFields);
constexpr Field kResponseFields[] = {
    {"Error", kError}, {"TableName", aws::kString}, {"Item", kAttributeMap}};
constexpr Shape kResponse = aws::structure("BatchStatementResponse", kResponseFields);
constexpr Shape kResponses = aws::list_of(kResponse);
constexpr Field kOutputFields[] = {{"Responses", kResponses},
                                   {"ConsumedCapacity", kConsumedCapacities}};
constexpr Shape kOutput = aws::structure("BatchExecuteStatementOutput", kOutputFields);

/// One statement of the batch and what came of it.
struct Member {
  json::Value request;
  std::optional<partiql::Statement> statement;
  std::optional<StatementGet> get;
  std::optional<StatementWrite> write;
  std::optional<AwsError> error;
  std::optional<std::string> item;
};

/// Keeps the error of a step, if it has one.
template <class T>
void take(Result<T> result, std::optional<T>& value, Member& member) {
  if (result)
    value = std::move(*result);
  else
    member.error = std::move(result).error();
}

Result<partiql::Statement> read_member(json::Value request) {
  auto parameters = DYNAROCK_TRY(partiql::read_parameters(request));
  return read_statement(request, std::move(parameters));
}

Result<std::vector<Member>> read_request(json::Value request) {
  std::vector<Member> members;
  bool reads = false;
  bool writes = false;
  for (const json::Value statement : request.find("Statements")->elements()) {
    Member& member = members.emplace_back();
    member.request = statement;
    take(read_member(statement), member.statement, member);
    if (!member.statement) continue;
    (is_select(*member.statement) ? reads : writes) = true;
  }
  if (reads && writes)
    return fail(
        validation_error("Read and write requests together in the same batch is not supported."));
  return members;
}

void prepare(Context& context, Member& member) {
  if (!member.statement) return;
  if (const auto* select = std::get_if<partiql::Select>(&*member.statement)) {
    const bool consistent = flag_member(member.request, "ConsistentRead");
    take(prepare_get(context, *select, consistent), member.get, member);
  } else {
    take(prepare_write(context, *member.statement, wants_item_on_failure(member.request)),
         member.write, member);
  }
}

Result<void> check_distinct(const std::vector<Member>& members) {
  std::set<std::pair<std::uint32_t, std::string_view>> seen;
  for (const Member& member : members) {
    if (!member.get && !member.write) continue;
    const auto& table = member.get ? member.get->table : member.write->table;
    const std::string& key = member.get ? member.get->storage_key : member.write->storage_key;
    if (!seen.emplace(table->incarnation, key).second)
      return fail(validation_error("Provided list of item keys contains duplicates"));
  }
  return {};
}

// For the log.
std::string tables_of(const std::vector<Member>& members) {
  std::vector<std::string_view> tables;
  for (const Member& member : members)
    if (member.statement) tables.push_back(partiql::table_of(*member.statement));
  return logged_tables(tables);
}

ConsumedCapacity& capacity_of(const Member& member, std::vector<ConsumedCapacity>& all) {
  const std::string& table = partiql::table_of(*member.statement);
  const auto found = std::ranges::find(all, table, &ConsumedCapacity::table_name);
  return found != all.end() ? *found : all.emplace_back(ConsumedCapacity{table});
}

void run_get(const Engine& engine, Member& member, std::vector<ConsumedCapacity>& capacities) {
  const StatementGet& get = *member.get;
  const bool consistent = flag_member(member.request, "ConsistentRead");
  const StoredItem item = engine.read(*get.table, get.storage_key, consistent);
  capacity_of(member, capacities).table += read_cost(read_units(item.size()), consistent);
  if (!item.exists()) return;
  if (get.projection)
    encode_item(get.projection->apply(item.item()), member.item.emplace());
  else
    member.item = item.json();
}

void run_write(Engine& engine, Member& member, std::vector<ConsumedCapacity>& capacities) {
  const Result<Written> written = engine.write(member.write->write());
  if (!written) {
    member.error = written.error();
    return;
  }
  member.item = returned_item(*member.statement, *written);
  capacity_of(member, capacities).add(*written);
}

// Members' errors go by codes of their own.
std::string_view error_code(std::string_view code) {
  if (code == "ValidationException") return "ValidationError";
  constexpr std::string_view kSuffix = "Exception";
  if (code.ends_with(kSuffix)) code.remove_suffix(kSuffix.size());
  return code;
}

void write_response(const Member& member, json::Writer& out) {
  out.begin_object();
  if (member.error) {
    out.key("Error").begin_object();
    out.member("Code", error_code(member.error->code)).member("Message", member.error->message);
    constexpr std::string_view kItem = "\"Item\":";
    if (member.error->members.starts_with(kItem))
      out.key("Item").raw(std::string_view(member.error->members).substr(kItem.size()));
    out.end_object();
  }
  if (member.statement) out.member("TableName", partiql::table_of(*member.statement));
  if (member.item) out.key("Item").raw(*member.item);
  out.end_object();
}

Result<std::string> run(Context& context, json::Value request) {
  std::vector<Member> members = DYNAROCK_TRY(read_request(request));
  context.call.table = tables_of(members);
  for (Member& member : members) prepare(context, member);
  DYNAROCK_TRY(check_distinct(members));
  std::vector<ConsumedCapacity> capacities;
  for (Member& member : members) {
    if (member.get) run_get(context.engine, member, capacities);
    if (member.write) run_write(context.engine, member, capacities);
  }

  std::string body;
  json::Writer out(body);
  out.begin_object().key("Responses").begin_array();
  for (const Member& member : members) write_response(member, out);
  out.end_array();
  const CapacityDetail detail = capacity_detail(request.find_text("ReturnConsumedCapacity"));
  if (detail != CapacityDetail::kNone) {
    out.key("ConsumedCapacity").begin_array();
    for (const ConsumedCapacity& capacity : capacities) write_capacity(capacity, detail, out);
    out.end_array();
  }
  out.end_object();
  return body;
}

}  // namespace

const Operation kBatchExecuteStatement = {{"BatchExecuteStatement", &kInput, &kOutput}, run};

}  // namespace dynarock::dynamodb
