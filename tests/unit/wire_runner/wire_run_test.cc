#include "tests/wire_runner/wire_run.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "dynarock/aws/dispatcher.h"
#include "tests/unit/aws/sample_service.h"

namespace dynarock::wire {
namespace {

class SampleServer final : public TestServer {
 public:
  http::Response handle(const http::Request& request) override {
    return dispatcher_.handle(request);
  }
  std::vector<aws::Service*> services() override { return {&service_}; }
  Timestamp now() const override { return clock_.now(); }
  void advance(std::chrono::microseconds by) override { clock_.advance(by); }
  std::optional<auth::Credentials> credentials(const std::string&) override { return {}; }
  std::string last_note() const override { return note_.note(); }

 private:
  aws::sample::SampleService service_;
  ManualClock clock_{Timestamp(std::chrono::hours(24 * 365 * 56))};
  Ids ids_{1};
  LastNote note_;
  aws::Dispatcher dispatcher_{{}, {&service_}, clock_, ids_, &note_};
};

std::vector<Mismatch> run(const std::string& text) {
  SampleServer server;
  return run_wire_file(parse_wire_file(text), server);
}

TEST(RunWireFile, IsContentWithTheRightReplies) {
  const std::vector<Mismatch> mismatches = run(R"(
> DynamoDB Echo
{"TableName": "t"}
< 200
{"Caller": "000000000000/us-east-1", "TableName": "t"}

> caller 111122223333 eu-west-2
> DynamoDB Echo
{"TableName": "t"}
< 200
{"TableName": "t", "Caller": "111122223333/eu-west-2"}

> header X-Amz-Target: DynamoDB_20120810.Refuse
> DynamoDB Echo
{"TableName": "t"}
< 400
< header Content-Type: application/x-amz-json-1.0
{"__type": "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", "message": "Requested resource not found"}

> header Authorization:
> DynamoDB Echo
{}
< 400 exact
{"__type":"com.amazon.coral.service#MissingAuthenticationTokenException","message":"Request is missing Authentication Token"}

> DynamoDBStreams_20120810 ListStreams
{}
< 400
{"__type": "com.amazon.coral.service#UnknownOperationException"}

> repeat 3
> DynamoDB Echo
{"TableName": "<a<bc*2>*2>-<i>"}
< 200
{"TableName": "abcbcabcbc-<i>", "Caller": "111122223333/eu-west-2"}

> DynamoDB Echo
{"TableName": "t"}
< 200 any

> raw GET /
< 200
healthy: dynamodb.us-east-1.amazonaws.com 

> raw PUT /anything
< 404
<UnknownOperationException/>
)");
  for (const Mismatch& mismatch : mismatches) ADD_FAILURE() << mismatch.problem;
}

TEST(RunWireFile, ReportsWhatDiffers) {
  const std::vector<Mismatch> mismatches = run(R"(
> DynamoDB Echo
{"TableName": "t"}
< 200
{"TableName": "u", "Caller": "000000000000/us-east-1"}

> DynamoDB Echo
{"TableName": "t"}

> DynamoDB Echo
{"TableName": "t"}
< 200 exact
{"Caller": "000000000000/us-east-1", "TableName": "t"}

> DynamoDB BreakDown
{"TableName": "t"}
< 200
{}

> raw GET /
< 200
< header x-amz-crc32: 1
healthy: dynamodb.us-east-1.amazonaws.com 
)");
  ASSERT_EQ(mismatches.size(), 5U);
  EXPECT_EQ(mismatches[0].actual->body, R"({"TableName":"t","Caller":"000000000000/us-east-1"})");
  EXPECT_EQ(mismatches[1].step, 1U);
  EXPECT_EQ(mismatches[2].actual->compare, Compare::exact);
  EXPECT_NE(mismatches[3].problem.find("logged: a bug"), std::string::npos);
  EXPECT_EQ(mismatches[4].actual->headers.size(), 1U);
}

TEST(RunWireFile, RefusesUnknownCommands) {
  EXPECT_THROW(run("> clock back 2h\n"), std::runtime_error);
  EXPECT_THROW(run("> clock advance 2y\n"), std::runtime_error);
  EXPECT_THROW(run("> Nonsense PutItem\n{}\n"), std::runtime_error);
}

}  // namespace
}  // namespace dynarock::wire
