#pragma once

#include <string_view>

#include "ecs/ops/shapes.h"

/// Of the operations on tasks.
namespace dynarock::ecs {

inline constexpr Field kContainerOverrideFields[] = {
    {"name", aws::kString},
    {"command", aws::kStringList},
    {"environment", kEnvironmentVariables},
    {"environmentFiles", kEnvironmentFiles},
    {"cpu", aws::kInteger},
    {"memory", aws::kInteger},
    {"memoryReservation", aws::kInteger},
    {"resourceRequirements", kResourceRequirements}};
inline constexpr Shape kContainerOverride =
    aws::structure("ContainerOverride", kContainerOverrideFields);

inline constexpr Shape kContainerOverrides = aws::list_of(kContainerOverride);
inline constexpr Field kInferenceAcceleratorOverrideFields[] = {{"deviceName", aws::kString},
                                                                {"deviceType", aws::kString}};
inline constexpr Shape kInferenceAcceleratorOverride =
    aws::structure("InferenceAcceleratorOverride", kInferenceAcceleratorOverrideFields);

inline constexpr Shape kInferenceAcceleratorOverrides = aws::list_of(kInferenceAcceleratorOverride);
inline constexpr Field kTaskOverrideFields[] = {
    {"containerOverrides", kContainerOverrides},
    {"cpu", aws::kString},
    {"inferenceAcceleratorOverrides", kInferenceAcceleratorOverrides},
    {"executionRoleArn", aws::kString},
    {"memory", aws::kString},
    {"taskRoleArn", aws::kString},
    {"ephemeralStorage", kEphemeralStorage}};
inline constexpr Shape kTaskOverride = aws::structure("TaskOverride", kTaskOverrideFields);

inline constexpr Field kRunTaskRequestFields[] = {
    {"capacityProviderStrategy", kCapacityProviderStrategy},
    {"cluster", aws::kString},
    {"count", aws::kInteger},
    {"enableECSManagedTags", aws::kBoolean},
    {"enableExecuteCommand", aws::kBoolean},
    {"group", aws::kString},
    {"launchType", aws::kString},
    {"networkConfiguration", kNetworkConfiguration},
    {"overrides", kTaskOverride},
    {"placementConstraints", kPlacementConstraints},
    {"placementStrategy", kPlacementStrategies},
    {"platformVersion", aws::kString},
    {"propagateTags", kPropagateTags},
    {"referenceId", aws::kString},
    {"startedBy", aws::kString},
    {"tags", kTags},
    {"taskDefinition", aws::kString, kRequired},
    {"clientToken", aws::kString}};
inline constexpr Shape kRunTaskRequest = aws::structure("RunTaskRequest", kRunTaskRequestFields);

inline constexpr std::string_view kConnectivityValues[] = {"CONNECTED", "DISCONNECTED"};
inline constexpr Shape kConnectivity = aws::one_of(kConnectivityValues);
inline constexpr Field kNetworkBindingFields[] = {{"bindIP", aws::kString},
                                                  {"containerPort", aws::kInteger},
                                                  {"hostPort", aws::kInteger},
                                                  {"protocol", aws::kString},
                                                  {"containerPortRange", aws::kString},
                                                  {"hostPortRange", aws::kString}};
inline constexpr Shape kNetworkBinding = aws::structure("NetworkBinding", kNetworkBindingFields);

inline constexpr Shape kNetworkBindings = aws::list_of(kNetworkBinding);
inline constexpr Field kNetworkInterfaceFields[] = {{"attachmentId", aws::kString},
                                                    {"privateIpv4Address", aws::kString},
                                                    {"ipv6Address", aws::kString}};
inline constexpr Shape kNetworkInterface =
    aws::structure("NetworkInterface", kNetworkInterfaceFields);

inline constexpr Shape kNetworkInterfaces = aws::list_of(kNetworkInterface);
inline constexpr std::string_view kHealthStatusValues[] = {"HEALTHY", "UNHEALTHY", "UNKNOWN"};
inline constexpr Shape kHealthStatus = aws::one_of(kHealthStatusValues);
inline constexpr Field kContainerFields[] = {{"containerArn", aws::kString},
                                             {"taskArn", aws::kString},
                                             {"name", aws::kString},
                                             {"image", aws::kString},
                                             {"imageDigest", aws::kString},
                                             {"runtimeId", aws::kString},
                                             {"lastStatus", aws::kString},
                                             {"exitCode", aws::kInteger},
                                             {"reason", aws::kString},
                                             {"networkBindings", kNetworkBindings},
                                             {"networkInterfaces", kNetworkInterfaces},
                                             {"healthStatus", kHealthStatus},
                                             {"cpu", aws::kString},
                                             {"memory", aws::kString},
                                             {"memoryReservation", aws::kString}};
inline constexpr Shape kContainer = aws::structure("Container", kContainerFields);

inline constexpr Shape kContainers = aws::list_of(kContainer);
inline constexpr std::string_view kTaskStopCodeValues[] = {
    "TaskFailedToStart",         "EssentialContainerExited", "UserInitiated",
    "ServiceSchedulerInitiated", "SpotInterruption",         "TerminationNotice"};
inline constexpr Shape kTaskStopCode = aws::one_of(kTaskStopCodeValues);
inline constexpr Field kTaskEphemeralStorageFields[] = {{"sizeInGiB", aws::kInteger},
                                                        {"kmsKeyId", aws::kString}};
inline constexpr Shape kTaskEphemeralStorage =
    aws::structure("TaskEphemeralStorage", kTaskEphemeralStorageFields);

inline constexpr Field kTaskFields[] = {{"attachments", kAttachments},
                                        {"attributes", kAttributes},
                                        {"availabilityZone", aws::kString},
                                        {"capacityProviderName", aws::kString},
                                        {"clusterArn", aws::kString},
                                        {"connectivity", kConnectivity},
                                        {"connectivityAt", aws::kTimestamp},
                                        {"containerInstanceArn", aws::kString},
                                        {"containers", kContainers},
                                        {"cpu", aws::kString},
                                        {"createdAt", aws::kTimestamp},
                                        {"desiredStatus", aws::kString},
                                        {"enableExecuteCommand", aws::kBoolean},
                                        {"executionStoppedAt", aws::kTimestamp},
                                        {"group", aws::kString},
                                        {"healthStatus", kHealthStatus},
                                        {"lastStatus", aws::kString},
                                        {"launchType", aws::kString},
                                        {"memory", aws::kString},
                                        {"overrides", kTaskOverride},
                                        {"platformVersion", aws::kString},
                                        {"platformFamily", aws::kString},
                                        {"pullStartedAt", aws::kTimestamp},
                                        {"pullStoppedAt", aws::kTimestamp},
                                        {"startedAt", aws::kTimestamp},
                                        {"startedBy", aws::kString},
                                        {"stopCode", kTaskStopCode},
                                        {"stoppedAt", aws::kTimestamp},
                                        {"stoppedReason", aws::kString},
                                        {"stoppingAt", aws::kTimestamp},
                                        {"tags", kTags},
                                        {"taskArn", aws::kString},
                                        {"taskDefinitionArn", aws::kString},
                                        {"version", aws::kLong},
                                        {"ephemeralStorage", kEphemeralStorage},
                                        {"fargateEphemeralStorage", kTaskEphemeralStorage}};
inline constexpr Shape kTask = aws::structure("Task", kTaskFields);

inline constexpr Shape kTasks = aws::list_of(kTask);
inline constexpr Field kRunTaskResponseFields[] = {{"tasks", kTasks}, {"failures", kFailures}};
inline constexpr Shape kRunTaskResponse = aws::structure("RunTaskResponse", kRunTaskResponseFields);

inline constexpr Field kStopTaskRequestFields[] = {
    {"cluster", aws::kString}, {"task", aws::kString, kRequired}, {"reason", aws::kString}};
inline constexpr Shape kStopTaskRequest = aws::structure("StopTaskRequest", kStopTaskRequestFields);

inline constexpr Field kStopTaskResponseFields[] = {{"task", kTask}};
inline constexpr Shape kStopTaskResponse =
    aws::structure("StopTaskResponse", kStopTaskResponseFields);

inline constexpr std::string_view kTaskFieldValues[] = {"TAGS"};
inline constexpr Shape kTaskField = aws::one_of(kTaskFieldValues);
inline constexpr Shape kTaskFieldList = aws::list_of(kTaskField);
inline constexpr Field kDescribeTasksRequestFields[] = {
    {"cluster", aws::kString}, {"tasks", aws::kStringList}, {"include", kTaskFieldList}};
inline constexpr Shape kDescribeTasksRequest =
    aws::structure("DescribeTasksRequest", kDescribeTasksRequestFields);

inline constexpr Field kDescribeTasksResponseFields[] = {{"tasks", kTasks},
                                                         {"failures", kFailures}};
inline constexpr Shape kDescribeTasksResponse =
    aws::structure("DescribeTasksResponse", kDescribeTasksResponseFields);

inline constexpr std::string_view kDesiredStatusValues[] = {"RUNNING", "PENDING", "STOPPED"};
inline constexpr Shape kDesiredStatus = aws::one_of(kDesiredStatusValues);
inline constexpr Field kListTasksRequestFields[] = {
    {"cluster", aws::kString},     {"containerInstance", aws::kString},
    {"family", aws::kString},      {"nextToken", aws::kString},
    {"maxResults", aws::kInteger}, {"startedBy", aws::kString},
    {"serviceName", aws::kString}, {"desiredStatus", kDesiredStatus},
    {"launchType", aws::kString},  {"daemonName", aws::kString}};
inline constexpr Shape kListTasksRequest =
    aws::structure("ListTasksRequest", kListTasksRequestFields);

inline constexpr Field kListTasksResponseFields[] = {{"taskArns", aws::kStringList},
                                                     {"nextToken", aws::kString}};
inline constexpr Shape kListTasksResponse =
    aws::structure("ListTasksResponse", kListTasksResponseFields);

inline constexpr Field kExecuteCommandRequestFields[] = {{"cluster", aws::kString},
                                                         {"container", aws::kString},
                                                         {"command", aws::kString, kRequired},
                                                         {"interactive", aws::kBoolean, kRequired},
                                                         {"task", aws::kString, kRequired}};
inline constexpr Shape kExecuteCommandRequest =
    aws::structure("ExecuteCommandRequest", kExecuteCommandRequestFields);

inline constexpr Field kSessionFields[] = {
    {"sessionId", aws::kString}, {"streamUrl", aws::kString}, {"tokenValue", aws::kString}};
inline constexpr Shape kSession = aws::structure("Session", kSessionFields);

inline constexpr Field kExecuteCommandResponseFields[] = {
    {"clusterArn", aws::kString},   {"containerArn", aws::kString}, {"containerName", aws::kString},
    {"interactive", aws::kBoolean}, {"session", kSession},          {"taskArn", aws::kString}};
inline constexpr Shape kExecuteCommandResponse =
    aws::structure("ExecuteCommandResponse", kExecuteCommandResponseFields);

inline constexpr Field kGetTaskProtectionRequestFields[] = {{"cluster", aws::kString, kRequired},
                                                            {"tasks", aws::kStringList}};
inline constexpr Shape kGetTaskProtectionRequest =
    aws::structure("GetTaskProtectionRequest", kGetTaskProtectionRequestFields);

inline constexpr Field kProtectedTaskFields[] = {{"taskArn", aws::kString},
                                                 {"protectionEnabled", aws::kBoolean},
                                                 {"expirationDate", aws::kTimestamp}};
inline constexpr Shape kProtectedTask = aws::structure("ProtectedTask", kProtectedTaskFields);

inline constexpr Shape kProtectedTasks = aws::list_of(kProtectedTask);
inline constexpr Field kGetTaskProtectionResponseFields[] = {{"protectedTasks", kProtectedTasks},
                                                             {"failures", kFailures}};
inline constexpr Shape kGetTaskProtectionResponse =
    aws::structure("GetTaskProtectionResponse", kGetTaskProtectionResponseFields);

inline constexpr Field kUpdateTaskProtectionRequestFields[] = {
    {"cluster", aws::kString, kRequired},
    {"tasks", aws::kStringList, kRequired},
    {"protectionEnabled", aws::kBoolean, kRequired},
    {"expiresInMinutes", aws::kInteger}};
inline constexpr Shape kUpdateTaskProtectionRequest =
    aws::structure("UpdateTaskProtectionRequest", kUpdateTaskProtectionRequestFields);

inline constexpr Field kUpdateTaskProtectionResponseFields[] = {{"protectedTasks", kProtectedTasks},
                                                                {"failures", kFailures}};
inline constexpr Shape kUpdateTaskProtectionResponse =
    aws::structure("UpdateTaskProtectionResponse", kUpdateTaskProtectionResponseFields);

}  // namespace dynarock::ecs
