#include <array>
#include <cstdint>

#include "dynarock/dynamodb/expr/key_condition.h"
#include "expression_sample.h"

namespace dynarock::dynamodb::expr {
namespace {

using enum AttributeType;

const KeyAttribute kHash[] = {{"a", S}, {"b", N}};
const KeyAttribute kRange[] = {{"c.d", S}, {"e", N}, {"f", B}};

/// What binds has a value for each HASH attribute and no more conditions than RANGE attributes.
void check_binding(const Result<KeyCondition>& condition) {
  if (!condition) return require_refusal(condition);
  (void)to_string(*condition);
  for (std::size_t hash_count = 1; hash_count <= std::size(kHash); ++hash_count) {
    const std::span<const KeyAttribute> hash = std::span(kHash).first(hash_count);
    const Result<KeyQuery> query = expr::bind(*condition, hash, kRange);
    if (!query) {
      require_refusal(query);
      continue;
    }
    require(query->hash.size() == hash_count);
    require(query->range_prefix.size() + (query->range ? 1 : 0) <= std::size(kRange));
    static const AttributeValue text = AttributeValue::string("x");
    static const AttributeValue number = AttributeValue::number(Decimal::from_integer(1));
    static const AttributeValue bytes{AttributeValue::Variant(Binary{"x"})};
    (void)matches_range(*query, std::array{&text, &number, &bytes});
  }
}

void check(std::string_view text) {
  static const Placeholders blank = sample_placeholders();
  Placeholders placeholders = blank;
  check_binding(parse_key_condition(text, placeholders));
}

}  // namespace
}  // namespace dynarock::dynamodb::expr

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dynarock::dynamodb::expr::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
