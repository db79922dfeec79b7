#pragma once

#include <string>
#include <string_view>

namespace dynarock {

/// Whether the text is well-formed UTF-8 (no surrogates, nothing overlong).
bool is_utf8(std::string_view text);

/// Appends a code point (below 0x110000) as UTF-8.
void append_utf8(char32_t code_point, std::string& out);

}  // namespace dynarock
