#include "dynamodb/ops/operations.h"

#include "dynarock/dynamodb/service.h"

namespace dynarock::dynamodb {
namespace {

// Every operation that is served. Their definitions are constants of other files, so the rows are
// gathered when the service is made.
std::vector<Operation> all_operations() {
  return {kBatchExecuteStatement,
          kBatchGetItem,
          kBatchWriteItem,
          kCreateTable,
          kDeleteItem,
          kDeleteTable,
          kDescribeEndpoints,
          kDescribeLimits,
          kDescribeTable,
          kDescribeTimeToLive,
          kExecuteStatement,
          kExecuteTransaction,
          kGetItem,
          kListTables,
          kListTagsOfResource,
          kPutItem,
          kQuery,
          kScan,
          kTagResource,
          kTransactGetItems,
          kTransactWriteItems,
          kUntagResource,
          kUpdateItem,
          kUpdateTable,
          kUpdateTimeToLive};
}

class DynamoDb final : public aws::Service {
 public:
  DynamoDb(Engine& engine, Ids& ids, Settings settings)
      : engine_(engine), ids_(ids), settings_(settings), operations_(all_operations()) {}

  std::string_view name() const override { return "dynamodb"; }
  std::span<const std::string_view> target_prefixes() const override { return kTargetPrefixes; }
  std::string_view model_namespace() const override { return "com.amazonaws.dynamodb.v20120810"; }

  const aws::OperationSpec* find(std::string_view operation) const override {
    return aws::find_row<Context>(operations_, operation);
  }
  std::vector<const aws::OperationSpec*> operations() const override {
    return aws::specs_of<Context>(operations_);
  }

  Result<std::string> run(const aws::OperationSpec& operation, aws::Call& call,
                          json::Value request) override {
    call.table = request.find_text("TableName").value_or("");
    Context context{engine_, ids_, settings_, call};
    return aws::run_row<Context>(operation, context, request);
  }

 private:
  static constexpr std::string_view kTargetPrefixes[] = {"DynamoDB_20120810"};

  Engine& engine_;
  Ids& ids_;
  const Settings settings_;
  const std::vector<Operation> operations_;
};

}  // namespace

std::unique_ptr<aws::Service> make_service(Engine& engine, Ids& ids, Settings settings) {
  return std::make_unique<DynamoDb>(engine, ids, settings);
}

}  // namespace dynarock::dynamodb
