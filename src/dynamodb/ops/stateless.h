#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/dynamodb/expr/parameters.h"
#include "dynarock/dynamodb/model/item_json.h"
#include "dynarock/dynamodb/model/table.h"
#include "dynarock/json/document.h"

namespace dynarock::dynamodb {

/// Puts `1 validation error detected: ` before the text of a failed check, as PutItem, UpdateItem
/// and DeleteItem do for all that they find wrong without looking at the table.
template <class T>
Result<T> enveloped(Result<T> result) {
  if (!result) return fail(expr::in_envelope(std::move(result).error()));
  return result;
}

/// The answer of PutItem, UpdateItem or DeleteItem without the envelope, where the request is
/// nested too deep for the layer that puts it there.
Result<std::string> in_layer_of(json::Value request, Result<std::string> answer);

/// Names of the table's key attributes, hash first.
std::vector<std::string_view> key_names(const KeySchema& keys);

/// Refuses paths that lead into a key attribute of the table or of one of its indexes.
Result<void> check_key_paths(const Table& table, const std::vector<const expr::Path*>& paths);

}  // namespace dynarock::dynamodb
