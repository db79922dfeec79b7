#include "dynarock/aws/tags.h"

#include <algorithm>

#include "dynarock/base/characters.h"

namespace dynarock::aws {

bool is_tag_text(std::string_view value) {
  return std::ranges::all_of(value, [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || is_alphanumeric(c) || is_one_of(c, " _.:/=+-@");
  });
}

}  // namespace dynarock::aws
