#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "dynarock/dynamodb/model/key_codec.h"

namespace dynarock::dynamodb {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::string encoded(const AttributeValue& value) {
  std::string bytes;
  append_key_value(value, bytes);
  return bytes;
}

/// Bytes that were never encoded must do no harm.
void check_taking(std::string_view bytes) {
  for (const auto type : {AttributeType::S, AttributeType::N, AttributeType::B}) {
    std::string_view rest = bytes;
    (void)take_key_value(type, rest);
    require(rest.size() <= bytes.size());
  }
}

void check_pair(const AttributeValue& left, const AttributeValue& right) {
  const std::string left_bytes = encoded(left);
  const std::string right_bytes = encoded(right);
  require((left_bytes <=> right_bytes) == compare_scalars(left, right));
  require(left == right || !right_bytes.starts_with(left_bytes));

  const std::string both = left_bytes + right_bytes;
  std::string_view rest = both;
  require(take_key_value(left.type(), rest) == left);
  require(rest == right_bytes);
}

/// Takes the input as two texts with a comma between.
void check(std::string_view bytes) {
  check_taking(bytes);
  const std::size_t comma = std::min(bytes.find(','), bytes.size());
  const std::string_view left = bytes.substr(0, comma);
  const std::string_view right = bytes.substr(std::min(comma + 1, bytes.size()));
  check_pair(AttributeValue::string(std::string(left)), AttributeValue::string(std::string(right)));
  const Result<Decimal> left_number = Decimal::parse(left);
  const Result<Decimal> right_number = Decimal::parse(right);
  if (left_number && right_number)
    check_pair(AttributeValue::number(*left_number), AttributeValue::number(*right_number));
}

}  // namespace
}  // namespace dynarock::dynamodb

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dynarock::dynamodb::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
