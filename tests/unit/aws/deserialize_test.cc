#include "dynarock/aws/deserialize.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "tests/unit/aws/sample_model.h"

namespace dynarock::aws {
namespace {

using sample::kInput;
using sample::kPackage;

struct Case {
  const char* name;
  const char* request;
  /// Empty if the types are right.
  const char* message;
};

void PrintTo(const Case& test_case, std::ostream* out) { *out << test_case.name; }

class CheckTypes : public testing::TestWithParam<Case> {};

TEST_P(CheckTypes, SaysWhatAwsSays) {
  json::Document document;
  ASSERT_TRUE(document.parse(GetParam().request));
  const Result<void> checked = check_types(document.root(), kInput, kPackage);
  EXPECT_EQ(checked ? "" : checked.error().message, GetParam().message);
  if (!checked) {
    EXPECT_EQ(checked.error().code, "SerializationException");
  }
}

constexpr char kGenericInGeneric[] =
    "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class "
    "java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and "
    "java.lang.Class are in module java.base of loader 'bootstrap')";

constexpr Case kCases[] = {
    {"Empty", "{}", ""},
    {"NullIsAbsent", R"({"TableName": null, "Item": null, "KeySchema": [null]})", ""},
    {"UnknownMembersAreIgnored", R"({"Nonsense": [1, {"TableName": 2}]})", ""},
    {"HiddenMembersAreUnknown", R"({"Item": {"a": {"INT": [1]}}})", ""},
    {"AllKinds",
     R"({"TableName": "t", "Limit": 1, "Size": 2, "When": 1.5, "Part": 0.5, "ConsistentRead": true,
         "Item": {"a": {"S": "x"}, "b": {"B": "AAA="}, "c": {"M": {"d": {"L": [{"NULL": true}]}}},
                  "e": {"BS": ["AA=="]}}})",
     ""},

    {"StringInteger", R"({"TableName": 1})", "NUMBER_VALUE cannot be converted to String"},
    {"StringDecimal", R"({"TableName": 1.5})", "DECIMAL_VALUE cannot be converted to String"},
    {"StringExponent", R"({"TableName": 1e5})", "DECIMAL_VALUE cannot be converted to String"},
    {"StringTrue", R"({"TableName": true})", "TRUE_VALUE cannot be converted to String"},
    {"StringFalse", R"({"TableName": false})", "FALSE_VALUE cannot be converted to String"},
    {"StringArray", R"({"TableName": []})", "Unrecognized collection type class java.lang.String"},
    {"StringObject", R"({"TableName": {}})", "Start of structure or map found where not expected"},

    {"IntegerString", R"({"Limit": "1"})", "STRING_VALUE cannot be converted to Integer"},
    {"IntegerTrue", R"({"Limit": true})", "TRUE_VALUE cannot be converted to Integer"},
    {"IntegerDecimal", R"({"Limit": 1.5})", ""},
    {"IntegerArray", R"({"Limit": []})", "Unrecognized collection type class java.lang.Integer"},
    {"LongString", R"({"Size": "1"})", "STRING_VALUE cannot be converted to Long"},
    {"LongFalse", R"({"Size": false})", "FALSE_VALUE cannot be converted to Long"},
    {"LongArray", R"({"Size": []})", "Unrecognized collection type class java.lang.Long"},

    {"BooleanYes", R"({"ConsistentRead": "yEs"})", ""},
    {"BooleanZero", R"({"ConsistentRead": "0"})", ""},
    {"BooleanString", R"({"ConsistentRead": "maybe"})", "Unexpected token received from parser"},
    {"BooleanNumber", R"({"ConsistentRead": 1})", "NUMBER_VALUE cannot be converted to Boolean"},
    {"BooleanArray", R"({"ConsistentRead": []})",
     "Unrecognized collection type class java.lang.Boolean"},
    {"BooleanObject", R"({"ConsistentRead": {}})",
     "Start of structure or map found where not expected"},

    {"BlobNumber", R"({"Item": {"a": {"B": 1}}})",
     "only base-64-encoded strings are convertible to bytes"},
    {"BlobBoolean", R"({"Item": {"a": {"B": true}}})",
     "only base-64-encoded strings are convertible to bytes"},
    {"BlobArray", R"({"Item": {"a": {"B": []}}})",
     "Unrecognized collection type class java.nio.ByteBuffer"},
    {"BlobLength", R"({"Item": {"a": {"B": "AAAAA"}}})",
     "Base64 encoded length is expected a multiple of 4 bytes but found: 5"},
    {"BlobTail", R"({"Item": {"a": {"B": "AAB="}}})",
     "Invalid last non-pad Base64 character dectected"},

