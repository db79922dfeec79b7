#pragma once

#include <span>
#include <vector>

#include "dynarock/base/result.h"

namespace dynarock::dynamodb {

/// The refusal of a transaction by its actions' errors, null for those that had none:
/// TransactionCanceledException with a reason each, or the first error that is no reason to cancel.
AwsError cancellation(std::span<const AwsError* const> errors);

/// The values, or the cancellation if there is an error among the results.
template <class T>
Result<std::vector<T>> all_or_cancellation(std::vector<Result<T>> results) {
  std::vector<const AwsError*> errors;
  bool failed = false;
  for (const Result<T>& result : results) {
    errors.push_back(result ? nullptr : &result.error());
    failed = failed || !result;
  }
  if (failed) return fail(cancellation(errors));
  std::vector<T> values;
  values.reserve(results.size());
  for (Result<T>& result : results) values.push_back(std::move(*result));
  return values;
}

}  // namespace dynarock::dynamodb
