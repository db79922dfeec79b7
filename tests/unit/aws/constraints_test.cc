#include "dynarock/aws/constraints.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/aws/sample_model.h"

namespace dynarock::aws {
namespace {

using sample::kInput;

std::string message_for(const std::string& request, Rewordings rewordings = {}) {
  json::Document document;
  if (!document.parse(request)) return "not JSON";
  const Result<void> checked = check_constraints(document.root(), kInput, rewordings);
  if (checked) return "";
  EXPECT_EQ(checked.error().code, "ValidationException");
  return checked.error().message;
}

struct Case {
  const char* name;
  const char* request;
  const char* message;
};

void PrintTo(const Case& test_case, std::ostream* out) { *out << test_case.name; }

class CheckConstraints : public testing::TestWithParam<Case> {};

TEST_P(CheckConstraints, SaysWhatAwsSays) {
  EXPECT_EQ(message_for(GetParam().request), GetParam().message);
}

constexpr Case kCases[] = {
    {"Fine", R"({"TableName": "t"})", ""},
    {"ArnForName", R"({"TableName": "arn:aws:dynamodb:us-east-1:000000000000:table/t"})", ""},
    {"Absent", "{}",
     "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member "
     "must not be null"},
    {"Null", R"({"TableName": null})",
     "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member "
     "must not be null"},
    {"TooShort", R"({"TableName": ""})",
     "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: Member "
     "must have length greater than or equal to 1"},
    {"PatternBeforeLength", R"({"TableName": "t", "IndexName": "a!"})",
     "2 validation errors detected: Value 'a!' at 'indexName' failed to satisfy constraint: Member "
     "must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value 'a!' at 'indexName' failed "
     "to satisfy constraint: Member must have length greater than or equal to 3"},
    {"Values", R"({"TableName": "t", "ReturnConsumedCapacity": "X"})",
     "1 validation error detected: Value 'X' at 'returnConsumedCapacity' failed to satisfy "
     "constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]"},
    {"TooSmall", R"({"TableName": "t", "Limit": 0})",
     "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must "
     "have value greater than or equal to 1"},
    {"TooLarge", R"({"TableName": "t", "Limit": 101.5})",
     "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member "
     "must have value less than or equal to 100"},
    {"DeclarationOrder", R"({"Limit": 0, "ReturnConsumedCapacity": "X"})",
     "3 validation errors detected: Value 'X' at 'returnConsumedCapacity' failed to satisfy "
     "constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Value null at "
     "'tableName' failed to satisfy constraint: Member must not be null; Value '0' at 'limit' "
     "failed to satisfy constraint: Member must have value greater than or equal to 1"},
    {"TheLastOfTwoCounts", R"({"TableName": "", "TableName": "t", "Limit": 0, "Limit": 1})", ""},
    {"EmptyList", R"({"TableName": "t", "KeySchema": []})",
     "1 validation error detected: Value '[]' at 'keySchema' failed to satisfy constraint: Member "
     "must have length greater than or equal to 1"},
    {"LongListPrintsItsStructures",
     R"({"TableName": "t", "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"},
         {"KeyType": "RANGE", "AttributeName": "b"}, {"AttributeName": "c", "KeyType": "RANGE"}]})",
     "1 validation error detected: Value '[KeySchemaElement(attributeName=a, keyType=HASH), "
     "KeySchemaElement(attributeName=b, keyType=RANGE), KeySchemaElement(attributeName=c, "
     "keyType=RANGE)]' at 'keySchema' failed to satisfy constraint: Member must have length less "
     "than or equal to 2"},
    {"InsideAList",
     R"({"TableName": "t", "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"},
         {"AttributeName": "b", "KeyType": "X"}]})",
     "1 validation error detected: Value 'X' at 'keySchema.2.member.keyType' failed to satisfy "
     "constraint: Member must satisfy enum value set: [HASH, RANGE]"},
    {"ElementsAreReportedAtTheList", R"({"TableName": "t", "AttributesToGet": ["a", ""]})",
     "1 validation error detected: Value '[a, ]' at 'attributesToGet' failed to satisfy "
     "constraint: Member must satisfy constraint: [Member must have length less than or equal to "
     "255, Member must have length greater than or equal to 1]"},
    {"EmptyMap", R"({"TableName": "t", "Writes": {}})",
     "1 validation error detected: Value '{}' at 'writes' failed to satisfy constraint: Member "
     "must have length greater than or equal to 1"},
    {"MapKeys", R"({"TableName": "t", "Gets": {"a!": {"Keys": [{"k": {"S": "v"}}]}}})",
     "1 validation error detected: Value '{a!=KeysAndAttributes(keys=[{k=AttributeValue(s=v, "
     "n=null, b=null, iNT=null, sS=null, bS=null, m=null, l=null, nULL=null, bOOL=null)}])}' at "
     "'gets' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have "
     "length less than or equal to 255, Member must have length greater than or equal to 3, "
     "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]"},
    {"MapValuesAreReportedOnceAtTheMap", R"({"TableName": "t", "Writes": {"abc": []}})",
     "1 validation error detected: Value '{abc=[]}' at 'writes' failed to satisfy constraint: Map "
     "value must satisfy constraint: [Member must have length less than or equal to 2, Member "
     "must have length greater than or equal to 1]"},
    {"InsideAMapOfLists",
     R"({"TableName": "t", "Writes": {"abc": [{"PutRequest": {}}, {"DeleteRequest": {}}]}})",
     "2 validation errors detected: Value null at 'writes.abc.member.1.member.putRequest.item' "
     "failed to satisfy constraint: Member must not be null; Value null at "
     "'writes.abc.member.2.member.deleteRequest.key' failed to satisfy constraint: Member must "
     "not be null"},
    {"InsideAMapOfStructures", R"({"TableName": "t", "Gets": {"abc": {"Keys": []}}})",
     "1 validation error detected: Value '[]' at 'gets.abc.member.keys' failed to satisfy "
     "constraint: Member must have length greater than or equal to 1"},
    {"LengthsAreJavas", R"({"TableName": "t", "IndexName": "\ud83d\ude00"})",
     "2 validation errors detected: Value '😀' at 'indexName' failed to satisfy constraint: Member "
     "must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value '😀' at 'indexName' failed "
     "to satisfy constraint: Member must have length greater than or equal to 3"},
};

