#pragma once

#include <string_view>

#include "ecs/ops/shapes.h"

/// Of the operations on task definitions.
namespace dynarock::ecs {

inline constexpr std::string_view kNetworkModeValues[] = {"bridge", "host", "awsvpc", "none"};
inline constexpr Shape kNetworkMode = aws::one_of(kNetworkModeValues);
inline constexpr Field kRepositoryCredentialsFields[] = {
    {"credentialsParameter", aws::kString, kRequired}};
inline constexpr Shape kRepositoryCredentials =
    aws::structure("RepositoryCredentials", kRepositoryCredentialsFields);

inline constexpr std::string_view kApplicationProtocolValues[] = {"http", "http2", "grpc"};
inline constexpr Shape kApplicationProtocol = aws::one_of(kApplicationProtocolValues);
inline constexpr Field kPortMappingFields[] = {{"containerPort", aws::kInteger},
                                               {"hostPort", aws::kInteger},
                                               {"protocol", aws::kString},
                                               {"name", aws::kString},
                                               {"appProtocol", kApplicationProtocol},
                                               {"containerPortRange", aws::kString}};
inline constexpr Shape kPortMapping = aws::structure("PortMapping", kPortMappingFields);

inline constexpr Shape kPortMappingList = aws::list_of(kPortMapping);
inline constexpr Shape kIntegerList = aws::list_of(aws::kInteger);
inline constexpr Field kContainerRestartPolicyFields[] = {{"enabled", aws::kBoolean, kRequired},
                                                          {"ignoredExitCodes", kIntegerList},
                                                          {"restartAttemptPeriod", aws::kInteger}};
inline constexpr Shape kContainerRestartPolicy =
    aws::structure("ContainerRestartPolicy", kContainerRestartPolicyFields);

inline constexpr Field kMountPointFields[] = {
    {"sourceVolume", aws::kString}, {"containerPath", aws::kString}, {"readOnly", aws::kBoolean}};
inline constexpr Shape kMountPoint = aws::structure("MountPoint", kMountPointFields);

inline constexpr Shape kMountPointList = aws::list_of(kMountPoint);
inline constexpr Field kVolumeFromFields[] = {{"sourceContainer", aws::kString},
                                              {"readOnly", aws::kBoolean}};
inline constexpr Shape kVolumeFrom = aws::structure("VolumeFrom", kVolumeFromFields);

inline constexpr Shape kVolumeFromList = aws::list_of(kVolumeFrom);
inline constexpr Field kKernelCapabilitiesFields[] = {{"add", aws::kStringList},
                                                      {"drop", aws::kStringList}};
inline constexpr Shape kKernelCapabilities =
    aws::structure("KernelCapabilities", kKernelCapabilitiesFields);

inline constexpr std::string_view kDeviceCgroupPermissionValues[] = {"read", "write", "mknod"};
inline constexpr Shape kDeviceCgroupPermission = aws::one_of(kDeviceCgroupPermissionValues);
inline constexpr Shape kDeviceCgroupPermissions = aws::list_of(kDeviceCgroupPermission);
inline constexpr Field kDeviceFields[] = {{"hostPath", aws::kString, kRequired},
                                          {"containerPath", aws::kString},
                                          {"permissions", kDeviceCgroupPermissions}};
inline constexpr Shape kDevice = aws::structure("Device", kDeviceFields);

inline constexpr Shape kDevicesList = aws::list_of(kDevice);
inline constexpr Field kTmpfsFields[] = {{"containerPath", aws::kString, kRequired},
                                         {"size", aws::kInteger, kRequired},
                                         {"mountOptions", aws::kStringList}};
inline constexpr Shape kTmpfs = aws::structure("Tmpfs", kTmpfsFields);

inline constexpr Shape kTmpfsList = aws::list_of(kTmpfs);
inline constexpr Field kLinuxParametersFields[] = {{"capabilities", kKernelCapabilities},
                                                   {"devices", kDevicesList},
                                                   {"initProcessEnabled", aws::kBoolean},
                                                   {"sharedMemorySize", aws::kInteger},
                                                   {"tmpfs", kTmpfsList},
                                                   {"maxSwap", aws::kInteger},
                                                   {"swappiness", aws::kInteger}};
inline constexpr Shape kLinuxParameters = aws::structure("LinuxParameters", kLinuxParametersFields);

inline constexpr Field kSecretFields[] = {{"name", aws::kString, kRequired},
                                          {"valueFrom", aws::kString, kRequired}};
inline constexpr Shape kSecret = aws::structure("Secret", kSecretFields);

inline constexpr Shape kSecretList = aws::list_of(kSecret);
inline constexpr std::string_view kContainerConditionValues[] = {"START", "COMPLETE", "SUCCESS",
                                                                 "HEALTHY"};
inline constexpr Shape kContainerCondition = aws::one_of(kContainerConditionValues);
inline constexpr Field kContainerDependencyFields[] = {
    {"containerName", aws::kString, kRequired}, {"condition", kContainerCondition, kRequired}};
inline constexpr Shape kContainerDependency =
    aws::structure("ContainerDependency", kContainerDependencyFields);

inline constexpr Shape kContainerDependencies = aws::list_of(kContainerDependency);
inline constexpr std::string_view kVersionConsistencyValues[] = {"enabled", "disabled"};
inline constexpr Shape kVersionConsistency = aws::one_of(kVersionConsistencyValues);
inline constexpr Field kHostEntryFields[] = {{"hostname", aws::kString, kRequired},
                                             {"ipAddress", aws::kString, kRequired}};
inline constexpr Shape kHostEntry = aws::structure("HostEntry", kHostEntryFields);

inline constexpr Shape kHostEntryList = aws::list_of(kHostEntry);
inline constexpr std::string_view kUlimitNameValues[] = {
    "core",   "cpu",   "data", "fsize",  "locks",  "memlock",    "msgqueue", "nice",
    "nofile", "nproc", "rss",  "rtprio", "rttime", "sigpending", "stack"};
inline constexpr Shape kUlimitName = aws::one_of(kUlimitNameValues);
inline constexpr Field kUlimitFields[] = {{"name", kUlimitName, kRequired},
                                          {"softLimit", aws::kInteger, kRequired},
                                          {"hardLimit", aws::kInteger, kRequired}};
inline constexpr Shape kUlimit = aws::structure("Ulimit", kUlimitFields);

inline constexpr Shape kUlimitList = aws::list_of(kUlimit);
inline constexpr std::string_view kLogDriverValues[] = {
    "json-file", "syslog", "journald", "gelf", "fluentd", "awslogs", "splunk", "awsfirelens"};
inline constexpr Shape kLogDriver = aws::one_of(kLogDriverValues);
inline constexpr Field kLogConfigurationFields[] = {{"logDriver", kLogDriver, kRequired},
                                                    {"options", aws::kStringMap},
                                                    {"secretOptions", kSecretList}};
inline constexpr Shape kLogConfiguration =
    aws::structure("LogConfiguration", kLogConfigurationFields);

inline constexpr Field kHealthCheckFields[] = {{"command", aws::kStringList, kRequired},
                                               {"interval", aws::kInteger},
                                               {"timeout", aws::kInteger},
                                               {"retries", aws::kInteger},
                                               {"startPeriod", aws::kInteger}};
inline constexpr Shape kHealthCheck = aws::structure("HealthCheck", kHealthCheckFields);

inline constexpr Field kSystemControlFields[] = {{"namespace", aws::kString},
                                                 {"value", aws::kString}};
inline constexpr Shape kSystemControl = aws::structure("SystemControl", kSystemControlFields);

inline constexpr Shape kSystemControls = aws::list_of(kSystemControl);
inline constexpr std::string_view kFirelensConfigurationTypeValues[] = {"fluentd", "fluentbit"};
inline constexpr Shape kFirelensConfigurationType = aws::one_of(kFirelensConfigurationTypeValues);
inline constexpr Field kFirelensConfigurationFields[] = {
    {"type", kFirelensConfigurationType, kRequired}, {"options", aws::kStringMap}};
inline constexpr Shape kFirelensConfiguration =
    aws::structure("FirelensConfiguration", kFirelensConfigurationFields);

inline constexpr Field kContainerDefinitionFields[] = {
    {"name", aws::kString},
    {"image", aws::kString},
    {"repositoryCredentials", kRepositoryCredentials},
    {"cpu", aws::kInteger},
    {"memory", aws::kInteger},
    {"memoryReservation", aws::kInteger},
    {"links", aws::kStringList},
    {"portMappings", kPortMappingList},
    {"essential", aws::kBoolean},
    {"restartPolicy", kContainerRestartPolicy},
    {"entryPoint", aws::kStringList},
    {"command", aws::kStringList},
    {"environment", kEnvironmentVariables},
    {"environmentFiles", kEnvironmentFiles},
    {"mountPoints", kMountPointList},
    {"volumesFrom", kVolumeFromList},
    {"linuxParameters", kLinuxParameters},
    {"secrets", kSecretList},
    {"dependsOn", kContainerDependencies},
    {"startTimeout", aws::kInteger},
    {"stopTimeout", aws::kInteger},
    {"versionConsistency", kVersionConsistency},
    {"hostname", aws::kString},
    {"user", aws::kString},
    {"workingDirectory", aws::kString},
    {"disableNetworking", aws::kBoolean},
    {"privileged", aws::kBoolean},
    {"readonlyRootFilesystem", aws::kBoolean},
    {"dnsServers", aws::kStringList},
    {"dnsSearchDomains", aws::kStringList},
    {"extraHosts", kHostEntryList},
    {"dockerSecurityOptions", aws::kStringList},
    {"interactive", aws::kBoolean},
    {"pseudoTerminal", aws::kBoolean},
    {"dockerLabels", aws::kStringMap},
    {"ulimits", kUlimitList},
    {"logConfiguration", kLogConfiguration},
    {"healthCheck", kHealthCheck},
    {"systemControls", kSystemControls},
    {"resourceRequirements", kResourceRequirements},
    {"firelensConfiguration", kFirelensConfiguration},
    {"credentialSpecs", aws::kStringList}};
inline constexpr Shape kContainerDefinition =
    aws::structure("ContainerDefinition", kContainerDefinitionFields);

inline constexpr Shape kContainerDefinitions = aws::list_of(kContainerDefinition);
inline constexpr Field kHostVolumePropertiesFields[] = {{"sourcePath", aws::kString}};
inline constexpr Shape kHostVolumeProperties =
    aws::structure("HostVolumeProperties", kHostVolumePropertiesFields);

inline constexpr std::string_view kScopeValues[] = {"task", "shared"};
inline constexpr Shape kScope = aws::one_of(kScopeValues);
inline constexpr Field kDockerVolumeConfigurationFields[] = {{"scope", kScope},
                                                             {"autoprovision", aws::kBoolean},
                                                             {"driver", aws::kString},
                                                             {"driverOpts", aws::kStringMap},
                                                             {"labels", aws::kStringMap}};
inline constexpr Shape kDockerVolumeConfiguration =
    aws::structure("DockerVolumeConfiguration", kDockerVolumeConfigurationFields);

inline constexpr std::string_view kEFSTransitEncryptionValues[] = {"ENABLED", "DISABLED"};
inline constexpr Shape kEFSTransitEncryption = aws::one_of(kEFSTransitEncryptionValues);
inline constexpr std::string_view kEFSAuthorizationConfigIAMValues[] = {"ENABLED", "DISABLED"};
inline constexpr Shape kEFSAuthorizationConfigIAM = aws::one_of(kEFSAuthorizationConfigIAMValues);
inline constexpr Field kEFSAuthorizationConfigFields[] = {{"accessPointId", aws::kString},
                                                          {"iam", kEFSAuthorizationConfigIAM}};
inline constexpr Shape kEFSAuthorizationConfig =
    aws::structure("EFSAuthorizationConfig", kEFSAuthorizationConfigFields);

inline constexpr Field kEFSVolumeConfigurationFields[] = {
    {"fileSystemId", aws::kString, kRequired},
    {"rootDirectory", aws::kString},
    {"transitEncryption", kEFSTransitEncryption},
    {"transitEncryptionPort", aws::kInteger},
    {"authorizationConfig", kEFSAuthorizationConfig}};
inline constexpr Shape kEFSVolumeConfiguration =
    aws::structure("EFSVolumeConfiguration", kEFSVolumeConfigurationFields);

inline constexpr Field kS3FilesVolumeConfigurationFields[] = {
    {"fileSystemArn", aws::kString, kRequired},
    {"rootDirectory", aws::kString},
    {"transitEncryptionPort", aws::kInteger},
    {"accessPointArn", aws::kString}};
inline constexpr Shape kS3FilesVolumeConfiguration =
    aws::structure("S3FilesVolumeConfiguration", kS3FilesVolumeConfigurationFields);

inline constexpr Field kFSxWindowsFileServerAuthorizationConfigFields[] = {
    {"credentialsParameter", aws::kString, kRequired}, {"domain", aws::kString, kRequired}};
inline constexpr Shape kFSxWindowsFileServerAuthorizationConfig = aws::structure(
    "FSxWindowsFileServerAuthorizationConfig", kFSxWindowsFileServerAuthorizationConfigFields);

inline constexpr Field kFSxWindowsFileServerVolumeConfigurationFields[] = {
    {"fileSystemId", aws::kString, kRequired},
    {"rootDirectory", aws::kString, kRequired},
    {"authorizationConfig", kFSxWindowsFileServerAuthorizationConfig, kRequired}};
inline constexpr Shape kFSxWindowsFileServerVolumeConfiguration = aws::structure(
    "FSxWindowsFileServerVolumeConfiguration", kFSxWindowsFileServerVolumeConfigurationFields);

inline constexpr Field kVolumeFields[] = {
    {"name", aws::kString},
    {"host", kHostVolumeProperties},
    {"dockerVolumeConfiguration", kDockerVolumeConfiguration},
    {"efsVolumeConfiguration", kEFSVolumeConfiguration},
    {"s3filesVolumeConfiguration", kS3FilesVolumeConfiguration},
    {"fsxWindowsFileServerVolumeConfiguration", kFSxWindowsFileServerVolumeConfiguration},
    {"configuredAtLaunch", aws::kBoolean}};
inline constexpr Shape kVolume = aws::structure("Volume", kVolumeFields);

inline constexpr Shape kVolumeList = aws::list_of(kVolume);
inline constexpr std::string_view kTaskDefinitionPlacementConstraintTypeValues[] = {"memberOf"};
inline constexpr Shape kTaskDefinitionPlacementConstraintType =
    aws::one_of(kTaskDefinitionPlacementConstraintTypeValues);
inline constexpr Field kTaskDefinitionPlacementConstraintFields[] = {
    {"type", kTaskDefinitionPlacementConstraintType}, {"expression", aws::kString}};
inline constexpr Shape kTaskDefinitionPlacementConstraint =
    aws::structure("TaskDefinitionPlacementConstraint", kTaskDefinitionPlacementConstraintFields);

inline constexpr Shape kTaskDefinitionPlacementConstraints =
    aws::list_of(kTaskDefinitionPlacementConstraint);
inline constexpr std::string_view kCompatibilityValues[] = {"EC2", "FARGATE", "EXTERNAL",
                                                            "MANAGED_INSTANCES"};
inline constexpr Shape kCompatibility = aws::one_of(kCompatibilityValues);
inline constexpr Shape kCompatibilityList = aws::list_of(kCompatibility);
inline constexpr std::string_view kPidModeValues[] = {"host", "task"};
inline constexpr Shape kPidMode = aws::one_of(kPidModeValues);
inline constexpr std::string_view kIpcModeValues[] = {"host", "task", "none"};
inline constexpr Shape kIpcMode = aws::one_of(kIpcModeValues);
inline constexpr std::string_view kProxyConfigurationTypeValues[] = {"APPMESH"};
inline constexpr Shape kProxyConfigurationType = aws::one_of(kProxyConfigurationTypeValues);
inline constexpr Shape kProxyConfigurationProperties = aws::list_of(kKeyValuePair);
inline constexpr Field kProxyConfigurationFields[] = {
    {"type", kProxyConfigurationType},
    {"containerName", aws::kString, kRequired},
    {"properties", kProxyConfigurationProperties}};
inline constexpr Shape kProxyConfiguration =
    aws::structure("ProxyConfiguration", kProxyConfigurationFields);

inline constexpr std::string_view kCPUArchitectureValues[] = {"X86_64", "ARM64"};
inline constexpr Shape kCPUArchitecture = aws::one_of(kCPUArchitectureValues);
inline constexpr std::string_view kOSFamilyValues[] = {
    "WINDOWS_SERVER_2019_FULL", "WINDOWS_SERVER_2019_CORE",
    "WINDOWS_SERVER_2016_FULL", "WINDOWS_SERVER_2004_CORE",
    "WINDOWS_SERVER_2022_CORE", "WINDOWS_SERVER_2022_FULL",
    "WINDOWS_SERVER_2025_CORE", "WINDOWS_SERVER_2025_FULL",
    "WINDOWS_SERVER_20H2_CORE", "LINUX"};
inline constexpr Shape kOSFamily = aws::one_of(kOSFamilyValues);
inline constexpr Field kRuntimePlatformFields[] = {{"cpuArchitecture", kCPUArchitecture},
                                                   {"operatingSystemFamily", kOSFamily}};
inline constexpr Shape kRuntimePlatform = aws::structure("RuntimePlatform", kRuntimePlatformFields);

inline constexpr Field kRegisterTaskDefinitionRequestFields[] = {
    {"family", aws::kString},
    {"taskRoleArn", aws::kString},
    {"executionRoleArn", aws::kString},
    {"networkMode", kNetworkMode},
    {"containerDefinitions", kContainerDefinitions},
    {"volumes", kVolumeList},
    {"placementConstraints", kTaskDefinitionPlacementConstraints},
    {"requiresCompatibilities", kCompatibilityList},
    {"cpu", aws::kString},
    {"memory", aws::kString},
    {"tags", kTags},
    {"pidMode", kPidMode},
    {"ipcMode", kIpcMode},
    {"proxyConfiguration", kProxyConfiguration},
    {"ephemeralStorage", kEphemeralStorage},
    {"runtimePlatform", kRuntimePlatform},
    {"enableFaultInjection", aws::kBoolean}};
inline constexpr Shape kRegisterTaskDefinitionRequest =
    aws::structure("RegisterTaskDefinitionRequest", kRegisterTaskDefinitionRequestFields);

inline constexpr std::string_view kTaskDefinitionStatusValues[] = {"ACTIVE", "INACTIVE",
                                                                   "DELETE_IN_PROGRESS"};
inline constexpr Shape kTaskDefinitionStatus = aws::one_of(kTaskDefinitionStatusValues);
inline constexpr Shape kRequiresAttributes = aws::list_of(kAttribute);
inline constexpr Field kTaskDefinitionFields[] = {
    {"taskDefinitionArn", aws::kString},
    {"containerDefinitions", kContainerDefinitions},
    {"family", aws::kString},
    {"taskRoleArn", aws::kString},
    {"executionRoleArn", aws::kString},
    {"networkMode", kNetworkMode},
    {"revision", aws::kInteger},
    {"volumes", kVolumeList},
    {"status", kTaskDefinitionStatus},
    {"requiresAttributes", kRequiresAttributes},
    {"placementConstraints", kTaskDefinitionPlacementConstraints},
    {"compatibilities", kCompatibilityList},
    {"runtimePlatform", kRuntimePlatform},
    {"requiresCompatibilities", kCompatibilityList},
    {"cpu", aws::kString},
    {"memory", aws::kString},
    {"pidMode", kPidMode},
    {"ipcMode", kIpcMode},
    {"proxyConfiguration", kProxyConfiguration},
    {"registeredAt", aws::kTimestamp},
    {"deregisteredAt", aws::kTimestamp},
    {"deleteRequestedAt", aws::kTimestamp},
    {"registeredBy", aws::kString},
    {"ephemeralStorage", kEphemeralStorage},
    {"enableFaultInjection", aws::kBoolean}};
inline constexpr Shape kTaskDefinition = aws::structure("TaskDefinition", kTaskDefinitionFields);

inline constexpr Field kRegisterTaskDefinitionResponseFields[] = {
    {"taskDefinition", kTaskDefinition}, {"tags", kTags}};
inline constexpr Shape kRegisterTaskDefinitionResponse =
    aws::structure("RegisterTaskDefinitionResponse", kRegisterTaskDefinitionResponseFields);

inline constexpr Field kDeregisterTaskDefinitionRequestFields[] = {
    {"taskDefinition", aws::kString, kRequired}};
inline constexpr Shape kDeregisterTaskDefinitionRequest =
    aws::structure("DeregisterTaskDefinitionRequest", kDeregisterTaskDefinitionRequestFields);

inline constexpr Field kDeregisterTaskDefinitionResponseFields[] = {
    {"taskDefinition", kTaskDefinition}};
inline constexpr Shape kDeregisterTaskDefinitionResponse =
    aws::structure("DeregisterTaskDefinitionResponse", kDeregisterTaskDefinitionResponseFields);

inline constexpr Field kDeleteTaskDefinitionsRequestFields[] = {
    {"taskDefinitions", aws::kStringList, kRequired}};
inline constexpr Shape kDeleteTaskDefinitionsRequest =
    aws::structure("DeleteTaskDefinitionsRequest", kDeleteTaskDefinitionsRequestFields);

inline constexpr Shape kTaskDefinitionList = aws::list_of(kTaskDefinition);
inline constexpr Field kDeleteTaskDefinitionsResponseFields[] = {
    {"taskDefinitions", kTaskDefinitionList}, {"failures", kFailures}};
inline constexpr Shape kDeleteTaskDefinitionsResponse =
    aws::structure("DeleteTaskDefinitionsResponse", kDeleteTaskDefinitionsResponseFields);

inline constexpr std::string_view kTaskDefinitionFieldValues[] = {"TAGS"};
inline constexpr Shape kTaskDefinitionField = aws::one_of(kTaskDefinitionFieldValues);
inline constexpr Shape kTaskDefinitionFieldList = aws::list_of(kTaskDefinitionField);
inline constexpr Field kDescribeTaskDefinitionRequestFields[] = {
    {"taskDefinition", aws::kString, kRequired}, {"include", kTaskDefinitionFieldList}};
inline constexpr Shape kDescribeTaskDefinitionRequest =
    aws::structure("DescribeTaskDefinitionRequest", kDescribeTaskDefinitionRequestFields);

inline constexpr Field kDescribeTaskDefinitionResponseFields[] = {
    {"taskDefinition", kTaskDefinition}, {"tags", kTags}};
inline constexpr Shape kDescribeTaskDefinitionResponse =
    aws::structure("DescribeTaskDefinitionResponse", kDescribeTaskDefinitionResponseFields);

inline constexpr std::string_view kTaskDefinitionFamilyStatusValues[] = {"ACTIVE", "INACTIVE",
                                                                         "ALL"};
inline constexpr Shape kTaskDefinitionFamilyStatus = aws::one_of(kTaskDefinitionFamilyStatusValues);
inline constexpr Field kListTaskDefinitionFamiliesRequestFields[] = {
    {"familyPrefix", aws::kString},
    {"status", kTaskDefinitionFamilyStatus},
    {"nextToken", aws::kString},
    {"maxResults", aws::kInteger}};
inline constexpr Shape kListTaskDefinitionFamiliesRequest =
    aws::structure("ListTaskDefinitionFamiliesRequest", kListTaskDefinitionFamiliesRequestFields);

inline constexpr Field kListTaskDefinitionFamiliesResponseFields[] = {
    {"families", aws::kStringList}, {"nextToken", aws::kString}};
inline constexpr Shape kListTaskDefinitionFamiliesResponse =
    aws::structure("ListTaskDefinitionFamiliesResponse", kListTaskDefinitionFamiliesResponseFields);

inline constexpr std::string_view kSortOrderValues[] = {"ASC", "DESC"};
inline constexpr Shape kSortOrder = aws::one_of(kSortOrderValues);
inline constexpr Field kListTaskDefinitionsRequestFields[] = {{"familyPrefix", aws::kString},
                                                              {"status", kTaskDefinitionStatus},
                                                              {"sort", kSortOrder},
                                                              {"nextToken", aws::kString},
                                                              {"maxResults", aws::kInteger}};
inline constexpr Shape kListTaskDefinitionsRequest =
    aws::structure("ListTaskDefinitionsRequest", kListTaskDefinitionsRequestFields);

inline constexpr Field kListTaskDefinitionsResponseFields[] = {
    {"taskDefinitionArns", aws::kStringList}, {"nextToken", aws::kString}};
inline constexpr Shape kListTaskDefinitionsResponse =
    aws::structure("ListTaskDefinitionsResponse", kListTaskDefinitionsResponseFields);

}  // namespace dynarock::ecs
