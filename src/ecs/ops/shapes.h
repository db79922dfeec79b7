#pragma once

#include <string_view>

#include "dynarock/aws/shape.h"

/// Shapes that several families of operations share, as in ECS's model.
namespace dynarock::ecs {

using aws::Field;
using aws::kRequired;
using aws::Shape;

inline constexpr Field kTagFields[] = {{"key", aws::kString}, {"value", aws::kString}};
inline constexpr Shape kTag = aws::structure("Tag", kTagFields);

inline constexpr Shape kTags = aws::list_of(kTag);
inline constexpr Field kFailureFields[] = {
    {"arn", aws::kString}, {"reason", aws::kString}, {"detail", aws::kString}};
inline constexpr Shape kFailure = aws::structure("Failure", kFailureFields);

inline constexpr Shape kFailures = aws::list_of(kFailure);
inline constexpr std::string_view kAssignPublicIpValues[] = {"ENABLED", "DISABLED"};
inline constexpr Shape kAssignPublicIp = aws::one_of(kAssignPublicIpValues);
inline constexpr Field kAwsVpcConfigurationFields[] = {{"subnets", aws::kStringList, kRequired},
                                                       {"securityGroups", aws::kStringList},
                                                       {"assignPublicIp", kAssignPublicIp}};
inline constexpr Shape kAwsVpcConfiguration =
    aws::structure("AwsVpcConfiguration", kAwsVpcConfigurationFields);

inline constexpr Field kNetworkConfigurationFields[] = {
    {"awsvpcConfiguration", kAwsVpcConfiguration}};
inline constexpr Shape kNetworkConfiguration =
    aws::structure("NetworkConfiguration", kNetworkConfigurationFields);

inline constexpr Shape kCapacityProviderStrategyItemWeight =
    aws::integer_shape({.min = 0, .max = 1000});
inline constexpr Shape kCapacityProviderStrategyItemBase =
    aws::integer_shape({.min = 0, .max = 100000});
inline constexpr Field kCapacityProviderStrategyItemFields[] = {
    {"capacityProvider", aws::kString, kRequired},
    {"weight", kCapacityProviderStrategyItemWeight},
    {"base", kCapacityProviderStrategyItemBase}};
inline constexpr Shape kCapacityProviderStrategyItem =
    aws::structure("CapacityProviderStrategyItem", kCapacityProviderStrategyItemFields);

inline constexpr Shape kCapacityProviderStrategy = aws::list_of(kCapacityProviderStrategyItem);
inline constexpr std::string_view kPlacementConstraintTypeValues[] = {"distinctInstance",
                                                                      "memberOf"};
inline constexpr Shape kPlacementConstraintType = aws::one_of(kPlacementConstraintTypeValues);
inline constexpr Field kPlacementConstraintFields[] = {{"type", kPlacementConstraintType},
                                                       {"expression", aws::kString}};
inline constexpr Shape kPlacementConstraint =
    aws::structure("PlacementConstraint", kPlacementConstraintFields);

inline constexpr Shape kPlacementConstraints = aws::list_of(kPlacementConstraint);
inline constexpr std::string_view kPlacementStrategyTypeValues[] = {"random", "spread", "binpack"};
inline constexpr Shape kPlacementStrategyType = aws::one_of(kPlacementStrategyTypeValues);
inline constexpr Field kPlacementStrategyFields[] = {{"type", kPlacementStrategyType},
                                                     {"field", aws::kString}};
inline constexpr Shape kPlacementStrategy =
    aws::structure("PlacementStrategy", kPlacementStrategyFields);

inline constexpr Shape kPlacementStrategies = aws::list_of(kPlacementStrategy);
inline constexpr Field kKeyValuePairFields[] = {{"name", aws::kString}, {"value", aws::kString}};
inline constexpr Shape kKeyValuePair = aws::structure("KeyValuePair", kKeyValuePairFields);

inline constexpr Shape kEnvironmentVariables = aws::list_of(kKeyValuePair);
inline constexpr std::string_view kEnvironmentFileTypeValues[] = {"s3"};
inline constexpr Shape kEnvironmentFileType = aws::one_of(kEnvironmentFileTypeValues);
inline constexpr Field kEnvironmentFileFields[] = {{"value", aws::kString, kRequired},
                                                   {"type", kEnvironmentFileType, kRequired}};
inline constexpr Shape kEnvironmentFile = aws::structure("EnvironmentFile", kEnvironmentFileFields);

inline constexpr Shape kEnvironmentFiles = aws::list_of(kEnvironmentFile);
inline constexpr std::string_view kResourceTypeValues[] = {"GPU", "InferenceAccelerator"};
inline constexpr Shape kResourceType = aws::one_of(kResourceTypeValues);
inline constexpr Field kResourceRequirementFields[] = {{"value", aws::kString, kRequired},
                                                       {"type", kResourceType, kRequired}};
inline constexpr Shape kResourceRequirement =
    aws::structure("ResourceRequirement", kResourceRequirementFields);

inline constexpr Shape kResourceRequirements = aws::list_of(kResourceRequirement);
inline constexpr Field kEphemeralStorageFields[] = {{"sizeInGiB", aws::kInteger, kRequired}};
inline constexpr Shape kEphemeralStorage =
    aws::structure("EphemeralStorage", kEphemeralStorageFields);

inline constexpr Shape kAttachmentDetails = aws::list_of(kKeyValuePair);
inline constexpr Field kAttachmentFields[] = {{"id", aws::kString},
                                              {"type", aws::kString},
                                              {"status", aws::kString},
                                              {"details", kAttachmentDetails}};
inline constexpr Shape kAttachment = aws::structure("Attachment", kAttachmentFields);

inline constexpr Shape kAttachments = aws::list_of(kAttachment);
inline constexpr std::string_view kSettingTypeValues[] = {"user", "aws_managed"};
inline constexpr Shape kSettingType = aws::one_of(kSettingTypeValues);
inline constexpr Field kSettingFields[] = {{"name", aws::kString},
                                           {"value", aws::kString},
                                           {"principalArn", aws::kString},
                                           {"type", kSettingType}};
inline constexpr Shape kSetting = aws::structure("Setting", kSettingFields);

inline constexpr Field kAdvancedConfigurationFields[] = {{"alternateTargetGroupArn", aws::kString},
                                                         {"productionListenerRule", aws::kString},
                                                         {"testListenerRule", aws::kString},
                                                         {"roleArn", aws::kString}};
inline constexpr Shape kAdvancedConfiguration =
    aws::structure("AdvancedConfiguration", kAdvancedConfigurationFields);

inline constexpr Field kLoadBalancerFields[] = {{"targetGroupArn", aws::kString},
                                                {"loadBalancerName", aws::kString},
                                                {"containerName", aws::kString},
                                                {"containerPort", aws::kInteger},
                                                {"advancedConfiguration", kAdvancedConfiguration}};
inline constexpr Shape kLoadBalancer = aws::structure("LoadBalancer", kLoadBalancerFields);

inline constexpr Shape kLoadBalancers = aws::list_of(kLoadBalancer);
inline constexpr Field kServiceRegistryFields[] = {{"registryArn", aws::kString},
                                                   {"port", aws::kInteger},
                                                   {"containerName", aws::kString},
                                                   {"containerPort", aws::kInteger}};
inline constexpr Shape kServiceRegistry = aws::structure("ServiceRegistry", kServiceRegistryFields);

inline constexpr Shape kServiceRegistries = aws::list_of(kServiceRegistry);
inline constexpr std::string_view kPropagateTagsValues[] = {"TASK_DEFINITION", "SERVICE", "NONE"};
inline constexpr Shape kPropagateTags = aws::one_of(kPropagateTagsValues);
inline constexpr std::string_view kTargetTypeValues[] = {"container-instance"};
inline constexpr Shape kTargetType = aws::one_of(kTargetTypeValues);
inline constexpr Field kAttributeFields[] = {{"name", aws::kString, kRequired},
                                             {"value", aws::kString},
                                             {"targetType", kTargetType},
                                             {"targetId", aws::kString}};
inline constexpr Shape kAttribute = aws::structure("Attribute", kAttributeFields);

inline constexpr Shape kAttributes = aws::list_of(kAttribute);
}  // namespace dynarock::ecs
