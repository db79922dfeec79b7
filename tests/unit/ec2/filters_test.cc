#include "ec2/filters.h"

#include <gtest/gtest.h>

namespace dynarock::ec2 {
namespace {

constexpr FilterSpec kSpecs[] = {{"id", "Id"},
                                 {"main", "Links.Main"},
                                 {"link", "Links.Id"},
                                 {"deep", "A.B.C"},
                                 {"texts", "Texts"}};

struct Case {
  const char* filters;
  bool passes;
};
constexpr Case kCases[] = {
    {"[]", true},
    {R"([{"Name":"id","Values":["a"]}])", true},
    {R"([{"Name":"id","Values":["A"]}])", false},
    {R"([{"Name":"id","Values":["b","a"]}])", true},
    {R"([{"Name":"id","Values":["b"]},{"Name":"id","Values":["a"]}])", false},
    {R"([{"Name":"id"}])", false},
    {R"([{"Name":"id","Values":[]}])", false},
    {R"([{"Name":"main","Values":["true"]}])", true},
    {R"([{"Name":"link","Values":["l-2"]}])", true},
    {R"([{"Name":"link","Values":["l-?"]}])", true},
    {R"([{"Name":"link","Values":["*-3"]}])", false},
    {R"([{"Name":"deep","Values":["7"]}])", true},
    {R"([{"Name":"texts","Values":["two"]}])", true},
    {R"([{"Name":"tag:Name","Values":["blau*"]}])", true},
    {R"([{"Name":"tag:name","Values":["blau*"]}])", false},
    {R"([{"Name":"tag-key","Values":["Name"]}])", true},
    {R"([{"Name":"tag-value","Values":["blaugrün"]}])", true},
    {R"([{"Name":"tag-key","Values":["blaugrün"]}])", false},
};

TEST(Filters, LookAtMembers) {
  const Record record = Record::parse(
      R"({"Id":"a","Links":[{"Main":false,"Id":"l-1"},{"Main":true,"Id":"l-2"}],
          "A":{"B":{"C":7}},"Texts":["one","two"],"Tags":[{"Key":"Name","Value":"blaugrün"}]})");
  for (const auto& [filters, passed] : kCases) {
    json::Document document;
    ASSERT_TRUE(document.parse(filters));
    EXPECT_TRUE(check_filters(document.root(), kSpecs)) << filters;
    EXPECT_EQ(passes(record, document.root(), kSpecs), passed) << filters;
  }
}

TEST(Filters, AreKnown) {
  for (const char* filters : {R"([{"Name":"colour","Values":["a"]}])", R"([{"Values":["a"]}])",
                              R"([{"Name":"id"},{"Name":"Id"}])"}) {
    json::Document document;
    ASSERT_TRUE(document.parse(filters));
    const auto checked = check_filters(document.root(), kSpecs);
    ASSERT_FALSE(checked) << filters;
    EXPECT_EQ(checked.error().code, "InvalidParameterValue");
  }
}

}  // namespace
}  // namespace dynarock::ec2
