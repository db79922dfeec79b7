#pragma once

#include "dynarock/aws/constraints.h"

// Where AWS words a failed constraint anew (since June 2026), operation by operation, as recorded
// in most regions in October 2026. The odd spellings are AWS's.

namespace dynarock::dynamodb {

/// Control operations on tables miss their name in words of their own.
inline constexpr aws::Rewording kMissingTableName = {
    "TableName", aws::Rule::required,
    "The parameter 'TableName' is required but was not present in the request",
    aws::Rewording::Form::bare};

inline constexpr aws::Rewording kNewTableNameLength = {"TableName", aws::Rule::min_length,
                                                       aws::kNewerWording};
inline constexpr std::string_view kNewReturnValues =
    "Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, "
    "ALL_NEW, UPDATE_NEW, NONE]";
inline constexpr std::string_view kNewConditionalOperator =
    "Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]";

inline constexpr aws::Rewording kPutRewordings[] = {
    kNewTableNameLength,
    {"ReturnValues", aws::Rule::values, kNewReturnValues, aws::Rewording::Form::clause},
    {"ConditionalOperator", aws::Rule::values, kNewConditionalOperator,
     aws::Rewording::Form::clause}};
inline constexpr aws::Rewording kDeleteRewordings[] = {
    kNewTableNameLength,
    {"ReturnValues", aws::Rule::values, kNewReturnValues, aws::Rewording::Form::clause},
    {"ConditionalOperator", aws::Rule::values, kNewConditionalOperator,
     aws::Rewording::Form::clause}};
inline constexpr aws::Rewording kUpdateRewordings[] = {
    kNewTableNameLength,
    {"ReturnValues", aws::Rule::values, kNewReturnValues, aws::Rewording::Form::alone},
    {"ReturnItemCollectionMetrics", aws::Rule::values,
     "ReturnItemCollectionMetrics can only be SIZE or NONE", aws::Rewording::Form::alone},
    {"ConditionalOperator", aws::Rule::values, kNewConditionalOperator,
     aws::Rewording::Form::alone}};

inline constexpr aws::Rewording kQueryRewordings[] = {
    {"ConditionalOperator", aws::Rule::values, kNewConditionalOperator, aws::Rewording::Form::bare},
    {"Limit", aws::Rule::min_value, aws::kNewerWording}};
inline constexpr aws::Rewording kScanRewordings[] = {
    {"Limit", aws::Rule::min_value, aws::kNewerWording},
    {"Segment", aws::Rule::min_value, aws::kNewerWording}};

inline constexpr aws::Rewording kBatchGetRewordings[] = {
    {"RequestItems", aws::Rule::min_length, aws::kNewerWording},
    {"RequestItems.*.Keys", aws::Rule::max_length, aws::kNewerWording},
    {"RequestItems.*.Keys", aws::Rule::min_length, aws::kNewerWording},
    {"RequestItems", aws::Rule::map_keys,
     "Value '{json}' at 'requestItems' failed to satisfy constraint: {constraint}",
     aws::Rewording::Form::clause}};

inline constexpr aws::Rewording kTransactGetRewordings[] = {
    {"TransactItems", aws::Rule::min_length, aws::kNewerWording},
    {"TransactItems", aws::Rule::max_length, aws::kNewerWording}};
inline constexpr aws::Rewording kTransactWriteRewordings[] = {
    {"ClientRequestToken", aws::Rule::min_length, aws::kNewerWording},
    {"ClientRequestToken", aws::Rule::max_length, aws::kNewerWording},
    {"TransactItems", aws::Rule::min_length, aws::kNewerWording},
    {"TransactItems", aws::Rule::max_length, aws::kNewerWording}};

}  // namespace dynarock::dynamodb
