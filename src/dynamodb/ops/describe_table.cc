#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/rewordings.h"
#include "dynamodb/ops/table_description.h"
#include "dynamodb/ops/table_shapes.h"

namespace dynarock::dynamodb {
namespace {

constexpr Field kInputFields[] = {{"TableName", kTableNameOrArn, kRequired}};
constexpr Shape kInput = aws::structure("DescribeTableInput", kInputFields);
constexpr Field kOutputFields[] = {{"Table", kTableDescription}};
constexpr Shape kOutput = aws::structure("DescribeTableOutput", kOutputFields);
constexpr aws::Rewording kRewordings[] = {kMissingTableName};

Result<std::string> run(Context& context, json::Value request) {
  const auto state = DYNAROCK_TRY(find_table(context, *request.find_text("TableName")));
  std::string body;
  json::Writer out(body);
  out.begin_object().key("Table");
  write_table_description(*state->table(), table_counts(context.engine.catalog(), *state),
                          context.call.now, DescriptionOf::kDescribed, out);
  out.end_object();
  return body;
}

}  // namespace

const Operation kDescribeTable = {{"DescribeTable", &kInput, &kOutput, kRewordings}, run};

}  // namespace dynarock::dynamodb
