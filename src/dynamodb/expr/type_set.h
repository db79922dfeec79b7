#pragma once

#include <cstdint>
#include <initializer_list>

#include "dynarock/dynamodb/model/attribute_value.h"

namespace dynarock::dynamodb::expr {

/// A set of attribute types.
class TypeSet {
 public:
  constexpr TypeSet() = default;
  constexpr TypeSet(std::initializer_list<AttributeType> types) {
    for (const AttributeType type : types) bits_ |= bit(type);
  }
  constexpr bool has(AttributeType type) const { return (bits_ & bit(type)) != 0; }

 private:
  static constexpr std::uint32_t bit(AttributeType type) {
    return std::uint32_t{1} << static_cast<unsigned>(type);
  }
  std::uint32_t bits_ = 0;
};

inline constexpr TypeSet kAllTypes{AttributeType::S,    AttributeType::N,   AttributeType::B,
                                   AttributeType::BOOL, AttributeType::NUL, AttributeType::SS,
                                   AttributeType::NS,   AttributeType::BS,  AttributeType::L,
                                   AttributeType::M};
inline constexpr TypeSet kOrderedTypes{AttributeType::S, AttributeType::N, AttributeType::B};

}  // namespace dynarock::dynamodb::expr
