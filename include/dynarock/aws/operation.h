#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/aws/constraints.h"
#include "dynarock/aws/shape.h"
#include "dynarock/base/result.h"
#include "dynarock/json/document.h"

namespace dynarock::aws {

/// An operation as the pipeline and the tests see it.
struct OperationSpec {
  std::string_view name;
  /// Structures that outlive the spec.
  const Shape* input;
  const Shape* output;
  Rewordings rewordings{};
  /// Whether it may wait or work for long, so that it needs a thread of its own.
  bool blocks = false;
  /// Whether it answers requests that are not signed, as those that bring a token of another sort.
  bool unsigned_too = false;
};

/// A row of a service's table: an operation and the function that runs it. The function returns the
/// finished JSON body; the request has passed check_types() and check_constraints().
template <class Context>
struct OperationRow : OperationSpec {
  Result<std::string> (*run)(Context& context, json::Value request) = nullptr;
};

/// The row of that name in a service's table, or null.
template <class Context>
const OperationRow<Context>* find_row(std::span<const OperationRow<Context>> rows,
                                      std::string_view name) {
  for (const OperationRow<Context>& row : rows)
    if (row.name == name) return &row;
  return nullptr;
}

/// Runs an operation that find_row() found.
template <class Context>
Result<std::string> run_row(const OperationSpec& found, Context& context, json::Value request) {
  return static_cast<const OperationRow<Context>&>(found).run(context, request);
}

template <class Context>
std::vector<const OperationSpec*> specs_of(std::span<const OperationRow<Context>> rows) {
  std::vector<const OperationSpec*> specs;
  for (const OperationRow<Context>& row : rows) specs.push_back(&row);
  return specs;
}

}  // namespace dynarock::aws
