#include "dynamodb/ops/key_range.h"

#include <vector>

#include "dynarock/dynamodb/engine/key_layout.h"
#include "dynarock/dynamodb/model/key_codec.h"
#include "dynarock/storage/store.h"

namespace dynarock::dynamodb {
namespace {

// key_codec.h ends strings and binaries with two bytes; without them the encoding is the start of
// those of all longer values.
constexpr std::size_t kTerminatorSize = 2;

std::string with_value(const std::string& base, const AttributeValue& value) {
  std::string key = base;
  append_key_value(value, key);
  return key;
}

std::string all_of(const std::string& start) { return storage::prefix_end(start); }

}  // namespace

KeyRange key_range(const expr::KeyQuery& query) {
  std::vector<const AttributeValue*> hash;
  for (const AttributeValue& value : query.hash) hash.push_back(&value);
  std::string base = partition_key(hash);
  for (const AttributeValue& value : query.range_prefix) append_key_value(value, base);
  if (!query.range) return {base, all_of(base)};

  const std::string first = with_value(base, query.range->values.front());
  switch (query.range->op) {
    case expr::KeyOperator::kEqual:
      return {first, all_of(first)};
    case expr::KeyOperator::kLess:
      return {base, first};
    case expr::KeyOperator::kLessOrEqual:
      return {base, all_of(first)};
    case expr::KeyOperator::kGreater:
      return {all_of(first), all_of(base)};
    case expr::KeyOperator::kGreaterOrEqual:
      return {first, all_of(base)};
    case expr::KeyOperator::kBetween:
      return {first, all_of(with_value(base, query.range->values.back()))};
    case expr::KeyOperator::kBeginsWith: {
      const std::string start = first.substr(0, first.size() - kTerminatorSize);
      return {start, all_of(start)};
    }
  }
  return {base, all_of(base)};
}

}  // namespace dynarock::dynamodb
