#include "ecs/ops/operations.h"

#include <utility>

#include "dynarock/aws/row_service.h"
#include "dynarock/ecs/service.h"

namespace dynarock::ecs {
namespace {

std::vector<Operation> all_operations() {
  return {kCreateCluster,
          kCreateService,
          kDeleteAccountSetting,
          kDeleteCluster,
          kDeleteService,
          kDeleteTaskDefinitions,
          kDeregisterTaskDefinition,
          kDescribeCapacityProviders,
          kDescribeClusters,
          kDescribeContainerInstances,
          kDescribeServiceDeployments,
          kDescribeServiceRevisions,
          kDescribeServices,
          kDescribeTaskDefinition,
          kDescribeTasks,
          kExecuteCommand,
          kGetTaskProtection,
          kListAccountSettings,
          kListClusters,
          kListContainerInstances,
          kListServiceDeployments,
          kListServices,
          kListTagsForResource,
          kListTaskDefinitionFamilies,
          kListTaskDefinitions,
          kListTasks,
          kPutAccountSetting,
          kPutAccountSettingDefault,
          kPutClusterCapacityProviders,
          kRegisterTaskDefinition,
          kRunTask,
          kStopTask,
          kTagResource,
          kUntagResource,
          kUpdateCluster,
          kUpdateClusterSettings,
          kUpdateService,
          kUpdateTaskProtection};
}

constexpr aws::ServiceNames kNames = {.name = "ecs",
                                      .model_namespace = "com.amazonaws.ecs.v20141113",
                                      .target_prefix = "AmazonEC2ContainerServiceV20141113",
                                      .json_version = aws::JsonVersion::k1_1};

}  // namespace

AwsError client_error(std::string message) { return {"ClientException", std::move(message), {}}; }
AwsError invalid_parameter(std::string message) {
  return {"InvalidParameterException", std::move(message), {}};
}

std::unique_ptr<aws::Service> make_service(State& state, Scheduler& scheduler, TaskNetwork& network,
                                           Ids& ids) {
  return std::make_unique<aws::RowService<Context>>(
      kNames, all_operations(), [&](aws::Call& call, json::Value) {
        Place place{std::string(call.account), std::string(call.region)};
        scheduler.step(place, call.now);
        return Context{state, scheduler, network, ids, call, std::move(place)};
      });
}

}  // namespace dynarock::ecs