    {"ListScalar", R"({"KeySchema": "x"})", "Unexpected field type"},
    {"ListObject", R"({"KeySchema": {}})", "Start of structure or map found where not expected"},
    {"ListOfStringsNumber", R"({"AttributesToGet": ["a", 1]})",
     "NUMBER_VALUE cannot be converted to String"},
    {"ListOfStringsObject", R"({"AttributesToGet": [{}]})",
     "Start of structure or map found where not expected"},
    {"MapScalar", R"({"Item": 1})", "Unexpected field type"},
    {"MapArray", R"({"Item": []})",
     "Unrecognized collection type java.util.Map<java.lang.String, "
     "com.amazonaws.dynamodb.v20120810.AttributeValue>"},
    {"MapOfStringsArray", R"({"ExpressionAttributeNames": []})",
     "Unrecognized collection type java.util.Map<java.lang.String, java.lang.String>"},
    {"MapOfListsArray", R"({"Writes": []})",
     "Unrecognized collection type java.util.Map<java.lang.String, "
     "java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>>"},

    {"StructureScalar", R"({"Writes": {"t": [{"PutRequest": 1}]}})", "Unexpected field type"},
    {"StructureArray", R"({"Writes": {"t": [{"PutRequest": []}]}})",
     "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.PutRequest"},
    {"StructureInListScalar", R"({"KeySchema": ["x"]})", "Unexpected value type in payload"},
    {"StructureInListArray", R"({"KeySchema": [[]]})",
     "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.KeySchemaElement"},
    {"StructureInMapScalar", R"({"Item": {"a": "x"}})", "Unexpected value type in payload"},
    {"StructureInMapArray", R"({"Item": {"a": []}})",
     "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue"},
    {"ListInMapScalar", R"({"Writes": {"t": 1}})", kGenericInGeneric},
    {"MapInListScalar", R"({"Gets": {"t": {"Keys": ["x"]}}})", kGenericInGeneric},

    {"FirstInDocumentOrder", R"({"Limit": "x", "TableName": 1})",
     "STRING_VALUE cannot be converted to Integer"},
    {"NestedFirst", R"({"Item": {"a": {"M": {"b": {"S": 1}}}}, "TableName": []})",
     "NUMBER_VALUE cannot be converted to String"},
    {"DuplicatesAreAllChecked", R"({"TableName": 1, "TableName": "t"})",
     "NUMBER_VALUE cannot be converted to String"},
};

INSTANTIATE_TEST_SUITE_P(Aws, CheckTypes, testing::ValuesIn(kCases),
                         [](const auto& test) { return test.param.name; });

TEST(CheckTypes, ReadsAsDeepAsJsonGoes) {
  std::string request = R"({"Item": {"a": )";
  for (int i = 0; i < 400; ++i) request += R"({"M": {"a": )";
  request += R"({"S": 1})";
  for (int i = 0; i < 400; ++i) request += "}}";
  request += "}}";
  json::Document document;
  ASSERT_TRUE(document.parse(request));
  EXPECT_FALSE(check_types(document.root(), kInput, kPackage));
}

TEST(ToInteger, CutsFractionsAndClampsToTheRange) {
  constexpr struct {
    const char* json;
    std::int64_t value;
  } kNumbers[] = {{"7", 7},
                  {"-7", -7},
                  {"1.9", 1},
                  {"-1.9", -1},
                  {"2e3", 2000},
                  {"1e-400", 0},
                  {"99999999999999999999", std::numeric_limits<std::int64_t>::max()},
                  {"-99999999999999999999", std::numeric_limits<std::int64_t>::min()},
                  {"1e400", std::numeric_limits<std::int64_t>::max()},
                  {"-1e400", std::numeric_limits<std::int64_t>::min()}};
  for (const auto& [text, value] : kNumbers) {
    json::Document document;
    ASSERT_TRUE(document.parse(text));
    EXPECT_EQ(to_integer(document.root()), value) << text;
  }
}

TEST(ToBoolean, ReadsWordsToo) {
  constexpr struct {
    const char* json;
    bool value;
  } kValues[] = {
      {"true", true}, {"false", false}, {"\"YES\"", true}, {"\"1\"", true}, {"\"no\"", false}};
  for (const auto& [text, value] : kValues) {
    json::Document document;
    ASSERT_TRUE(document.parse(text));
    EXPECT_EQ(to_boolean(document.root()), value) << text;
  }
}

}  // namespace
}  // namespace dynarock::aws
