#include "app/seed_file.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/temporary_directory.h"

namespace dynarock::app {
namespace {

using testing::TemporaryDirectory;

const std::string kTable =
    R"({"TableName": "T", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
 "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
 "BillingMode": "PAY_PER_REQUEST"})";

std::string items(const std::string& requests) { return "{\"T\": [\n" + requests + "\n]}"; }

struct BadFile {
  std::string text;
  /// Behind the file's path.
  std::string problem;
};

const std::string kNeither =
    ": holds neither a table (the input of create-table, the output of describe-table) nor items "
    "(the input of batch-write-item: {\"TABLE\": [{\"PutRequest\": {\"Item\": {...}}}]})";

const BadFile kBadFiles[] = {
    {"", ": is empty"},
    {" \n", ": is empty"},
    {"[]", kNeither},
    {"{}", kNeither},
    {R"({"Items": [], "Count": 0, "ScannedCount": 0})", kNeither},
    {"{\"T\": [\n{\"PutRequest\": {\"Item\": {\"id\": {\"S\": \"a\"}},}}]}",
     ":2:44: no valid JSON, syntax error while parsing object key - unexpected '}'; expected "
     "string literal"},
    {"{\"T\": [{\"PutRequest\"",
     ":1:21: no valid JSON, syntax error while parsing object separator - unexpected end of input; "
     "expected ':'"},
    {"{\"T\": 1, \"U\": []}", kNeither},
    {items(R"({"PutRequest": {"Item": {"id": {"S": "a"}}}}, {"Put": {}})"),
     ":2: item 2 of table T: is no {\"PutRequest\": {\"Item\": {...}}}, nor a DeleteRequest with a "
     "Key"},
    {items("\n\n{\"PutRequest\": {\"Key\": {}}}"),
     ":4: item 1 of table T: its PutRequest must hold Item and nothing else"},
    {items("17"),
     ":2: item 1 of table T: is no {\"PutRequest\": {\"Item\": {...}}}, nor a DeleteRequest with a "
     "Key"},
    {items(R"({"PutRequest": {"Item": {"id": {}}}})"),
     ":2: item 1 of table T: Supplied AttributeValue is empty, must contain exactly one of the "
     "supported datatypes"},
    {items(R"({"PutRequest": {"Item": {"name": {"S": "a"}}}})"),
     ":2: item 1 of table T: key attribute id is missing"},
    {items(R"({"DeleteRequest": {"Key": {"id": {"N": "1"}}}})"),
     ":2: item 1 of table T: key attribute id is of type N, in the table it is S"},
    {items("{\"PutRequest\": {\"Item\": {\"id\": {\"S\": \"a\"}, \"x\": {\"S\": \"" +
           std::string(410'000, 'x') + "\"}}}}"),
     ":2: item 1 of table T: Item size has exceeded the maximum allowed size"},
    {R"({"TableName": "U"})", ": the table has no AttributeDefinitions"},
    {R"({"TableName": "", "KeySchema": []})", ": the table has no TableName"},
    {R"({"TableName": "U", "KeyScheme": []})",
     ": a table has no member KeyScheme, did you mean KeySchema?"},
    {R"({"TableName": "U", "KeySchema": [{"AttributeName": "id"}],
         "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]})",
     ": KeySchema[0] has no KeyType"},
    {R"({"TableName": "U", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
         "AttributeDefinitions": [{"AttributeName": "Id", "AttributeType": "S"}]})",
     ": key attribute id is missing in AttributeDefinitions"},
};

std::string refusal(const std::vector<std::filesystem::path>& paths) {
  try {
    read_seeds(paths);
    return "(accepted)";
  } catch (const SeedError& error) {
    return error.what();
  }
}

TEST(SeedFile, SaysWhatIsWrongAndWhere) {
  for (const BadFile& bad : kBadFiles) {
    const TemporaryDirectory directory;
    const auto table = directory.write("table.json", kTable);
    const auto file = directory.write("bad.json", bad.text);
    EXPECT_EQ(refusal({table, file}), file.string() + bad.problem);
  }
}

TEST(SeedFile, RefusesWhatIsNoFile) {
  const TemporaryDirectory directory;
  EXPECT_EQ(refusal({directory / "none"}),
            (directory / "none").string() + ": can't be read: No such file or directory");
  EXPECT_EQ(refusal({directory.path()}),
            directory.path().string() + ": there is no .json file in this directory");
  const auto first = directory.write("1.json", kTable);
  const auto second = directory.write("2.json", kTable);
  EXPECT_EQ(refusal({directory.path()}),
            second.string() + ": table T is defined in " + first.string() + " already");
}

