#include "aws/xml_writer.h"

#include <utility>

#include "dynarock/aws/xml_text.h"

namespace dynarock::aws {

void XmlWriter::start(std::string_view name) {
  if (pending_) out_ += ">\n";
  pending_ = false;
  out_.append(2 * open_.size(), ' ').append("<").append(name);
}

XmlWriter& XmlWriter::open(std::string_view name) {
  start(name);
  open_.emplace_back(name);
  pending_ = true;
  return *this;
}

XmlWriter& XmlWriter::open(std::string_view name, std::string_view xml_namespace) {
  open(name);
  out_.append(" xmlns=\"").append(xml_namespace).append("\"");
  return *this;
}

XmlWriter& XmlWriter::close() {
  const std::string name = std::move(open_.back());
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
