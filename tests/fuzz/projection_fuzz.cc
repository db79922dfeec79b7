#include <cstdint>

#include "dynarock/dynamodb/expr/projection.h"
#include "expression_sample.h"

namespace dynarock::dynamodb::expr {
namespace {

/// What parses can be applied, and gives no more than there was.
void check(std::string_view text) {
  static const Item item = sample_item();
  static const Placeholders blank = sample_placeholders();
  Placeholders placeholders = blank;
  const Result<Projection> projection = parse_projection(text, placeholders);
  if (!projection) return require_refusal(projection);
  const Item part = project(*projection, item);
  require(item_size(part) <= item_size(item));
  for (const auto& [name, value] : part) require(item.find(name) != nullptr);
  if (projection->is_top_level()) require(project(*projection, part) == part);
}

}  // namespace
}  // namespace dynarock::dynamodb::expr

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dynarock::dynamodb::expr::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