TEST(SeedFile, ReadsADirectoryTablesFirst) {
  const TemporaryDirectory directory;
  directory.write("a-items.json", items(R"({"PutRequest": {"Item": {"id": {"S": "a"}}}},
                           {"DeleteRequest": {"Key": {"id": {"S": "\"}]\\"}}}})"));
  directory.write("b-table.json", kTable);
  directory.write(
      "c-items.json",
      R"({"RequestItems": {"Other": [{"PutRequest": {"Item": {"x": {"NULL": true}}}}]}})");
  directory.write("notes.txt", "not JSON");
  const SeedPlan plan = read_seeds({directory.path()});
  ASSERT_EQ(plan.tables.size(), 1U);
  EXPECT_EQ(plan.tables[0].name, "T");
  ASSERT_EQ(plan.items.size(), 2U);
  EXPECT_EQ(plan.items[0].table, "T");
  EXPECT_EQ(plan.items[0].requests.size(), 2U);
  EXPECT_EQ(plan.items[0].requests[0], R"({"PutRequest": {"Item": {"id": {"S": "a"}}}})");
  EXPECT_EQ(plan.items[1].table, "Other");
  EXPECT_EQ(plan.item_count(), 3U);
}

std::string create_request(const std::string& text) {
  const TemporaryDirectory directory;
  return read_seeds({directory.write("table.json", text)}).tables.at(0).create_request;
}

TEST(SeedFile, DropsWhatASkeletonLeftEmpty) {
  EXPECT_EQ(
      create_request(R"({"AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
"TableName": "T", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
"LocalSecondaryIndexes": [], "GlobalSecondaryIndexes": [{"IndexName": "", "KeySchema": [],
"Projection": {"NonKeyAttributes": [""]}, "ProvisionedThroughput": {"ReadCapacityUnits": 0,
"WriteCapacityUnits": 0}}], "BillingMode": "PAY_PER_REQUEST", "ProvisionedThroughput":
{"ReadCapacityUnits": 0, "WriteCapacityUnits": 0}, "StreamSpecification": {"StreamEnabled": true,
"StreamViewType": "NEW_IMAGE"}, "Tags": [{"Key": "", "Value": ""}], "TableClass": null,
"OnDemandThroughput": {"MaxReadRequestUnits": 0}, "ResourcePolicy": ""})"),
      R"({"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"TableName":"T",)"
      R"("KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST",)"
      R"("StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"}})");
}

TEST(SeedFile, TurnsADescriptionIntoATable) {
  EXPECT_EQ(
      create_request(R"({"Table": {
"AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"},
                         {"AttributeName": "n", "AttributeType": "N"}],
"TableName": "T", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
"TableStatus": "ACTIVE", "CreationDateTime": 1.5, "ProvisionedThroughput":
{"NumberOfDecreasesToday": 0, "ReadCapacityUnits": 5, "WriteCapacityUnits": 6},
"TableSizeBytes": 0, "ItemCount": 0, "TableArn": "arn", "TableId": "id",
"GlobalSecondaryIndexes": [{"IndexName": "G", "KeySchema": [{"AttributeName": "n", "KeyType":
"HASH"}], "Projection": {"ProjectionType": "ALL"}, "IndexStatus": "ACTIVE",
"ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 2}, "ItemCount": 0}],
"OnDemandThroughput": {"MaxReadRequestUnits": -1, "MaxWriteRequestUnits": -1},
"TableClassSummary": {"TableClass": "STANDARD"}, "DeletionProtectionEnabled": false}})"),
      R"({"TableName":"T","AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},)"
      R"({"AttributeName":"n","AttributeType":"N"}],"KeySchema":[{"AttributeName":"id",)"
      R"("KeyType":"HASH"}],"BillingMode":"PROVISIONED","ProvisionedThroughput":)"
      R"({"ReadCapacityUnits":5,"WriteCapacityUnits":6},"GlobalSecondaryIndexes":[{"IndexName":)"
      R"("G","KeySchema":[{"AttributeName":"n","KeyType":"HASH"}],"Projection":)"
      R"({"ProjectionType":"ALL"},"ProvisionedThroughput":{"ReadCapacityUnits":1,)"
      R"("WriteCapacityUnits":2}}],"TableClass":"STANDARD"})");
}

}  // namespace
}  // namespace dynarock::app
