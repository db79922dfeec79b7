#pragma once

#include "dynamodb/ops/shapes.h"

// Shapes of the operations on tables. The order of values is that in which AWS prints them, the
// order of fields that in which it reports them.

namespace dynarock::dynamodb {

/// Control operations take names and ARNs too, but hold names to their length.
inline constexpr Shape kNewTableName =
    aws::string_shape({.min = 3, .max = 255, .pattern = aws::kResourceNamePattern});
inline constexpr Shape kTableNameOrArn = aws::string_shape(
    {.min = 3, .max = 255, .pattern = aws::kResourceNamePattern, .exempt = is_table_arn});

inline constexpr std::string_view kAttributeTypeValues[] = {"B", "N", "S"};
inline constexpr Shape kAttributeTypeShape = aws::one_of(kAttributeTypeValues);
inline constexpr Shape kKeyAttributeName = aws::string_shape({.min = 1, .max = 255});
inline constexpr Field kAttributeDefinitionFields[] = {
    {"AttributeName", kKeyAttributeName, kRequired},
    {"AttributeType", kAttributeTypeShape, kRequired}};
inline constexpr Shape kAttributeDefinition =
    aws::structure("AttributeDefinition", kAttributeDefinitionFields);
inline constexpr Shape kAttributeDefinitions = aws::list_of(kAttributeDefinition);

inline constexpr std::string_view kKeyTypeValues[] = {"HASH", "RANGE"};
inline constexpr Shape kKeyType = aws::one_of(kKeyTypeValues);
inline constexpr Field kKeySchemaElementFields[] = {{"AttributeName", kKeyAttributeName, kRequired},
                                                    {"KeyType", kKeyType, kRequired}};
inline constexpr Shape kKeySchemaElement =
    aws::structure("KeySchemaElement", kKeySchemaElementFields);
inline constexpr Shape kKeySchema = aws::list_of(kKeySchemaElement, {.min = 1, .max = 2});
/// Global indexes take up to four attributes of each kind.
inline constexpr Shape kGlobalKeySchema = aws::list_of(kKeySchemaElement, {.min = 1, .max = 8});

inline constexpr std::string_view kProjectionTypeValues[] = {"ALL", "INCLUDE", "KEYS_ONLY"};
inline constexpr Shape kProjectionTypeShape = aws::one_of(kProjectionTypeValues);
inline constexpr Shape kNonKeyAttributeName = aws::string_shape({.min = 1, .max = 255});
inline constexpr Shape kNonKeyAttributes =
    aws::list_of(kNonKeyAttributeName, {.min = 1, .max = 20});
inline constexpr Field kProjectionFields[] = {{"ProjectionType", kProjectionTypeShape},
                                              {"NonKeyAttributes", kNonKeyAttributes}};
inline constexpr Shape kProjection = aws::structure("Projection", kProjectionFields);

inline constexpr Shape kPositiveLong = aws::long_shape({.min = 1});
inline constexpr Field kThroughputFields[] = {{"WriteCapacityUnits", kPositiveLong, kRequired},
                                              {"ReadCapacityUnits", kPositiveLong, kRequired}};
inline constexpr Shape kThroughput = aws::structure("ProvisionedThroughput", kThroughputFields);
inline constexpr Field kOnDemandFields[] = {{"MaxReadRequestUnits", aws::kLong},
                                            {"MaxWriteRequestUnits", aws::kLong}};
inline constexpr Shape kOnDemandThroughput = aws::structure("OnDemandThroughput", kOnDemandFields);
inline constexpr Field kWarmFields[] = {{"ReadUnitsPerSecond", aws::kLong},
                                        {"WriteUnitsPerSecond", aws::kLong}};
inline constexpr Shape kWarmThroughput = aws::structure("WarmThroughput", kWarmFields);

inline constexpr Field kGlobalIndexFields[] = {
    {"IndexName", kIndexName, kRequired},        {"KeySchema", kGlobalKeySchema, kRequired},
    {"Projection", kProjection, kRequired},      {"ProvisionedThroughput", kThroughput},
    {"OnDemandThroughput", kOnDemandThroughput}, {"WarmThroughput", kWarmThroughput}};
inline constexpr Shape kGlobalIndex = aws::structure("GlobalSecondaryIndex", kGlobalIndexFields);
inline constexpr Shape kGlobalIndexes = aws::list_of(kGlobalIndex);
inline constexpr Field kLocalIndexFields[] = {{"IndexName", kIndexName, kRequired},
                                              {"KeySchema", kKeySchema, kRequired},
                                              {"Projection", kProjection, kRequired}};
inline constexpr Shape kLocalIndex = aws::structure("LocalSecondaryIndex", kLocalIndexFields);
inline constexpr Shape kLocalIndexes = aws::list_of(kLocalIndex);

inline constexpr std::string_view kBillingModeValues[] = {"PROVISIONED", "PAY_PER_REQUEST"};
inline constexpr Shape kBillingMode = aws::one_of(kBillingModeValues);
inline constexpr std::string_view kTableClassValues[] = {"STANDARD", "STANDARD_INFREQUENT_ACCESS"};
inline constexpr Shape kTableClass = aws::one_of(kTableClassValues);
inline constexpr std::string_view kViewTypeValues[] = {"NEW_IMAGE", "OLD_IMAGE",
                                                       "NEW_AND_OLD_IMAGES", "KEYS_ONLY"};
inline constexpr Shape kViewType = aws::one_of(kViewTypeValues);
inline constexpr Field kStreamFields[] = {{"StreamEnabled", aws::kBoolean, kRequired},
                                          {"StreamViewType", kViewType}};
inline constexpr Shape kStreamSpecification = aws::structure("StreamSpecification", kStreamFields);
inline constexpr std::string_view kSseTypeValues[] = {"AES256", "KMS"};
inline constexpr Shape kSseType = aws::one_of(kSseTypeValues);
inline constexpr Field kSseFields[] = {
    {"Enabled", aws::kBoolean}, {"SSEType", kSseType}, {"KMSMasterKeyId", aws::kString}};
inline constexpr Shape kSseSpecification = aws::structure("SSESpecification", kSseFields);

inline constexpr Shape kTagKey = aws::string_shape({.min = 1, .max = 128});
inline constexpr Shape kTagValue = aws::string_shape({.min = 0, .max = 256});
inline constexpr Field kTagFields[] = {{"Key", kTagKey, kRequired},
                                       {"Value", kTagValue, kRequired}};
inline constexpr Shape kTag = aws::structure("Tag", kTagFields);
inline constexpr Shape kTags = aws::list_of(kTag);
inline constexpr Shape kTagKeys = aws::list_of(kTagKey);
inline constexpr Shape kResourceArn = aws::string_shape({.max = 1283});

// What a description holds.

inline constexpr Field kThroughputDescriptionFields[] = {{"LastIncreaseDateTime", aws::kTimestamp},
                                                         {"LastDecreaseDateTime", aws::kTimestamp},
                                                         {"NumberOfDecreasesToday", aws::kLong},
                                                         {"ReadCapacityUnits", aws::kLong},
                                                         {"WriteCapacityUnits", aws::kLong}};
inline constexpr Shape kThroughputDescription =
    aws::structure("ProvisionedThroughputDescription", kThroughputDescriptionFields);
inline constexpr Field kWarmDescriptionFields[] = {{"ReadUnitsPerSecond", aws::kLong},
                                                   {"WriteUnitsPerSecond", aws::kLong},
                                                   {"Status", aws::kString}};
inline constexpr Shape kWarmDescription =
    aws::structure("TableWarmThroughputDescription", kWarmDescriptionFields);
inline constexpr Field kIndexDescriptionFields[] = {
    {"IndexName", aws::kString},         {"KeySchema", kGlobalKeySchema},
    {"Projection", kProjection},         {"IndexStatus", aws::kString},
    {"Backfilling", aws::kBoolean},      {"ProvisionedThroughput", kThroughputDescription},
    {"IndexSizeBytes", aws::kLong},      {"ItemCount", aws::kLong},
    {"IndexArn", aws::kString},          {"OnDemandThroughput", kOnDemandThroughput},
    {"WarmThroughput", kWarmDescription}};
inline constexpr Shape kIndexDescription =
    aws::structure("IndexDescription", kIndexDescriptionFields);
inline constexpr Shape kIndexDescriptions = aws::list_of(kIndexDescription);
inline constexpr Field kBillingSummaryFields[] = {
    {"BillingMode", aws::kString}, {"LastUpdateToPayPerRequestDateTime", aws::kTimestamp}};
inline constexpr Shape kBillingSummary =
    aws::structure("BillingModeSummary", kBillingSummaryFields);
inline constexpr Field kTableClassSummaryFields[] = {{"TableClass", aws::kString},
                                                     {"LastUpdateDateTime", aws::kTimestamp}};
inline constexpr Shape kTableClassSummary =
    aws::structure("TableClassSummary", kTableClassSummaryFields);
inline constexpr Field kSseDescriptionFields[] = {
    {"Status", aws::kString}, {"SSEType", aws::kString}, {"KMSMasterKeyArn", aws::kString}};
inline constexpr Shape kSseDescription = aws::structure("SSEDescription", kSseDescriptionFields);
inline constexpr Field kTableDescriptionFields[] = {
    {"AttributeDefinitions", kAttributeDefinitions},
    {"TableName", aws::kString},
    {"KeySchema", kKeySchema},
    {"TableStatus", aws::kString},
    {"CreationDateTime", aws::kTimestamp},
    {"ProvisionedThroughput", kThroughputDescription},
    {"TableSizeBytes", aws::kLong},
    {"ItemCount", aws::kLong},
    {"TableArn", aws::kString},
    {"TableId", aws::kString},
    {"BillingModeSummary", kBillingSummary},
    {"LocalSecondaryIndexes", kIndexDescriptions},
    {"GlobalSecondaryIndexes", kIndexDescriptions},
    {"StreamSpecification", kStreamSpecification},
    {"LatestStreamLabel", aws::kString},
    {"LatestStreamArn", aws::kString},
    {"SSEDescription", kSseDescription},
    {"TableClassSummary", kTableClassSummary},
    {"DeletionProtectionEnabled", aws::kBoolean},
    {"OnDemandThroughput", kOnDemandThroughput},
    {"WarmThroughput", kWarmDescription}};
inline constexpr Shape kTableDescription =
    aws::structure("TableDescription", kTableDescriptionFields);
inline constexpr Field kTableDescriptionOutputFields[] = {{"TableDescription", kTableDescription}};
inline constexpr Shape kTableDescriptionOutput =
    aws::structure("TableDescriptionOutput", kTableDescriptionOutputFields);

}  // namespace dynarock::dynamodb
