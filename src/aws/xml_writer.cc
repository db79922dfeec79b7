#include "aws/xml_writer.h"

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

void XmlWriter::start(std::string_view name) {
  if (pending_) out_ += ">\n";
  pending_ = false;
  out_.append(2 * open_.size(), ' ').append("<").append(name);
}

XmlWriter& XmlWriter::open(std::string_view name) {
  start(name);
  open_.push_back(name);
  pending_ = true;
  return *this;
}

XmlWriter& XmlWriter::open(std::string_view name, std::string_view xml_namespace) {
  open(name);
  out_.append(" xmlns=\"").append(xml_namespace).append("\"");
  return *this;
}

XmlWriter& XmlWriter::close() {
  const std::string_view name = open_.back();
  open_.pop_back();
  if (pending_)
    out_ += "/>\n";
  else
    out_.append(2 * open_.size(), ' ').append("</").append(name).append(">\n");
  pending_ = false;
  return *this;
}

XmlWriter& XmlWriter::element(std::string_view name, std::string_view text) {
  start(name);
  if (text.empty()) {
    out_ += "/>\n";
    return *this;
  }
  out_ += '>';
  append_xml_text(text, out_);
  out_.append("</").append(name).append(">\n");
  return *this;
}

}  // namespace dynarock::aws
