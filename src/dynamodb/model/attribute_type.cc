#include <array>
#include <cstdint>

#include "dynarock/dynamodb/model/attribute_value.h"

namespace dynarock::dynamodb {
namespace {

constexpr std::array<std::string_view, 10> kNames = {"S",  "N",  "B",  "BOOL", "NULL",
                                                     "SS", "NS", "BS", "L",    "M"};

// Names have up to four characters, so one integer holds a name. 0 for what is longer.
constexpr std::uint32_t pack(std::string_view name) {
  if (name.size() > 4) return 0;
  std::uint32_t packed = 0;
  for (const char c : name) packed = (packed << 8) | static_cast<unsigned char>(c);
  return packed;
}

constexpr std::array<std::uint32_t, kNames.size()> kPackedNames = [] {
  std::array<std::uint32_t, kNames.size()> packed{};
  for (std::size_t i = 0; i < kNames.size(); ++i) packed[i] = pack(kNames[i]);
  return packed;
}();

}  // namespace

std::string_view type_name(AttributeType type) { return kNames[static_cast<std::size_t>(type)]; }

bool parse_type_name(std::string_view name, AttributeType& type) {
  const std::uint32_t packed = pack(name);
  for (std::size_t i = 0; i < kPackedNames.size(); ++i) {
    if (kPackedNames[i] != packed) continue;
    type = static_cast<AttributeType>(i);
    return name.size() == kNames[i].size();
  }
  return false;
}

bool is_scalar_key_type(AttributeType type) { return type <= AttributeType::B; }

}  // namespace dynarock::dynamodb
