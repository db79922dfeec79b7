#include "ssm/operations.h"

#include "dynarock/aws/row_service.h"
#include "dynarock/ssm/service.h"

namespace dynarock::ssm {
namespace {

std::vector<Operation> all_operations() {
  return {kAddTagsToResource,      kDeleteParameter,     kDeleteParameters, kDescribeParameters,
          kGetParameter,           kGetParameterHistory, kGetParameters,    kGetParametersByPath,
          kLabelParameterVersion,  kListTagsForResource, kPutParameter,     kRemoveTagsFromResource,
          kUnlabelParameterVersion};
}

constexpr aws::ServiceNames kNames = {.name = "ssm",
                                      .model_namespace = "com.amazonaws.ssm.v20141106",
                                      .target_prefix = "AmazonSSM",
                                      .json_version = aws::JsonVersion::k1_1};

}  // namespace

std::unique_ptr<aws::Service> make_service(Parameters& parameters, vault::Vault& vault) {
  return std::make_unique<aws::RowService<Context>>(
      kNames, all_operations(), [&parameters, &vault](aws::Call& call, json::Value) {
        return Context{parameters, vault, call};
      });
}

}  // namespace dynarock::ssm
