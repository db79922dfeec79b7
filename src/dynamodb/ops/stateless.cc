#include "dynamodb/ops/stateless.h"

#include "dynarock/aws/constraints.h"

namespace dynarock::dynamodb {

Result<std::string> in_layer_of(json::Value request, Result<std::string> answer) {
  if (answer || aws::in_newer_layer(request)) return answer;
  return fail(expr::out_of_envelope(std::move(answer).error()));
}

std::vector<std::string_view> key_names(const KeySchema& keys) {
  std::vector<std::string_view> names;
  for (const auto* part : {&keys.hash, &keys.range})
    for (const KeyAttribute& attribute : *part) names.push_back(attribute.name);
  return names;
}

Result<void> check_key_paths(const Table& table, const std::vector<const expr::Path*>& paths) {
  DYNAROCK_TRY(expr::check_keys_are_scalars(paths, key_names(table.keys), expr::KeyRole::kKey));
  for (const auto* indexes : {&table.local_indexes, &table.global_indexes})
    for (const Index& index : *indexes)
      DYNAROCK_TRY(
          expr::check_keys_are_scalars(paths, key_names(index.keys), expr::KeyRole::kIndexKey));
  return {};
}

}  // namespace dynarock::dynamodb
