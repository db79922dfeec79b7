#include <cstdint>

#include "dynarock/dynamodb/expr/condition.h"
#include "expression_sample.h"

namespace dynarock::dynamodb::expr {
namespace {

/// What parses can be evaluated, and NOT of it is the opposite.
void check(std::string_view text) {
  static const Item item = sample_item();
  static const Placeholders blank = sample_placeholders();
  Placeholders placeholders = blank;
  const Result<Condition> condition = parse_condition("FilterExpression", text, placeholders);
  if (!condition) return require_refusal(condition);
  const bool holds = evaluate(*condition, item);
  require(evaluate(Condition::negation(*condition), item) != holds);
  require(!to_string(*condition).empty());
  require(attributes_of(paths_of(*condition)).size() <= paths_of(*condition).size());
}

}  // namespace
}  // namespace dynarock::dynamodb::expr

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dynarock::dynamodb::expr::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
