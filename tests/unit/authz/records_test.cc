#include "dynarock/authz/records.h"

#include "authz_test.h"

namespace dynarock::authz {
namespace {

std::shared_ptr<Record> make_record(std::string id, std::size_t weight) {
  auto record = std::make_shared<Record>(std::make_shared<Caller>());
  record->request_id = std::move(id);
  record->weight = weight;
  return record;
}

bool has(const Records& records, std::string_view id) {
  return records.find([&](const Record& record) { return record.request_id == id; }) != nullptr;
}

TEST(Records, TheOldestAreForgotten) {
  Records records;
  for (int i = 0; i < 501; ++i) records.add(make_record(std::to_string(i), 1));
  EXPECT_FALSE(has(records, "0"));
  EXPECT_TRUE(has(records, "1"));
  EXPECT_TRUE(has(records, "500"));
  EXPECT_EQ(records.find([](const Record&) { return true; })->request_id, "500");
}

TEST(Records, LargeOnesAreForgottenEarlier) {
  Records records;
  records.add(make_record("first", 9U << 20));
  records.add(make_record("second", 8U << 20));
  EXPECT_FALSE(has(records, "first"));
  EXPECT_TRUE(has(records, "second"));
  records.add(make_record("huge", 90U << 20));
  EXPECT_FALSE(has(records, "second"));
  EXPECT_TRUE(has(records, "huge"));
}

TEST_F(AuthzTest, ObservationsCountByPrincipalActionAndResource) {
  Authorizer authorizer = make();
  ask(authorizer);
  grant(statement("Allow", "dynamodb:GetItem"));
  ask(authorizer);
  ask(authorizer);
  accesses_.asked = {{"dynamodb:GetItem", "arn:a"}, {"dynamodb:PutItem", "arn:a"}};
  ask(authorizer);
  const std::vector<Observation> seen =
      authorizer.observations().of("arn:aws:iam::111122223333:user/ann");
  std::string text;
  for (const Observation& one : seen)
    text += one.action + " " + one.resource + (one.allowed ? " +" : " -") +
            std::to_string(one.count) + "\n";
  EXPECT_EQ(text,
            "dynamodb:GetItem arn:a +1\n"
            "dynamodb:GetItem arn:aws:dynamodb:us-east-1:111122223333:table/T -1\n"
            "dynamodb:GetItem arn:aws:dynamodb:us-east-1:111122223333:table/T +2\n"
            "dynamodb:PutItem arn:a -1\n");
  EXPECT_TRUE(authorizer.observations().of("arn:aws:iam::111122223333:user/bob").empty());
}

TEST_F(AuthzTest, SessionsAreObservedAsTheirRole) {
  become_role_session();
  Authorizer authorizer = make();
  ask(authorizer);
  EXPECT_EQ(authorizer.observations().principals(),
            std::vector<std::string>{"arn:aws:iam::111122223333:role/R"});
}

}  // namespace
}  // namespace dynarock::authz
