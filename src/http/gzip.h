#pragma once

#include <string>
#include <string_view>

namespace dynarock::http {

/// Whether an Accept-Encoding header's value allows gzip by name.
bool accepts_gzip(std::string_view accept_encoding);

/// The text in gzip coding, at zlib's fastest level; empty if zlib has no memory.
std::string gzip(std::string_view text);

}  // namespace dynarock::http