INSTANTIATE_TEST_SUITE_P(Aws, CheckConstraints, testing::ValuesIn(kCases),
                         [](const auto& test) { return test.param.name; });

TEST(CheckConstraints, ReportsTenAtMost) {
  std::string request = R"({"Writes": {"abc": [{"PutRequest": {}}]}, "Gets": {)";
  for (int i = 0; i < 20; ++i) {
    if (i > 0) request += ",";
    request += "\"table" + std::to_string(i) + "\": {}";
  }
  const std::string message = message_for(request + "}}");
  EXPECT_TRUE(message.starts_with("10 validation errors detected: Value null at 'tableName'"));
  EXPECT_TRUE(
      message.ends_with("'gets.table7.member.keys' failed to satisfy constraint: Member "
                        "must not be null"))
      << message;
}

class Reworded : public testing::TestWithParam<Case> {};

TEST_P(Reworded, SaysWhatTheRowsSay) {
  EXPECT_EQ(message_for(GetParam().request, sample::kRewordings), GetParam().message);
}

constexpr Case kReworded[] = {
    {"AloneHidesTheOthers", R"({"TableName": "", "ReturnConsumedCapacity": "X"})",
     "1 validation error detected: Value at 'TableName' failed to satisfy constraint: Member must "
     "have length greater than or equal to 1"},
    {"BareHasNoEnvelope", R"({"TableName": "t", "Limit": 0})", "Limit can not be less"},
    {"EarlierRowsWin", R"({"TableName": "", "Limit": 0})",
     "1 validation error detected: Value at 'TableName' failed to satisfy constraint: Member must "
     "have length greater than or equal to 1"},
    {"ClauseStandsAmongTheOthers",
     R"({"TableName": "t", "ReturnValues": "X", "ReturnConsumedCapacity": "Y"})",
     "2 validation errors detected: Value 'Y' at 'returnConsumedCapacity' failed to satisfy "
     "constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; Failed to satisfy "
     "constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, "
     "UPDATED_NEW]"},
    {"OtherRulesKeepTheirWords", R"({"TableName": "a!"})",
     "1 validation error detected: Value 'a!' at 'tableName' failed to satisfy constraint: Member "
     "must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"},
    {"PathsGoThroughCollections", R"({"TableName": "t", "Gets": {"abc": {"Keys": [{}, {}, {}]}}})",
     "1 validation error detected: Value at 'Gets.abc.member.Keys' failed to satisfy constraint: "
     "Member must have length less than or equal to 2"},
    {"JsonAsSent", R"({"TableName": "t", "IndexName": "abc!"})",
     "1 validation error detected: Value '\"abc!\"' at 'index' is bad: Member must satisfy "
     "regular expression pattern: [a-zA-Z0-9_.-]+"},
    {"OrdinaryWordsWhenAMemberIsAbsent", R"({"ReturnValues": "X", "Limit": 0})",
     "3 validation errors detected: Value null at 'tableName' failed to satisfy constraint: Member "
     "must not be null; Value 'X' at 'returnValues' failed to satisfy constraint: Member must "
     "satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; Value '0' at "
     "'limit' failed to satisfy constraint: Member must have value greater than or equal to 1"},
};

INSTANTIATE_TEST_SUITE_P(Aws, Reworded, testing::ValuesIn(kReworded),
                         [](const auto& test) { return test.param.name; });

TEST(Reworded, AbsentMembersToo) {
  constexpr Rewording kRow[] = {{"TableName", Rule::required,
                                 "The parameter 'TableName' is required but was not present in "
                                 "the request",
                                 Rewording::Form::bare}};
  EXPECT_EQ(message_for(R"({"Limit": 0})", kRow),
            "The parameter 'TableName' is required but was not present in the request");
}

std::string nested_request(int wrappers) {
  std::string request = R"({"TableName": "t", "ReturnValues": "X", "Item": {"a": )";
  for (int i = 0; i < wrappers; ++i) request += R"({"M": {"a": )";
  request += R"({"S": "x"})";
  for (int i = 0; i < wrappers; ++i) request += "}}";
  return request + "}}";
}

TEST(Reworded, NotInVeryDeepRequests) {
  constexpr std::string_view kNewer = "1 validation error detected: Failed";
  constexpr std::string_view kOlder = "1 validation error detected: Value 'X' at 'returnValues'";
  EXPECT_TRUE(message_for(nested_request(62), sample::kRewordings).starts_with(kNewer));
  EXPECT_TRUE(message_for(nested_request(63), sample::kRewordings).starts_with(kOlder));
}

}  // namespace
}  // namespace dynarock::aws
