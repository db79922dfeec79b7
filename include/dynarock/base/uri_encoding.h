#pragma once

#include <string>
#include <string_view>

namespace dynarock {

/// Appends with all but A-Z, a-z, 0-9, `-`, `.`, `_` and `~` as %XX.
void append_uri_encoded(std::string_view text, std::string& out);

/// Decodes `text` into `out`, which has room for as much, and returns the decoded text. A % that
/// two hexadecimal digits don't follow stands for itself.
std::string_view uri_decode(std::string_view text, char* out);
std::string uri_decoded(std::string_view text);

}  // namespace dynarock
