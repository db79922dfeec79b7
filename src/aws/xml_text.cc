#include "dynarock/aws/xml_text.h"

namespace dynarock::aws {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

/// Whether XML 1.0 has the code point U+FFFE or U+FFFF at this place; it may hold neither.
bool is_noncharacter(std::string_view text) {
  return text.starts_with("\xef\xbf\xbe") || text.starts_with("\xef\xbf\xbf");
}

}  // namespace

void append_xml_text(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\r':
        out += "&#xD;";
        break;
      case '\t':
      case '\n':
        out += c;
        break;
      case '\xef':
        if (is_noncharacter(text.substr(i))) {
          out += kReplacement;
          i += 2;
          break;
        }
        out += c;
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20)
          out += kReplacement;
        else
          out += c;
    }
  }
}

}  // namespace dynarock::aws
