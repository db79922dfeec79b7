#include "aws/xml_writer.h"

#include <gtest/gtest.h>

#include "dynarock/aws/xml_text.h"

namespace dynarock::aws {
namespace {

TEST(XmlWriter, IndentsAndShortensWhatIsEmpty) {
  std::string out;
  XmlWriter xml(out);
  xml.open("A", "urn:x").element("B", "1").element("C", "").open("D").close();
  xml.open("E").open("F").element("G", "2").close().close().close();
  EXPECT_EQ(out,
            "<A xmlns=\"urn:x\">\n  <B>1</B>\n  <C/>\n  <D/>\n  <E>\n    <F>\n      <G>2</G>\n"
            "    </F>\n  </E>\n</A>\n");
}

TEST(XmlText, IsEscaped) {
  const struct {
    std::string_view text, xml;
  } kCases[] = {
      {"a<b>&\"c\"'", "a&lt;b&gt;&amp;&quot;c&quot;'"},
      {"line\nend\r\ttab", "line\nend&#xD;\ttab"},
      {std::string_view("nul\0bell\x07", 9),
       "nul\xef\xbf\xbd"
       "bell\xef\xbf\xbd"},
      {"\xc3\xa4\xef\xbc\xa1", "\xc3\xa4\xef\xbc\xa1"},
      {"\xef\xbf\xbe\xef\xbf\xbf!", "\xef\xbf\xbd\xef\xbf\xbd!"},
  };
  for (const auto& [text, xml] : kCases) {
    std::string out;
    append_xml_text(text, out);
    EXPECT_EQ(out, xml);
  }
}

}  // namespace
}  // namespace dynarock::aws
