#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dynarock::aws {

/// Writes XML straight into a string, an element a line, indented as AWS does.
class XmlWriter {
 public:
  explicit XmlWriter(std::string& out) : out_(out) {}

  XmlWriter& open(std::string_view name);
  /// With an xmlns attribute.
  XmlWriter& open(std::string_view name, std::string_view xml_namespace);
  XmlWriter& close();
  XmlWriter& element(std::string_view name, std::string_view text);

 private:
  void start(std::string_view name);

  std::string& out_;
  std::vector<std::string> open_;
  /// Whether the innermost open element holds nothing so far; then its tag is not closed yet.
  bool pending_ = false;
};

}  // namespace dynarock::aws
