#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/shapes.h"

namespace dynarock::dynamodb {
namespace {

constexpr Shape kInput = aws::structure("DescribeLimitsInput");
constexpr Field kOutputFields[] = {{"AccountMaxReadCapacityUnits", aws::kLong},
                                   {"AccountMaxWriteCapacityUnits", aws::kLong},
                                   {"TableMaxReadCapacityUnits", aws::kLong},
                                   {"TableMaxWriteCapacityUnits", aws::kLong}};
constexpr Shape kOutput = aws::structure("DescribeLimitsOutput", kOutputFields);

// The quotas of a new account in most regions.
Result<std::string> run(Context&, json::Value) {
  return R"({"AccountMaxReadCapacityUnits":80000,"AccountMaxWriteCapacityUnits":80000,)"
         R"("TableMaxReadCapacityUnits":40000,"TableMaxWriteCapacityUnits":40000})";
}

}  // namespace

const Operation kDescribeLimits = {{"DescribeLimits", &kInput, &kOutput}, run};

}  // namespace dynarock::dynamodb
