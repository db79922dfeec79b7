#include "ssm/shapes.h"

#include <algorithm>
#include <array>

#include "dynarock/base/characters.h"

namespace dynarock::ssm {
bool is_key_id(std::string_view value) { return !value.empty() && is_made_of(value, ":/_-"); }

bool is_filter_key(std::string_view value) {
  constexpr auto kKeys = std::to_array<std::string_view>(
      {"Name", "Type", "KeyId", "Path", "Label", "Tier", "DataType"});
  constexpr std::string_view kTagPrefix = "tag:";
  return std::ranges::find(kKeys, value) != kKeys.end() ||
         (value.starts_with(kTagPrefix) && value.size() > kTagPrefix.size());
}

}  // namespace dynarock::ssm
