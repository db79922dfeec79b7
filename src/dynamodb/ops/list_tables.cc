#include "dynamodb/ops/members.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/table_shapes.h"
#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::int64_t kMaxNames = 100;

constexpr Shape kLimit = aws::integer_shape({.min = 1, .max = kMaxNames});
constexpr Field kInputFields[] = {{"ExclusiveStartTableName", kNewTableName}, {"Limit", kLimit}};
constexpr Shape kInput = aws::structure("ListTablesInput", kInputFields);
constexpr Field kOutputFields[] = {{"TableNames", aws::kStringList},
                                   {"LastEvaluatedTableName", aws::kString}};
constexpr Shape kOutput = aws::structure("ListTablesOutput", kOutputFields);

Result<std::string> run(Context& context, json::Value request) {
  const auto limit = static_cast<std::size_t>(integer_member(request, "Limit").value_or(kMaxNames));
  const std::string_view after = request.find_text("ExclusiveStartTableName").value_or("");
  bool more = false;
  const auto names =
      context.engine.catalog().names(context.call.account, context.call.region, after, limit, more);
  std::string body;
  json::Writer out(body);
  out.begin_object().key("TableNames").begin_array();
  for (const std::string& name : names) out.string(name);
  out.end_array();
  if (more) out.member("LastEvaluatedTableName", names.back());
  out.end_object();
  return body;
}

}  // namespace

const Operation kListTables = {{"ListTables", &kInput, &kOutput}, run};

}  // namespace dynarock::dynamodb
