#pragma once

#include <string>
#include <string_view>

namespace dynarock::wire {

/// Writes out `<text*3>` as texttexttext, innermost first, and `<i>` as `turn`.
std::string expand(std::string_view text, int turn);

}  // namespace dynarock::wire
