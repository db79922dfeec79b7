#pragma once

#include <string_view>

#include "ecs/ops/task_shapes.h"

/// Of the operations on services and their deployments.
namespace dynarock::ecs {

inline constexpr std::string_view kAvailabilityZoneRebalancingValues[] = {"ENABLED", "DISABLED"};
inline constexpr Shape kAvailabilityZoneRebalancing =
    aws::one_of(kAvailabilityZoneRebalancingValues);
inline constexpr Field kDeploymentCircuitBreakerFields[] = {{"enable", aws::kBoolean, kRequired},
                                                            {"rollback", aws::kBoolean, kRequired}};
inline constexpr Shape kDeploymentCircuitBreaker =
    aws::structure("DeploymentCircuitBreaker", kDeploymentCircuitBreakerFields);

inline constexpr Field kDeploymentAlarmsFields[] = {{"alarmNames", aws::kStringList, kRequired},
                                                    {"rollback", aws::kBoolean, kRequired},
                                                    {"enable", aws::kBoolean, kRequired}};
inline constexpr Shape kDeploymentAlarms =
    aws::structure("DeploymentAlarms", kDeploymentAlarmsFields);

inline constexpr std::string_view kDeploymentStrategyValues[] = {"ROLLING", "BLUE_GREEN", "LINEAR",
                                                                 "CANARY"};
inline constexpr Shape kDeploymentStrategy = aws::one_of(kDeploymentStrategyValues);
inline constexpr Field kDeploymentConfigurationFields[] = {
    {"deploymentCircuitBreaker", kDeploymentCircuitBreaker},
    {"maximumPercent", aws::kInteger},
    {"minimumHealthyPercent", aws::kInteger},
    {"alarms", kDeploymentAlarms},
    {"strategy", kDeploymentStrategy},
    {"bakeTimeInMinutes", aws::kInteger}};
inline constexpr Shape kDeploymentConfiguration =
    aws::structure("DeploymentConfiguration", kDeploymentConfigurationFields);

inline constexpr std::string_view kSchedulingStrategyValues[] = {"REPLICA", "DAEMON"};
inline constexpr Shape kSchedulingStrategy = aws::one_of(kSchedulingStrategyValues);
inline constexpr std::string_view kDeploymentControllerTypeValues[] = {"ECS", "CODE_DEPLOY",
                                                                       "EXTERNAL"};
inline constexpr Shape kDeploymentControllerType = aws::one_of(kDeploymentControllerTypeValues);
inline constexpr Field kDeploymentControllerFields[] = {
    {"type", kDeploymentControllerType, kRequired}};
inline constexpr Shape kDeploymentController =
    aws::structure("DeploymentController", kDeploymentControllerFields);

inline constexpr Field kCreateServiceRequestFields[] = {
    {"cluster", aws::kString},
    {"serviceName", aws::kString, kRequired},
    {"taskDefinition", aws::kString},
    {"availabilityZoneRebalancing", kAvailabilityZoneRebalancing},
    {"loadBalancers", kLoadBalancers},
    {"serviceRegistries", kServiceRegistries},
    {"desiredCount", aws::kInteger},
    {"clientToken", aws::kString},
    {"launchType", aws::kString},
    {"capacityProviderStrategy", kCapacityProviderStrategy},
    {"platformVersion", aws::kString},
    {"role", aws::kString},
    {"deploymentConfiguration", kDeploymentConfiguration},
    {"placementConstraints", kPlacementConstraints},
    {"placementStrategy", kPlacementStrategies},
    {"networkConfiguration", kNetworkConfiguration},
    {"healthCheckGracePeriodSeconds", aws::kInteger},
    {"schedulingStrategy", kSchedulingStrategy},
    {"deploymentController", kDeploymentController},
    {"tags", kTags},
    {"enableECSManagedTags", aws::kBoolean},
    {"propagateTags", kPropagateTags},
    {"enableExecuteCommand", aws::kBoolean}};
inline constexpr Shape kCreateServiceRequest =
    aws::structure("CreateServiceRequest", kCreateServiceRequestFields);

inline constexpr std::string_view kDeploymentRolloutStateValues[] = {"COMPLETED", "FAILED",
                                                                     "IN_PROGRESS"};
inline constexpr Shape kDeploymentRolloutState = aws::one_of(kDeploymentRolloutStateValues);
inline constexpr Field kDeploymentFields[] = {
    {"id", aws::kString},
    {"status", aws::kString},
    {"taskDefinition", aws::kString},
    {"desiredCount", aws::kInteger},
    {"pendingCount", aws::kInteger},
    {"runningCount", aws::kInteger},
    {"failedTasks", aws::kInteger},
    {"createdAt", aws::kTimestamp},
    {"updatedAt", aws::kTimestamp},
    {"capacityProviderStrategy", kCapacityProviderStrategy},
    {"launchType", aws::kString},
    {"platformVersion", aws::kString},
    {"platformFamily", aws::kString},
    {"networkConfiguration", kNetworkConfiguration},
    {"rolloutState", kDeploymentRolloutState},
    {"rolloutStateReason", aws::kString}};
inline constexpr Shape kDeployment = aws::structure("Deployment", kDeploymentFields);

inline constexpr Shape kDeployments = aws::list_of(kDeployment);
inline constexpr Field kServiceEventFields[] = {
    {"id", aws::kString}, {"createdAt", aws::kTimestamp}, {"message", aws::kString}};
inline constexpr Shape kServiceEvent = aws::structure("ServiceEvent", kServiceEventFields);

inline constexpr Shape kServiceEvents = aws::list_of(kServiceEvent);
inline constexpr Field kServiceCurrentRevisionSummaryFields[] = {
    {"arn", aws::kString},
    {"requestedTaskCount", aws::kInteger},
    {"runningTaskCount", aws::kInteger},
    {"pendingTaskCount", aws::kInteger}};
inline constexpr Shape kServiceCurrentRevisionSummary =
    aws::structure("ServiceCurrentRevisionSummary", kServiceCurrentRevisionSummaryFields);

inline constexpr Shape kServiceCurrentRevisionSummaryList =
    aws::list_of(kServiceCurrentRevisionSummary);
inline constexpr Field kServiceFields[] = {
    {"serviceArn", aws::kString},
    {"serviceName", aws::kString},
    {"clusterArn", aws::kString},
    {"loadBalancers", kLoadBalancers},
    {"serviceRegistries", kServiceRegistries},
    {"status", aws::kString},
    {"desiredCount", aws::kInteger},
    {"runningCount", aws::kInteger},
    {"pendingCount", aws::kInteger},
    {"launchType", aws::kString},
    {"capacityProviderStrategy", kCapacityProviderStrategy},
    {"platformVersion", aws::kString},
    {"platformFamily", aws::kString},
    {"taskDefinition", aws::kString},
    {"deploymentConfiguration", kDeploymentConfiguration},
    {"deployments", kDeployments},
    {"roleArn", aws::kString},
    {"events", kServiceEvents},
    {"createdAt", aws::kTimestamp},
    {"currentServiceDeployment", aws::kString},
    {"currentServiceRevisions", kServiceCurrentRevisionSummaryList},
    {"placementConstraints", kPlacementConstraints},
    {"placementStrategy", kPlacementStrategies},
    {"networkConfiguration", kNetworkConfiguration},
    {"healthCheckGracePeriodSeconds", aws::kInteger},
    {"schedulingStrategy", kSchedulingStrategy},
    {"deploymentController", kDeploymentController},
    {"tags", kTags},
    {"createdBy", aws::kString},
    {"enableECSManagedTags", aws::kBoolean},
    {"propagateTags", kPropagateTags},
    {"enableExecuteCommand", aws::kBoolean},
    {"availabilityZoneRebalancing", kAvailabilityZoneRebalancing}};
inline constexpr Shape kService = aws::structure("Service", kServiceFields);

inline constexpr Field kCreateServiceResponseFields[] = {{"service", kService}};
inline constexpr Shape kCreateServiceResponse =
    aws::structure("CreateServiceResponse", kCreateServiceResponseFields);

inline constexpr Field kUpdateServiceRequestFields[] = {
    {"cluster", aws::kString},
    {"service", aws::kString, kRequired},
    {"desiredCount", aws::kInteger},
    {"taskDefinition", aws::kString},
    {"capacityProviderStrategy", kCapacityProviderStrategy},
    {"deploymentConfiguration", kDeploymentConfiguration},
    {"availabilityZoneRebalancing", kAvailabilityZoneRebalancing},
    {"networkConfiguration", kNetworkConfiguration},
    {"placementConstraints", kPlacementConstraints},
    {"placementStrategy", kPlacementStrategies},
    {"platformVersion", aws::kString},
    {"forceNewDeployment", aws::kBoolean},
    {"healthCheckGracePeriodSeconds", aws::kInteger},
    {"deploymentController", kDeploymentController},
    {"enableExecuteCommand", aws::kBoolean},
    {"enableECSManagedTags", aws::kBoolean},
    {"loadBalancers", kLoadBalancers},
    {"propagateTags", kPropagateTags},
    {"serviceRegistries", kServiceRegistries}};
inline constexpr Shape kUpdateServiceRequest =
    aws::structure("UpdateServiceRequest", kUpdateServiceRequestFields);

inline constexpr Field kUpdateServiceResponseFields[] = {{"service", kService}};
inline constexpr Shape kUpdateServiceResponse =
    aws::structure("UpdateServiceResponse", kUpdateServiceResponseFields);

inline constexpr Field kDeleteServiceRequestFields[] = {
    {"cluster", aws::kString}, {"service", aws::kString, kRequired}, {"force", aws::kBoolean}};
inline constexpr Shape kDeleteServiceRequest =
    aws::structure("DeleteServiceRequest", kDeleteServiceRequestFields);

inline constexpr Field kDeleteServiceResponseFields[] = {{"service", kService}};
inline constexpr Shape kDeleteServiceResponse =
    aws::structure("DeleteServiceResponse", kDeleteServiceResponseFields);

inline constexpr std::string_view kServiceFieldValues[] = {"TAGS"};
inline constexpr Shape kServiceField = aws::one_of(kServiceFieldValues);
inline constexpr Shape kServiceFieldList = aws::list_of(kServiceField);
inline constexpr Field kDescribeServicesRequestFields[] = {
    {"cluster", aws::kString}, {"services", aws::kStringList}, {"include", kServiceFieldList}};
inline constexpr Shape kDescribeServicesRequest =
    aws::structure("DescribeServicesRequest", kDescribeServicesRequestFields);

inline constexpr Shape kServices = aws::list_of(kService);
inline constexpr Field kDescribeServicesResponseFields[] = {{"services", kServices},
                                                            {"failures", kFailures}};
inline constexpr Shape kDescribeServicesResponse =
    aws::structure("DescribeServicesResponse", kDescribeServicesResponseFields);

inline constexpr std::string_view kResourceManagementTypeValues[] = {"CUSTOMER", "ECS"};
inline constexpr Shape kResourceManagementType = aws::one_of(kResourceManagementTypeValues);
inline constexpr Field kListServicesRequestFields[] = {
    {"cluster", aws::kString},
    {"nextToken", aws::kString},
    {"maxResults", aws::kInteger},
    {"launchType", aws::kString},
    {"schedulingStrategy", kSchedulingStrategy},
    {"resourceManagementType", kResourceManagementType}};
inline constexpr Shape kListServicesRequest =
    aws::structure("ListServicesRequest", kListServicesRequestFields);

inline constexpr Field kListServicesResponseFields[] = {{"serviceArns", aws::kStringList},
                                                        {"nextToken", aws::kString}};
inline constexpr Shape kListServicesResponse =
    aws::structure("ListServicesResponse", kListServicesResponseFields);

inline constexpr std::string_view kServiceDeploymentStatusValues[] = {"PENDING",
                                                                      "SUCCESSFUL",
                                                                      "STOPPED",
                                                                      "STOP_REQUESTED",
                                                                      "IN_PROGRESS",
                                                                      "ROLLBACK_REQUESTED",
                                                                      "ROLLBACK_IN_PROGRESS",
                                                                      "ROLLBACK_SUCCESSFUL",
                                                                      "ROLLBACK_FAILED"};
inline constexpr Shape kServiceDeploymentStatus = aws::one_of(kServiceDeploymentStatusValues);
inline constexpr Shape kServiceDeploymentStatusList = aws::list_of(kServiceDeploymentStatus);
inline constexpr Field kCreatedAtFields[] = {{"before", aws::kTimestamp},
                                             {"after", aws::kTimestamp}};
inline constexpr Shape kCreatedAt = aws::structure("CreatedAt", kCreatedAtFields);

inline constexpr Field kListServiceDeploymentsRequestFields[] = {
    {"service", aws::kString, kRequired},
    {"cluster", aws::kString},
    {"status", kServiceDeploymentStatusList},
    {"createdAt", kCreatedAt},
    {"nextToken", aws::kString},
    {"maxResults", aws::kInteger}};
inline constexpr Shape kListServiceDeploymentsRequest =
    aws::structure("ListServiceDeploymentsRequest", kListServiceDeploymentsRequestFields);

inline constexpr Field kServiceDeploymentBriefFields[] = {
    {"serviceDeploymentArn", aws::kString},
    {"serviceArn", aws::kString},
    {"clusterArn", aws::kString},
    {"startedAt", aws::kTimestamp},
    {"createdAt", aws::kTimestamp},
    {"finishedAt", aws::kTimestamp},
    {"targetServiceRevisionArn", aws::kString},
    {"status", kServiceDeploymentStatus},
    {"statusReason", aws::kString}};
inline constexpr Shape kServiceDeploymentBrief =
    aws::structure("ServiceDeploymentBrief", kServiceDeploymentBriefFields);

inline constexpr Shape kServiceDeploymentsBrief = aws::list_of(kServiceDeploymentBrief);
inline constexpr Field kListServiceDeploymentsResponseFields[] = {
    {"serviceDeployments", kServiceDeploymentsBrief}, {"nextToken", aws::kString}};
inline constexpr Shape kListServiceDeploymentsResponse =
    aws::structure("ListServiceDeploymentsResponse", kListServiceDeploymentsResponseFields);

inline constexpr Field kDescribeServiceDeploymentsRequestFields[] = {
    {"serviceDeploymentArns", aws::kStringList, kRequired}};
inline constexpr Shape kDescribeServiceDeploymentsRequest =
    aws::structure("DescribeServiceDeploymentsRequest", kDescribeServiceDeploymentsRequestFields);

inline constexpr Field kServiceRevisionSummaryFields[] = {
    {"arn", aws::kString},
    {"requestedTaskCount", aws::kInteger},
    {"runningTaskCount", aws::kInteger},
    {"pendingTaskCount", aws::kInteger},
    {"requestedTestTrafficWeight", aws::kReal},
    {"requestedProductionTrafficWeight", aws::kReal}};
inline constexpr Shape kServiceRevisionSummary =
    aws::structure("ServiceRevisionSummary", kServiceRevisionSummaryFields);

inline constexpr Shape kServiceRevisionsSummaryList = aws::list_of(kServiceRevisionSummary);
inline constexpr std::string_view kServiceDeploymentLifecycleStageValues[] = {
    "RECONCILE_SERVICE",
    "PRE_SCALE_UP",
    "SCALE_UP",
    "POST_SCALE_UP",
    "TEST_TRAFFIC_SHIFT",
    "POST_TEST_TRAFFIC_SHIFT",
    "PRODUCTION_TRAFFIC_SHIFT",
    "POST_PRODUCTION_TRAFFIC_SHIFT",
    "BAKE_TIME",
    "CLEAN_UP"};
inline constexpr Shape kServiceDeploymentLifecycleStage =
    aws::one_of(kServiceDeploymentLifecycleStageValues);
inline constexpr Field kRollbackFields[] = {
    {"reason", aws::kString}, {"startedAt", aws::kTimestamp}, {"serviceRevisionArn", aws::kString}};
inline constexpr Shape kRollback = aws::structure("Rollback", kRollbackFields);

inline constexpr std::string_view kServiceDeploymentRollbackMonitorsStatusValues[] = {
    "TRIGGERED", "MONITORING", "MONITORING_COMPLETE", "DISABLED"};
inline constexpr Shape kServiceDeploymentRollbackMonitorsStatus =
    aws::one_of(kServiceDeploymentRollbackMonitorsStatusValues);
inline constexpr Field kServiceDeploymentCircuitBreakerFields[] = {
    {"status", kServiceDeploymentRollbackMonitorsStatus},
    {"failureCount", aws::kInteger},
    {"threshold", aws::kInteger}};
inline constexpr Shape kServiceDeploymentCircuitBreaker =
    aws::structure("ServiceDeploymentCircuitBreaker", kServiceDeploymentCircuitBreakerFields);

inline constexpr Field kServiceDeploymentAlarmsFields[] = {
    {"status", kServiceDeploymentRollbackMonitorsStatus},
    {"alarmNames", aws::kStringList},
    {"triggeredAlarmNames", aws::kStringList}};
inline constexpr Shape kServiceDeploymentAlarms =
    aws::structure("ServiceDeploymentAlarms", kServiceDeploymentAlarmsFields);

inline constexpr Field kServiceDeploymentFields[] = {
    {"serviceDeploymentArn", aws::kString},
    {"serviceArn", aws::kString},
    {"clusterArn", aws::kString},
    {"createdAt", aws::kTimestamp},
    {"startedAt", aws::kTimestamp},
    {"finishedAt", aws::kTimestamp},
    {"stoppedAt", aws::kTimestamp},
    {"updatedAt", aws::kTimestamp},
    {"sourceServiceRevisions", kServiceRevisionsSummaryList},
    {"targetServiceRevision", kServiceRevisionSummary},
    {"status", kServiceDeploymentStatus},
    {"statusReason", aws::kString},
    {"lifecycleStage", kServiceDeploymentLifecycleStage},
    {"deploymentConfiguration", kDeploymentConfiguration},
    {"rollback", kRollback},
    {"deploymentCircuitBreaker", kServiceDeploymentCircuitBreaker},
    {"alarms", kServiceDeploymentAlarms}};
inline constexpr Shape kServiceDeployment =
    aws::structure("ServiceDeployment", kServiceDeploymentFields);

inline constexpr Shape kServiceDeployments = aws::list_of(kServiceDeployment);
inline constexpr Field kDescribeServiceDeploymentsResponseFields[] = {
    {"serviceDeployments", kServiceDeployments}, {"failures", kFailures}};
inline constexpr Shape kDescribeServiceDeploymentsResponse =
    aws::structure("DescribeServiceDeploymentsResponse", kDescribeServiceDeploymentsResponseFields);

inline constexpr Field kDescribeServiceRevisionsRequestFields[] = {
    {"serviceRevisionArns", aws::kStringList, kRequired}};
inline constexpr Shape kDescribeServiceRevisionsRequest =
    aws::structure("DescribeServiceRevisionsRequest", kDescribeServiceRevisionsRequestFields);

inline constexpr Field kContainerImageFields[] = {
    {"containerName", aws::kString}, {"imageDigest", aws::kString}, {"image", aws::kString}};
inline constexpr Shape kContainerImage = aws::structure("ContainerImage", kContainerImageFields);

inline constexpr Shape kContainerImages = aws::list_of(kContainerImage);
inline constexpr Field kServiceRevisionFields[] = {
    {"serviceRevisionArn", aws::kString},
    {"serviceArn", aws::kString},
    {"clusterArn", aws::kString},
    {"taskDefinition", aws::kString},
    {"capacityProviderStrategy", kCapacityProviderStrategy},
    {"launchType", aws::kString},
    {"platformVersion", aws::kString},
    {"platformFamily", aws::kString},
    {"loadBalancers", kLoadBalancers},
    {"serviceRegistries", kServiceRegistries},
    {"networkConfiguration", kNetworkConfiguration},
    {"containerImages", kContainerImages},
    {"createdAt", aws::kTimestamp}};
inline constexpr Shape kServiceRevision = aws::structure("ServiceRevision", kServiceRevisionFields);

inline constexpr Shape kServiceRevisions = aws::list_of(kServiceRevision);
inline constexpr Field kDescribeServiceRevisionsResponseFields[] = {
    {"serviceRevisions", kServiceRevisions}, {"failures", kFailures}};
inline constexpr Shape kDescribeServiceRevisionsResponse =
    aws::structure("DescribeServiceRevisionsResponse", kDescribeServiceRevisionsResponseFields);

}  // namespace dynarock::ecs
