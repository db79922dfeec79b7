#include "dynarock/dynamodb/model/key_codec.h"

#include <algorithm>
#include <utility>

namespace dynarock::dynamodb {
namespace {

constexpr std::string_view kEscapedZero("\x00\xff", 2);
constexpr std::string_view kEnd("\x00\x01", 2);

void append_bytes(std::string_view bytes, std::string& out) {
  for (std::size_t zero = bytes.find('\0'); zero != std::string_view::npos;
       zero = bytes.find('\0')) {
    out += bytes.substr(0, zero);
    out += kEscapedZero;
    bytes.remove_prefix(zero + 1);
  }
  out += bytes;
  out += kEnd;
}

std::string take_bytes(std::string_view& bytes) {
  std::string out;
  while (true) {
    const std::size_t zero = std::min(bytes.find('\0'), bytes.size());
    out += bytes.substr(0, zero);
    const bool escaped = bytes.substr(zero).starts_with(kEscapedZero);
    bytes.remove_prefix(std::min(zero + kEnd.size(), bytes.size()));
    if (!escaped) return out;
    out += '\0';
  }
}

}  // namespace

void append_key_value(const AttributeValue& value, std::string& out) {
  if (const auto* text = value.as<std::string>())
    append_bytes(*text, out);
  else if (const auto* number = value.as<Decimal>())
    number->append_ordered(out);
  else
    append_bytes(value.as<Binary>()->bytes, out);
}

AttributeValue take_key_value(AttributeType type, std::string_view& bytes) {
  if (type == AttributeType::N) return AttributeValue::number(Decimal::take_ordered(bytes));
  std::string text = take_bytes(bytes);
  if (type == AttributeType::S) return AttributeValue::string(std::move(text));
  return AttributeValue(AttributeValue::Variant(Binary{std::move(text)}));
}

}  // namespace dynarock::dynamodb
