#include "aws/query_input.h"

#include <gtest/gtest.h>

namespace dynarock::aws {
namespace {

constexpr Field kTagFields[] = {{"Key", kString}, {"Value", kString}};
constexpr Shape kTag = structure("Tag", kTagFields);
constexpr Shape kTags = list_of(kTag);
constexpr Field kFields[] = {{"Name", kString},      {"Count", kInteger},   {"Share", kReal},
                             {"Force", kBoolean},    {"Since", kTimestamp}, {"Data", kBlob},
                             {"Names", kStringList}, {"Tags", kTags},       {"Map", kStringMap},
                             {"Tag", kTag}};
constexpr Shape kInput = structure("Input", kFields);

struct Case {
  const char* form;
  const char* json;
};
constexpr Case kCases[] = {
    {"", "{}"},
    {"Other=1&Action=x", "{}"},
    {"Name=a+b%2Bc%26%3D%C3%A4", R"({"Name":"a b+c&=ä"})"},
    {"Name=", R"({"Name":""})"},
    {"Name", R"({"Name":""})"},
    {"Name=first&Name=second", R"({"Name":"first"})"},
    {"Name=100%25%zz%", R"({"Name":"100%%zz%"})"},
    {"Name=%00%22", R"({"Name":"\u0000\""})"},
    {"Count=007", R"({"Count":7})"},
    {"Count=-5", R"({"Count":-5})"},
    {"Count=1.5", R"({"Count":"1.5"})"},
    {"Count=", R"({"Count":""})"},
    {"Count=99999999999999999999", R"({"Count":"99999999999999999999"})"},
    {"Share=0.25", R"({"Share":0.25})"},
    {"Share=nan", R"({"Share":"nan"})"},
    {"Force=true", R"({"Force":"true"})"},
    {"Since=2023-11-14T22:13:20.5Z", R"({"Since":1700000000.500})"},
    {"Since=yesterday", R"({"Since":"yesterday"})"},
    {"Data=YWJj", R"({"Data":"YWJj"})"},
    {"Names=", R"({"Names":[]})"},
    {"Names=a", R"({"Names":"a"})"},
    {"Names.member.2=b&Names.member.10=c&Names.member.1=a", R"({"Names":["a","b","c"]})"},
    {"Names.1=a&Names.2=b", R"({"Names":["a","b"]})"},
    {"Names.member.x=a", R"({"Names":[]})"},
    {"Names-x=a&Names.member.1=b", R"({"Names":["b"]})"},
    {"Tags.member.1.Key=a&Tags.member.1.Value=&Tags.member.2.Key=b",
     R"({"Tags":[{"Key":"a","Value":""},{"Key":"b"}]})"},
    {"Tags.member.1=a", R"({"Tags":["a"]})"},
    {"Map.entry.1.key=a&Map.entry.1.value=1&Map.entry.2.key=b&Map.entry.2.value=2",
     R"({"Map":{"a":"1","b":"2"}})"},
    {"Map.1.key=a&Map.1.value=1", R"({"Map":{"a":"1"}})"},
    {"Tag.Key=a&Tag.Other=b", R"({"Tag":{"Key":"a"}})"},
    {"&&=x&Name=a&", R"({"Name":"a"})"},
};

TEST(FormAsJson, FollowsTheShape) {
  for (const auto& [form, json] : kCases) {
    std::string out;
    append_form_as_json(form, kInput, QueryDialect::kQuery, out);
    EXPECT_EQ(out, json) << form;
  }
}

TEST(FormAsJson, CallsMembersAsEc2Does) {
  static constexpr Field kFilterFields[] = {{"Name", kString}, {"Values", kStringList, "Value"}};
  static constexpr Shape kFilter = structure("Filter", kFilterFields);
  static constexpr Shape kFilters = list_of(kFilter);
  static constexpr Field kEc2Fields[] = {{"Filters", kFilters, "filter"}, {"VpcId", kString}};
  constexpr Shape kEc2Input = structure("Input", kEc2Fields);
  std::string out;
  append_form_as_json("Filter.1.Name=a&Filter.1.Value.1=b&Filter.1.Value.2=c&VpcId=d&vpcId=e",
                      kEc2Input, QueryDialect::kEc2, out);
  EXPECT_EQ(out, R"({"Filters":[{"Name":"a","Values":["b","c"]}],"VpcId":"d"})");
}

TEST(FormParameter, IsGivenAsSent) {
  EXPECT_EQ(form_parameter("A=1&Action=Get%20It&B=2", "Action"), "Get%20It");
  EXPECT_EQ(form_parameter("XAction=1", "Action"), "");
  EXPECT_EQ(form_parameter("", "Action"), "");
}

}  // namespace
}  // namespace dynarock::aws
