#pragma once

#include <string_view>

#include "dynarock/aws/constraints.h"
#include "dynarock/aws/shape.h"

/// A small model with one of everything that DynamoDB's has.
namespace dynarock::aws::sample {

inline constexpr std::string_view kPackage = "com.amazonaws.dynamodb.v20120810";

extern inline const Shape kAttributeValue;
inline constexpr Shape kAttributeMap = recursive_map_of(kAttributeValue);
inline constexpr Shape kAttributeList = recursive_list_of(kAttributeValue);
inline constexpr Shape kBlobList = list_of(kBlob);
inline constexpr Field kAttributeValueFields[] = {
    {"S", kString},      {"N", kString},    {"B", kBlob},         Field::hidden("INT"),
    {"SS", kStringList}, {"BS", kBlobList}, {"M", kAttributeMap}, {"L", kAttributeList},
    {"NULL", kBoolean},  {"BOOL", kBoolean}};
inline constexpr Shape kAttributeValue = structure("AttributeValue", kAttributeValueFields);
inline constexpr Shape kItem = map_of(kAttributeValue);

inline constexpr Shape kTableName = string_shape(
    {.min = 1,
     .max = 255,
     .pattern = {kResourceNamePattern.text,
                 [](std::string_view value) { return value.empty() || is_resource_name(value); }},
     .exempt = is_arn});
inline constexpr Shape kStrictName =
    string_shape({.min = 3, .max = 255, .pattern = kResourceNamePattern});

inline constexpr std::string_view kReturnConsumedCapacityValues[] = {"INDEXES", "TOTAL", "NONE"};
inline constexpr Shape kReturnConsumedCapacity = one_of(kReturnConsumedCapacityValues);
inline constexpr std::string_view kReturnValuesValues[] = {"ALL_NEW", "UPDATED_OLD", "ALL_OLD",
                                                           "NONE", "UPDATED_NEW"};
inline constexpr Shape kReturnValues = one_of(kReturnValuesValues);

inline constexpr std::string_view kKeyTypeValues[] = {"HASH", "RANGE"};
inline constexpr Shape kKeyType = one_of(kKeyTypeValues);
inline constexpr Shape kKeyAttributeName = string_shape({.min = 1, .max = 255});
inline constexpr Field kKeySchemaElementFields[] = {{"AttributeName", kKeyAttributeName, kRequired},
                                                    {"KeyType", kKeyType, kRequired}};
inline constexpr Shape kKeySchemaElement = structure("KeySchemaElement", kKeySchemaElementFields);
inline constexpr Shape kKeySchema = list_of(kKeySchemaElement, {.min = 1, .max = 2});

inline constexpr Shape kLimit = integer_shape({.min = 1, .max = 100});
inline constexpr Shape kAttributeNames = list_of(kKeyAttributeName, {.min = 1});

inline constexpr Field kPutRequestFields[] = {{"Item", kItem, kRequired},
                                              Field::hidden("WorkloadProfileName")};
inline constexpr Shape kPutRequest = structure("PutRequest", kPutRequestFields);
inline constexpr Field kDeleteRequestFields[] = {{"Key", kItem, kRequired}};
inline constexpr Shape kDeleteRequest = structure("DeleteRequest", kDeleteRequestFields);
inline constexpr Field kWriteRequestFields[] = {{"PutRequest", kPutRequest},
                                                {"DeleteRequest", kDeleteRequest}};
inline constexpr Shape kWriteRequest = structure("WriteRequest", kWriteRequestFields);
inline constexpr Shape kWriteRequests = list_of(kWriteRequest, {.min = 1, .max = 2});
inline constexpr Shape kWriteMap = map_of(kStrictName, kWriteRequests, {.min = 1, .max = 25});

inline constexpr Shape kKeys = list_of(kItem, {.min = 1, .max = 2});
inline constexpr Field kKeysAndAttributesFields[] = {{"Keys", kKeys, kRequired}};
inline constexpr Shape kKeysAndAttributes =
    structure("KeysAndAttributes", kKeysAndAttributesFields);
inline constexpr Shape kGetMap = map_of(kStrictName, kKeysAndAttributes, {.min = 1});

/// One operation that takes everything.
inline constexpr Field kInputFields[] = {
    {"ReturnConsumedCapacity", kReturnConsumedCapacity},
    {"TableName", kTableName, kRequired},
    {"IndexName", kStrictName},
    {"ReturnValues", kReturnValues},
    {"Item", kItem},
    {"KeySchema", kKeySchema},
    {"Limit", kLimit},
    {"Size", kLong},
    {"When", kTimestamp},
    {"Part", kReal},
    {"ConsistentRead", kBoolean},
    {"AttributesToGet", kAttributeNames},
    {"ExpressionAttributeNames", kStringMap},
    {"Writes", kWriteMap},
    {"Gets", kGetMap},
};
inline constexpr Shape kInput = structure("SampleInput", kInputFields);

inline constexpr Rewording kRewordings[] = {
    {"TableName", Rule::min_length, kNewerWording},
    {"Limit", Rule::min_value, "Limit can not be less", Rewording::Form::bare},
    {"IndexName", Rule::pattern, "Value '{json}' at 'index' is bad: {constraint}",
     Rewording::Form::clause},
    {"ReturnValues", Rule::values, "Failed to satisfy constraint: {constraint}",
     Rewording::Form::clause},
    {"Gets.*.Keys", Rule::max_length, kNewerWording},
    {"KeySchema", Rule::required, "The parameter 'KeySchema' is required", Rewording::Form::bare},
};

}  // namespace dynarock::aws::sample
