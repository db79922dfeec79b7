#pragma once

#include "dynarock/aws/shape.h"

// Shapes that several operations share. The order of values is that in which AWS prints them, the
// order of fields that in which it reports them.

namespace dynarock::dynamodb {

using aws::Field;
using aws::kRequired;
using aws::Shape;

/// Whether the text is a table's ARN, not that of one of its indexes or streams.
bool is_table_arn(std::string_view text);

/// A table's name, or its ARN. Of an empty name AWS reports the length alone.
inline constexpr Shape kTableName = aws::string_shape(
    {.min = 1,
     .max = 255,
     .pattern = {aws::kResourceNamePattern.text,
                 [](std::string_view name) { return name.empty() || aws::is_resource_name(name); }},
     .exempt = is_table_arn});
inline constexpr Shape kIndexName =
    aws::string_shape({.min = 3, .max = 255, .pattern = aws::kResourceNamePattern});

extern inline const Shape kAttributeValue;
inline constexpr Shape kAttributeMap = aws::recursive_map_of(kAttributeValue);
inline constexpr Shape kAttributeList = aws::recursive_list_of(kAttributeValue);
inline constexpr Shape kItemList = aws::list_of(kAttributeMap);

inline constexpr Shape kBlobList = aws::list_of(aws::kBlob);
inline constexpr Field kAttributeValueFields[] = {
    {"S", aws::kString},      {"N", aws::kString},         {"B", aws::kBlob},
    Field::hidden("INT"),     Field::hidden("DECIMAL"),    Field::hidden("DOUBLE"),
    {"SS", aws::kStringList}, {"NS", aws::kStringList},    {"BS", kBlobList},
    Field::hidden("INTSET"),  Field::hidden("DECIMALSET"), Field::hidden("DOUBLESET"),
    {"M", kAttributeMap},     {"L", kAttributeList},       {"NULL", aws::kBoolean},
    {"BOOL", aws::kBoolean},
};
inline constexpr Shape kAttributeValue = aws::structure("AttributeValue", kAttributeValueFields);

inline constexpr std::string_view kReturnConsumedCapacityValues[] = {"INDEXES", "TOTAL", "NONE"};
inline constexpr Shape kReturnConsumedCapacity = aws::one_of(kReturnConsumedCapacityValues);
inline constexpr std::string_view kReturnCollectionMetricsValues[] = {"SIZE", "NONE"};
inline constexpr Shape kReturnCollectionMetrics = aws::one_of(kReturnCollectionMetricsValues);
inline constexpr std::string_view kReturnValuesValues[] = {"ALL_NEW", "UPDATED_OLD", "ALL_OLD",
                                                           "NONE", "UPDATED_NEW"};
inline constexpr Shape kReturnValues = aws::one_of(kReturnValuesValues);
inline constexpr std::string_view kReturnOnFailureValues[] = {"ALL_OLD", "NONE"};
inline constexpr Shape kReturnOnFailure = aws::one_of(kReturnOnFailureValues);
inline constexpr std::string_view kSelectValues[] = {"SPECIFIC_ATTRIBUTES", "COUNT",
                                                     "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"};
inline constexpr Shape kSelect = aws::one_of(kSelectValues);
inline constexpr std::string_view kConditionalOperatorValues[] = {"OR", "AND"};
inline constexpr Shape kConditionalOperator = aws::one_of(kConditionalOperatorValues);
inline constexpr std::string_view kComparisonOperatorValues[] = {
    "IN",       "NULL", "BETWEEN", "LT",          "NOT_CONTAINS", "EQ",      "GT",
    "NOT_NULL", "NE",   "LE",      "BEGINS_WITH", "GE",           "CONTAINS"};
inline constexpr Shape kComparisonOperator = aws::one_of(kComparisonOperatorValues);

inline constexpr Field kExpectedFields[] = {{"Value", kAttributeValue},
                                            {"Exists", aws::kBoolean},
                                            {"ComparisonOperator", kComparisonOperator},
                                            {"AttributeValueList", kAttributeList}};
inline constexpr Shape kExpectedValue = aws::structure("ExpectedAttributeValue", kExpectedFields);
inline constexpr Shape kExpected = aws::map_of(kExpectedValue);
inline constexpr Field kConditionFields[] = {
    {"AttributeValueList", kAttributeList}, {"ComparisonOperator", kComparisonOperator, kRequired}};
inline constexpr Shape kCondition = aws::structure("Condition", kConditionFields);
inline constexpr Shape kConditions = aws::map_of(kCondition);

inline constexpr std::string_view kAttributeActionValues[] = {"ADD", "DELETE", "PUT"};
inline constexpr Shape kAttributeAction = aws::one_of(kAttributeActionValues);
inline constexpr Field kAttributeUpdateFields[] = {{"Value", kAttributeValue},
                                                   {"Action", kAttributeAction}};
inline constexpr Shape kAttributeUpdate =
    aws::structure("AttributeValueUpdate", kAttributeUpdateFields);
inline constexpr Shape kAttributeUpdates = aws::map_of(kAttributeUpdate);

inline constexpr Shape kAttributesToGet = aws::list_of(aws::kString, {.min = 1});
inline constexpr Shape kPositiveInteger = aws::integer_shape({.min = 1});

inline constexpr Field kCapacityFields[] = {{"ReadCapacityUnits", aws::kReal},
                                            {"WriteCapacityUnits", aws::kReal},
                                            {"CapacityUnits", aws::kReal}};
inline constexpr Shape kCapacity = aws::structure("Capacity", kCapacityFields);
inline constexpr Shape kCapacityByIndex = aws::map_of(kCapacity);
inline constexpr Field kConsumedCapacityFields[] = {{"TableName", aws::kString},
                                                    {"CapacityUnits", aws::kReal},
                                                    {"ReadCapacityUnits", aws::kReal},
                                                    {"WriteCapacityUnits", aws::kReal},
                                                    {"Table", kCapacity},
                                                    {"LocalSecondaryIndexes", kCapacityByIndex},
                                                    {"GlobalSecondaryIndexes", kCapacityByIndex}};
inline constexpr Shape kConsumedCapacity =
    aws::structure("ConsumedCapacity", kConsumedCapacityFields);
inline constexpr Shape kConsumedCapacities = aws::list_of(kConsumedCapacity);

inline constexpr Shape kSizeRange = aws::list_of(aws::kReal);
inline constexpr Field kCollectionMetricsFields[] = {{"ItemCollectionKey", kAttributeMap},
                                                     {"SizeEstimateRangeGB", kSizeRange}};
inline constexpr Shape kCollectionMetrics =
    aws::structure("ItemCollectionMetrics", kCollectionMetricsFields);
inline constexpr Shape kCollectionMetricsList = aws::list_of(kCollectionMetrics);
inline constexpr Shape kCollectionMetricsByTable = aws::map_of(kCollectionMetricsList);

/// What transactions that read answer of each item.
inline constexpr Field kItemResponseFields[] = {{"Item", kAttributeMap}};
inline constexpr Shape kItemResponse = aws::structure("ItemResponse", kItemResponseFields);
inline constexpr Shape kItemResponses = aws::list_of(kItemResponse);

inline constexpr Shape kClientRequestToken = aws::string_shape({.min = 1, .max = 36});

/// What Query and Scan answer.
inline constexpr Field kPageOutputFields[] = {{"Items", kItemList},
                                              {"Count", aws::kInteger},
                                              {"ScannedCount", aws::kInteger},
                                              {"LastEvaluatedKey", kAttributeMap},
                                              {"ConsumedCapacity", kConsumedCapacity}};
inline constexpr Shape kPageOutput = aws::structure("PageOutput", kPageOutputFields);

/// What PutItem, UpdateItem and DeleteItem answer.
inline constexpr Field kWriteOutputFields[] = {{"Attributes", kAttributeMap},
                                               {"ConsumedCapacity", kConsumedCapacity},
                                               {"ItemCollectionMetrics", kCollectionMetrics}};
inline constexpr Shape kWriteOutput = aws::structure("WriteOutput", kWriteOutputFields);

}  // namespace dynarock::dynamodb
