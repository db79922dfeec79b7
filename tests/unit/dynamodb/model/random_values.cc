#include "tests/unit/dynamodb/model/random_values.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace dynarock::dynamodb {
namespace {

constexpr int kMaxDepth = 4;

template <class Member>
void sort_and_deduplicate(std::vector<Member>& members) {
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
}

}  // namespace

Decimal RandomValues::decimal() {
  static constexpr std::string_view kEdges[] = {"0",
                                                "1",
                                                "-1",
                                                "10",
                                                "99",
                                                "100",
                                                "-99",
                                                "-100",
                                                "0.1",
                                                "0.01",
                                                "-0.1",
                                                "1e125",
                                                "-1e125",
                                                "1e-130",
                                                "-1e-130",
                                                "1e-129",
                                                "9.9999999999999999999999999999999999999e125",
                                                "99999999999999999999999999999999999999"};
  const std::size_t kind = below(4);
  if (kind == 0) return *Decimal::parse(kEdges[below(std::size(kEdges))]);
  std::string literal = below(2) == 0 ? "-" : "";
  const std::size_t digits = 1 + below(kind == 1 ? 3 : 38);
  // Few different digits, so that numbers often share a beginning.
  for (std::size_t i = 0; i < digits; ++i) literal += "0159"[below(4)];
  const int first = kind == 3 ? static_cast<int>(below(250)) - 125 : static_cast<int>(below(6)) - 3;
  literal += "e" + std::to_string(first - static_cast<int>(digits) + 1);
  return Decimal::parse(literal).value_or(Decimal());
}

std::string RandomValues::text() {
  static constexpr std::string_view kPieces[] = {"a",
                                                 "b",
                                                 "z",
                                                 std::string_view("\0", 1),
                                                 "\x01",
                                                 "\"",
                                                 "\\",
                                                 "\n",
                                                 "\x7f",
                                                 "\xc3\xa9",
                                                 "\xf0\x9f\x98\x80",
                                                 "more than a word"};
  std::string out;
  for (std::size_t n = below(5); n > 0; --n) out += kPieces[below(std::size(kPieces))];
  return out;
}

std::string RandomValues::bytes() {
  static constexpr std::string_view kBytes("\0\1\2\x7f\x80\xfe\xff", 7);
  std::string out;
  for (std::size_t n = below(6); n > 0; --n) out += kBytes[below(kBytes.size())];
  return out;
}

AttributeValue RandomValues::scalar(AttributeType type) {
  if (type == AttributeType::N) return AttributeValue::number(decimal());
  if (type == AttributeType::S) return AttributeValue::string(text());
  return AttributeValue(AttributeValue::Variant(Binary{bytes()}));
}

AttributeValue RandomValues::value(int depth) {
  const auto type = static_cast<AttributeType>(below(depth < kMaxDepth ? 10 : 8));
  AttributeValue out;
  switch (type) {
    case AttributeType::S:
    case AttributeType::N:
    case AttributeType::B:
      return scalar(type);
    case AttributeType::BOOL:
      return AttributeValue::boolean(below(2) == 0);
    case AttributeType::NUL:
      return out;
    case AttributeType::SS: {
      auto& members = out.emplace<StringSet>().members;
      for (std::size_t n = 1 + below(5); n > 0; --n) members.push_back(text());
      sort_and_deduplicate(members);
      return out;
    }
    case AttributeType::NS: {
      auto& members = out.emplace<NumberSet>().members;
      for (std::size_t n = 1 + below(5); n > 0; --n) members.push_back(decimal());
      sort_and_deduplicate(members);
      return out;
    }
    case AttributeType::BS: {
      auto& members = out.emplace<BinarySet>().members;
      for (std::size_t n = 1 + below(5); n > 0; --n) members.push_back(bytes());
      sort_and_deduplicate(members);
      return out;
    }
    case AttributeType::L: {
      auto& elements = out.emplace<List>().elements;
      for (std::size_t n = below(4); n > 0; --n) elements.push_back(value(depth + 1));
      return out;
    }
    case AttributeType::M:
      break;
  }
  out.emplace<Map>(item(depth + 1));
  return out;
}

Item RandomValues::item(int depth) {
  Item item;
  for (std::size_t n = below(6); n > 0; --n) item.set("n" + text(), value(depth));
  return item;
}

}  // namespace dynarock::dynamodb
