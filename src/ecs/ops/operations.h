#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/aws/operation.h"
#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/ecs/model/state.h"
#include "dynarock/ecs/model/task_network.h"
#include "dynarock/ecs/scheduler/scheduler.h"

namespace dynarock::ecs {

/// All that an operation can reach.
struct Context {
  State& state;
  Scheduler& scheduler;
  TaskNetwork& network;
  Ids& ids;
  aws::Call& call;
  Place place;

  Timestamp now() const { return call.now; }
};

using Operation = aws::OperationRow<Context>;

extern const Operation kCreateCluster;
extern const Operation kCreateService;
extern const Operation kDeleteAccountSetting;
extern const Operation kDeleteCluster;
extern const Operation kDeleteService;
extern const Operation kDeleteTaskDefinitions;
extern const Operation kDeregisterTaskDefinition;
extern const Operation kDescribeCapacityProviders;
extern const Operation kDescribeClusters;
extern const Operation kDescribeContainerInstances;
extern const Operation kDescribeServiceDeployments;
extern const Operation kDescribeServiceRevisions;
extern const Operation kDescribeServices;
extern const Operation kDescribeTaskDefinition;
extern const Operation kDescribeTasks;
extern const Operation kExecuteCommand;
extern const Operation kGetTaskProtection;
extern const Operation kListAccountSettings;
extern const Operation kListClusters;
extern const Operation kListContainerInstances;
extern const Operation kListServiceDeployments;
extern const Operation kListServices;
extern const Operation kListTagsForResource;
extern const Operation kListTaskDefinitionFamilies;
extern const Operation kListTaskDefinitions;
extern const Operation kListTasks;
extern const Operation kPutAccountSetting;
extern const Operation kPutAccountSettingDefault;
extern const Operation kPutClusterCapacityProviders;
extern const Operation kRegisterTaskDefinition;
extern const Operation kRunTask;
extern const Operation kStopTask;
extern const Operation kTagResource;
extern const Operation kUntagResource;
extern const Operation kUpdateCluster;
extern const Operation kUpdateClusterSettings;
extern const Operation kUpdateService;
extern const Operation kUpdateTaskProtection;

AwsError client_error(std::string message);
AwsError invalid_parameter(std::string message);

}  // namespace dynarock::ecs
