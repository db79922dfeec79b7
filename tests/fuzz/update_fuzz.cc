#include <cstdint>

#include "dynarock/dynamodb/expr/update.h"
#include "expression_sample.h"

namespace dynarock::dynamodb::expr {
namespace {

/// What parses can be applied, twice as well as once, and leaves an item that can be stored.
void check(std::string_view text) {
  static const Item item = sample_item();
  static const Placeholders blank = sample_placeholders();
  Placeholders placeholders = blank;
  const Result<Update> update = parse_update(text, placeholders);
  if (!update) return require_refusal(update);
  require(targets_of(*update).size() == update->actions.size());
  require(!to_string(*update).empty());
  (void)updated_projection(*update, item);

  const Result<Item> once = apply(*update, item);
  if (!once) return require_refusal(once);
  (void)updated_projection(*update, *once);
  std::string json;
  encode_item(*once, json);
  json::Document document;
  require(document.parse(json));
  const Result<Item> read = decode_item(document.root());
  require(read && *read == *once);
  (void)apply(*update, *once);
}

}  // namespace
}  // namespace dynarock::dynamodb::expr

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dynarock::dynamodb::expr::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
