#pragma once

#include <string>
#include <string_view>

namespace dynarock::aws {

/// Appends text as an XML element's content or an attribute's value. What XML 1.0 cannot hold
/// becomes U+FFFD.
void append_xml_text(std::string_view text, std::string& out);

}  // namespace dynarock::aws
