#pragma once

#include <string_view>

#include "ecs/ops/shapes.h"

/// Of the operations on clusters.
namespace dynarock::ecs {

inline constexpr std::string_view kClusterSettingNameValues[] = {"containerInsights"};
inline constexpr Shape kClusterSettingName = aws::one_of(kClusterSettingNameValues);
inline constexpr Field kClusterSettingFields[] = {{"name", kClusterSettingName},
                                                  {"value", aws::kString}};
inline constexpr Shape kClusterSetting = aws::structure("ClusterSetting", kClusterSettingFields);

inline constexpr Shape kClusterSettings = aws::list_of(kClusterSetting);
inline constexpr std::string_view kExecuteCommandLoggingValues[] = {"NONE", "DEFAULT", "OVERRIDE"};
inline constexpr Shape kExecuteCommandLogging = aws::one_of(kExecuteCommandLoggingValues);
inline constexpr Field kExecuteCommandLogConfigurationFields[] = {
    {"cloudWatchLogGroupName", aws::kString},
    {"cloudWatchEncryptionEnabled", aws::kBoolean},
    {"s3BucketName", aws::kString},
    {"s3EncryptionEnabled", aws::kBoolean},
    {"s3KeyPrefix", aws::kString}};
inline constexpr Shape kExecuteCommandLogConfiguration =
    aws::structure("ExecuteCommandLogConfiguration", kExecuteCommandLogConfigurationFields);

inline constexpr Field kExecuteCommandConfigurationFields[] = {
    {"kmsKeyId", aws::kString},
    {"logging", kExecuteCommandLogging},
    {"logConfiguration", kExecuteCommandLogConfiguration}};
inline constexpr Shape kExecuteCommandConfiguration =
    aws::structure("ExecuteCommandConfiguration", kExecuteCommandConfigurationFields);

inline constexpr Field kManagedStorageConfigurationFields[] = {
    {"kmsKeyId", aws::kString}, {"fargateEphemeralStorageKmsKeyId", aws::kString}};
inline constexpr Shape kManagedStorageConfiguration =
    aws::structure("ManagedStorageConfiguration", kManagedStorageConfigurationFields);

inline constexpr Field kClusterConfigurationFields[] = {
    {"executeCommandConfiguration", kExecuteCommandConfiguration},
    {"managedStorageConfiguration", kManagedStorageConfiguration}};
inline constexpr Shape kClusterConfiguration =
    aws::structure("ClusterConfiguration", kClusterConfigurationFields);

inline constexpr Field kClusterServiceConnectDefaultsRequestFields[] = {
    {"namespace", aws::kString, kRequired}};
inline constexpr Shape kClusterServiceConnectDefaultsRequest = aws::structure(
    "ClusterServiceConnectDefaultsRequest", kClusterServiceConnectDefaultsRequestFields);

inline constexpr Field kCreateClusterRequestFields[] = {
    {"clusterName", aws::kString},
    {"tags", kTags},
    {"settings", kClusterSettings},
    {"configuration", kClusterConfiguration},
    {"capacityProviders", aws::kStringList},
    {"defaultCapacityProviderStrategy", kCapacityProviderStrategy},
    {"serviceConnectDefaults", kClusterServiceConnectDefaultsRequest}};
inline constexpr Shape kCreateClusterRequest =
    aws::structure("CreateClusterRequest", kCreateClusterRequestFields);

inline constexpr Shape kStatistics = aws::list_of(kKeyValuePair);
inline constexpr Field kClusterServiceConnectDefaultsFields[] = {{"namespace", aws::kString}};
inline constexpr Shape kClusterServiceConnectDefaults =
    aws::structure("ClusterServiceConnectDefaults", kClusterServiceConnectDefaultsFields);

inline constexpr Field kClusterFields[] = {
    {"clusterArn", aws::kString},
    {"clusterName", aws::kString},
    {"configuration", kClusterConfiguration},
    {"status", aws::kString},
    {"registeredContainerInstancesCount", aws::kInteger},
    {"runningTasksCount", aws::kInteger},
    {"pendingTasksCount", aws::kInteger},
    {"activeServicesCount", aws::kInteger},
    {"statistics", kStatistics},
    {"tags", kTags},
    {"settings", kClusterSettings},
    {"capacityProviders", aws::kStringList},
    {"defaultCapacityProviderStrategy", kCapacityProviderStrategy},
    {"attachments", kAttachments},
    {"attachmentsStatus", aws::kString},
    {"serviceConnectDefaults", kClusterServiceConnectDefaults}};
inline constexpr Shape kCluster = aws::structure("Cluster", kClusterFields);

inline constexpr Field kCreateClusterResponseFields[] = {{"cluster", kCluster}};
inline constexpr Shape kCreateClusterResponse =
    aws::structure("CreateClusterResponse", kCreateClusterResponseFields);

inline constexpr Field kDeleteClusterRequestFields[] = {{"cluster", aws::kString, kRequired}};
inline constexpr Shape kDeleteClusterRequest =
    aws::structure("DeleteClusterRequest", kDeleteClusterRequestFields);

inline constexpr Field kDeleteClusterResponseFields[] = {{"cluster", kCluster}};
inline constexpr Shape kDeleteClusterResponse =
    aws::structure("DeleteClusterResponse", kDeleteClusterResponseFields);

inline constexpr std::string_view kClusterFieldValues[] = {"ATTACHMENTS", "CONFIGURATIONS",
                                                           "SETTINGS", "STATISTICS", "TAGS"};
inline constexpr Shape kClusterField = aws::one_of(kClusterFieldValues);
inline constexpr Shape kClusterFieldList = aws::list_of(kClusterField);
inline constexpr Field kDescribeClustersRequestFields[] = {{"clusters", aws::kStringList},
                                                           {"include", kClusterFieldList}};
inline constexpr Shape kDescribeClustersRequest =
    aws::structure("DescribeClustersRequest", kDescribeClustersRequestFields);

inline constexpr Shape kClusters = aws::list_of(kCluster);
inline constexpr Field kDescribeClustersResponseFields[] = {{"clusters", kClusters},
                                                            {"failures", kFailures}};
inline constexpr Shape kDescribeClustersResponse =
    aws::structure("DescribeClustersResponse", kDescribeClustersResponseFields);

inline constexpr Field kListClustersRequestFields[] = {{"nextToken", aws::kString},
                                                       {"maxResults", aws::kInteger}};
inline constexpr Shape kListClustersRequest =
    aws::structure("ListClustersRequest", kListClustersRequestFields);

inline constexpr Field kListClustersResponseFields[] = {{"clusterArns", aws::kStringList},
                                                        {"nextToken", aws::kString}};
inline constexpr Shape kListClustersResponse =
    aws::structure("ListClustersResponse", kListClustersResponseFields);

inline constexpr Field kPutClusterCapacityProvidersRequestFields[] = {
    {"cluster", aws::kString, kRequired},
    {"capacityProviders", aws::kStringList, kRequired},
    {"defaultCapacityProviderStrategy", kCapacityProviderStrategy, kRequired}};
inline constexpr Shape kPutClusterCapacityProvidersRequest =
    aws::structure("PutClusterCapacityProvidersRequest", kPutClusterCapacityProvidersRequestFields);

inline constexpr Field kPutClusterCapacityProvidersResponseFields[] = {{"cluster", kCluster}};
inline constexpr Shape kPutClusterCapacityProvidersResponse = aws::structure(
    "PutClusterCapacityProvidersResponse", kPutClusterCapacityProvidersResponseFields);

inline constexpr Field kUpdateClusterRequestFields[] = {
    {"cluster", aws::kString, kRequired},
    {"settings", kClusterSettings},
    {"configuration", kClusterConfiguration},
    {"serviceConnectDefaults", kClusterServiceConnectDefaultsRequest}};
inline constexpr Shape kUpdateClusterRequest =
    aws::structure("UpdateClusterRequest", kUpdateClusterRequestFields);

inline constexpr Field kUpdateClusterResponseFields[] = {{"cluster", kCluster}};
inline constexpr Shape kUpdateClusterResponse =
    aws::structure("UpdateClusterResponse", kUpdateClusterResponseFields);

inline constexpr Field kUpdateClusterSettingsRequestFields[] = {
    {"cluster", aws::kString, kRequired}, {"settings", kClusterSettings, kRequired}};
inline constexpr Shape kUpdateClusterSettingsRequest =
    aws::structure("UpdateClusterSettingsRequest", kUpdateClusterSettingsRequestFields);

inline constexpr Field kUpdateClusterSettingsResponseFields[] = {{"cluster", kCluster}};
inline constexpr Shape kUpdateClusterSettingsResponse =
    aws::structure("UpdateClusterSettingsResponse", kUpdateClusterSettingsResponseFields);

}  // namespace dynarock::ecs
