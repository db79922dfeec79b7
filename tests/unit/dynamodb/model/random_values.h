#pragma once

#include <cstddef>
#include <random>
#include <string>

#include "dynarock/dynamodb/model/attribute_value.h"

namespace dynarock::dynamodb {

/// A seeded source of values that favours short ones, repeated ones and edges.
class RandomValues {
 public:
  explicit RandomValues(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return random_() % limit; }
  Decimal decimal();
  /// UTF-8 with zero bytes, quotes and the like.
  std::string text();
  std::string bytes();
  AttributeValue scalar(AttributeType type);
  AttributeValue value(int depth = 0);
  Item item(int depth = 0);

 private:
  std::mt19937_64 random_;
};

}  // namespace dynarock::dynamodb
