#pragma once

#include <array>
#include <cstddef>

#include "dynarock/dynamodb/model/decimal.h"

namespace dynarock::dynamodb {

/// 1, 10, ... 10^38, the largest power of ten that 128 bits hold.
inline constexpr std::array<unsigned __int128, Decimal::kMaxDigits + 1> kPowersOfTen = [] {
  std::array<unsigned __int128, Decimal::kMaxDigits + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

inline unsigned __int128 power_of_ten(int exponent) {
  return kPowersOfTen[static_cast<std::size_t>(exponent)];
}

}  // namespace dynarock::dynamodb
