#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "dynarock/dynamodb/model/item_json.h"

namespace dynarock::dynamodb {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// A refusal is a SerializationException exactly when the type check alone gives it.
void check_refusal(const AwsError& error, const Result<void>& types) {
  if (types) {
    require(error.code == "ValidationException");
    require(!error.message.empty());
  } else {
    require(error.code == "SerializationException");
    require(error.message == types.error().message);
  }
}

void check_value(json::Value value, Wording wording) {
  const Result<AttributeValue> decoded = decode_attribute_value(value, wording);
  const Result<void> types = check_attribute_value_types(value);
  if (!decoded) return check_refusal(decoded.error(), types);
  require(types.has_value());

  std::string text;
  encode_attribute_value(*decoded, text);
  json::Document document;
  require(document.parse(text));
  const Result<AttributeValue> again = decode_attribute_value(document.root());
  require(again && *again == *decoded && again->size() == decoded->size());
  require(!describe_attribute_value(*decoded).empty());
}

void check_item(json::Value value, Wording wording) {
  const Result<Item> decoded = decode_item(value, wording);
  const Result<void> types = check_item_types(value);
  if (!decoded) return check_refusal(decoded.error(), types);
  require(types.has_value());

  std::string text;
  encode_item(*decoded, text);
  json::Document document;
  require(document.parse(text));
  const Result<Item> again = decode_item(document.root());
  require(again && *again == *decoded);
}

void check_number(std::string_view text) {
  const Result<Decimal> number = Decimal::parse(text);
  if (!number) return;
  const Result<Decimal> again = Decimal::parse(number->to_string());
  require(again && *again == *number);
  require(number->digits() <= Decimal::kMaxDigits);
  require(number->size() <= 22);
  require(number->minus(*number)->is_zero());
}

void check(std::string_view text) {
  check_number(text);
  json::Document document;
  if (!document.parse(text)) return;
  for (const Wording wording : {Wording::current, Wording::older}) {
    check_value(document.root(), wording);
    check_item(document.root(), wording);
  }
}

}  // namespace
}  // namespace dynarock::dynamodb

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dynarock::dynamodb::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
