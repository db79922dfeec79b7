#pragma once

#include <string_view>

namespace dynarock::aws {

/// Of tags' keys and values: `[\p{L}\p{Z}\p{N}_.:/=+\-@]*`, where every character that is not ASCII
/// counts as a letter.
bool is_tag_text(std::string_view value);

}  // namespace dynarock::aws
