#include "aws/ec2_constraints.h"

#include <gtest/gtest.h>

namespace dynarock::aws {
namespace {

constexpr std::string_view kColours[] = {"blau", "grün"};
constexpr Shape kColour = one_of(kColours);
constexpr Shape kCount = integer_shape({.min = 5, .max = 1000});
constexpr Field kInnerFields[] = {{"Name", kString, kRequired}, {"Value", kBoolean}};
constexpr Shape kInner = structure("Inner", kInnerFields);
constexpr Shape kInnerList = list_of(kInner);
constexpr Field kFields[] = {{"VpcId", kString, kRequired}, {"Ids", kStringList, "Id"},
                             {"Colour", kColour},           {"MaxResults", kCount},
                             {"Force", kBoolean},           {"Inner", kInner},
                             {"List", kInnerList},          {"Needed", kStringList}};
constexpr Shape kInput = structure("Input", kFields);

struct Case {
  const char *request, *message;
};
constexpr Case kCases[] = {
    {R"({"VpcId":"v"})", ""},
    {R"({"VpcId":"","Ids":["a"],"Colour":"blau","MaxResults":5,"Force":"true"})", ""},
    {R"({"VpcId":"v","MaxResults":1000,"List":[{"Name":"a","Value":"false"}]})", ""},
    {R"({"Colour":"rot"})", "The request must contain the parameter vpcId"},
    {R"({"VpcId":"v","List":[{}]})", "The request must contain the parameter name"},
    {R"({"VpcId":"v","Colour":"rot"})", "Value (rot) for parameter colour is invalid."},
    {R"({"VpcId":"v","MaxResults":4})",
     "Value ( 4 ) for parameter maxResults is invalid. Expecting a value greater than 5."},
    {R"({"VpcId":"v","MaxResults":1001})",
     "Value ( 1001 ) for parameter maxResults is invalid. Expecting a value less than 1000."},
    {R"({"VpcId":"v","MaxResults":"x"})", "Value (x) for parameter maxResults is invalid."},
    {R"({"VpcId":"v","Force":"yes"})", "Value (yes) for parameter force is invalid."},
    {R"({"VpcId":"v","Ids":"a"})", "Value (a) for parameter ids is invalid."},
    {R"({"VpcId":"v","Inner":"a"})", "Value (a) for parameter inner is invalid."},
};

TEST(Ec2Constraints, TellTheFirstMistake) {
  for (const auto& [request, message] : kCases) {
    json::Document document;
    ASSERT_TRUE(document.parse(request));
    const auto checked = check_ec2_constraints(document.root(), kInput);
    EXPECT_EQ(checked ? "" : checked.error().message, message) << request;
  }
}

}  // namespace
}  // namespace dynarock::aws
