// Calls of all kinds that read and write a few items at the same time, and whether there is an
// order in which each of them would have seen and left the same by itself.

#include <gmock/gmock.h>

#include <atomic>
#include <mutex>
#include <random>

#include "dynarock/json/document.h"
#include "tests/concurrency/concurrent_server.h"
#include "tests/concurrency/serialisability.h"

namespace dynarock::dynamodb {
namespace {

using testing::Gt;
using testing::IsEmpty;

constexpr int kThreads = 6;
/// Logs grow with each write, so each round starts with empty ones.
constexpr int kRounds = 5;
constexpr int kCallsAThread = 500;
constexpr std::uint64_t kItems = 5;
constexpr std::string_view kAppend =
    R"json("UpdateExpression":"SET writers = list_append(writers, :id)")json";

std::string key_of(const std::string& item) {
  return R"("TableName":"logs","Key":{"id":{"S":")" + item + "\"}}";
}

std::string list_of(const WriteLog& log) {
  std::string text = R"({"L":[)";
  for (const std::uint64_t id : log)
    text += (text.back() == '[' ? "" : ",") + with(R"({"N":"$"})", id);
  return text + "]}";
}

/// Of an item as it is in an answer.
WriteLog log_of(json::Value item) {
  WriteLog log;
  for (const json::Value id : item.find("writers")->find("L")->elements())
    log.push_back(std::stoull(std::string(*id.find_text("N"))));
  return log;
}

/// One thread's calls. Items are logs: {"id": "a0", "writers": [ids]}.
class Client {
 public:
  Client(ConcurrentServer& server, int number, std::atomic<std::uint64_t>& tickets)
      : server_(server),
        tickets_(tickets),
        random_(static_cast<std::uint64_t>(number)),
        next_id_(static_cast<std::uint64_t>(number) * 1'000'000 + 1) {}

  std::vector<Call> take_calls() { return std::move(calls_); }

  void call_randomly() {
    switch (random_() % 6) {
      case 0:
        return get(some_items(1).front());
      case 1:
        return update(some_items(1).front());
      case 2:
        return write(some_items(1 + random_() % 3), {}, {});
      case 3:
        read(some_items(2 + random_() % 3));
        return;
      default:
        return write_what_was_read();
    }
  }

  /// Nothing if a transaction was in the way.
  std::map<std::string, WriteLog> read(const std::vector<std::string>& items) {
    std::string gets;
    for (const std::string& item : items)
      gets += (gets.empty() ? "" : ",") + (R"({"Get":{)" + key_of(item) + "}}");
    Call call = begin();
    const Reply reply = server_.call("TransactGetItems", R"({"TransactItems":[)" + gets + "]}");
    json::Document document;
    if (end(call, reply, "TransactionCanceledException", document)) {
      const auto responses = document.root().find("Responses")->elements();
      auto item = items.begin();
      for (const json::Value response : responses)
        call.reads[*item++] = log_of(*response.find("Item"));
    }
    auto seen = call.reads;
    calls_.push_back(std::move(call));
    return seen;
  }

 private:
  std::vector<std::string> some_items(std::size_t count) {
    std::vector<std::string> items;
    const std::uint64_t first = random_() % kItems;
    for (std::uint64_t i = 0; i < count; ++i) items.push_back(with("a$", (first + i) % kItems));
    return items;
  }

  Call begin() {
    Call call;
    call.id = next_id_++;
    call.start = tickets_++;
    return call;
  }

  // Whether the call succeeded; else it must have been refused with the code.
  bool end(Call& call, const Reply& reply, std::string_view code, json::Document& document) {
    call.end = tickets_++;
    EXPECT_TRUE(document.parse(reply.body)) << reply.body;
    call.refused = reply.status != 200;
    EXPECT_EQ(outcome(reply), call.refused ? code : "200") << reply.body;
    return !call.refused;
  }

  void get(const std::string& item) {
    Call call = begin();
    const Reply reply = server_.call("GetItem", "{" + key_of(item) + R"(,"ConsistentRead":true})");
    json::Document document;
    if (end(call, reply, "", document)) call.reads[item] = log_of(*document.root().find("Item"));
    calls_.push_back(std::move(call));
  }

  void update(const std::string& item) {
    Call call = begin();
    call.writes = {item};
    const Reply reply = server_.call(
        "UpdateItem", "{" + key_of(item) + "," + std::string(kAppend) +
                          R"(,"ReturnValues":"ALL_OLD","ExpressionAttributeValues":{":id":)" +
                          list_of({call.id}) + "}}");
    json::Document document;
    if (end(call, reply, "TransactionConflictException", document))
      call.reads[item] = log_of(*document.root().find("Attributes"));
    calls_.push_back(std::move(call));
  }

  // Appends to the items, unless one of those that are to be as they were seen is not.
  void write(const std::vector<std::string>& items, const std::vector<std::string>& checked,
             const std::map<std::string, WriteLog>& seen) {
    Call call = begin();
    call.writes = items;
    call.reads = seen;
    std::string actions;
    for (const std::string& item : items) {
      const auto was = seen.find(item);
      actions += (actions.empty() ? "" : ",") +
                 (R"({"Update":{)" + key_of(item) + "," + std::string(kAppend) +
                  (was == seen.end() ? "" : R"(,"ConditionExpression":"writers = :seen")") +
                  R"(,"ExpressionAttributeValues":{":id":)" + list_of({call.id}) +
                  (was == seen.end() ? "" : R"(,":seen":)" + list_of(was->second)) + "}}}");
    }
    for (const std::string& item : checked)
      actions +=
          R"(,{"ConditionCheck":{)" + key_of(item) +
          R"(,"ConditionExpression":"writers = :seen","ExpressionAttributeValues":{":seen":)" +
          list_of(seen.at(item)) + "}}}";
    const Reply reply =
        server_.call("TransactWriteItems", R"({"TransactItems":[)" + actions + "]}");
    json::Document document;
    end(call, reply, "TransactionCanceledException", document);
    calls_.push_back(std::move(call));
  }

  // Of what one transaction has read, another writes a part, provided all of it is as it was.
  void write_what_was_read() {
    std::vector<std::string> items = some_items(2);
    const std::map<std::string, WriteLog> seen = read(items);
    if (seen.empty()) return;
    std::ranges::shuffle(items, random_);
    if (random_() % 3 == 0)
      write(items, {}, seen);
    else
      write({items[0]}, {items[1]}, seen);
  }

  ConcurrentServer& server_;
  std::atomic<std::uint64_t>& tickets_;
  std::mt19937_64 random_;
  std::uint64_t next_id_;
  std::vector<Call> calls_;
};

class HistoryTest : public testing::Test {
 protected:
  void SetUp() override {
    const Reply created = server_.call("CreateTable", R"({
      "TableName": "logs", "BillingMode": "PAY_PER_REQUEST",
      "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
      "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]})");
    ASSERT_EQ(created.status, 200) << created.body;
  }

  History record(int round) {
    for (std::uint64_t item = 0; item < kItems; ++item)
      EXPECT_EQ(server_
                    .call("PutItem", with(R"({"TableName": "logs",
                      "Item": {"id": {"S": "a$"}, "writers": {"L": []}}})",
                                          item))
                    .status,
                200);
    std::atomic<std::uint64_t> tickets = 0;
    History history;
    std::mutex mutex;
    in_threads(kThreads, [&](int thread) {
      Client client(server_, round * kThreads + thread, tickets);
      for (int i = 0; i < kCallsAThread; ++i) client.call_randomly();
      const std::lock_guard lock(mutex);
      std::ranges::move(client.take_calls(), std::back_inserter(history.calls));
    });
    std::vector<std::string> all;
    for (std::uint64_t item = 0; item < kItems; ++item) all.push_back(with("a$", item));
    history.items = Client(server_, (round + 1) * kThreads, tickets).read(all);
    return history;
  }

  ConcurrentServer server_;
};

TEST_F(HistoryTest, CallsAreAsIfMadeOneAtATime) {
  // How many calls wrote so many items, done or refused.
  std::map<std::pair<std::size_t, bool>, int> writes;
  for (int round = 0; round < kRounds; ++round) {
    const History history = record(round);
    EXPECT_THAT(problems(history), IsEmpty());
    for (const Call& call : history.calls) ++writes[{call.writes.size(), call.refused}];
  }
  EXPECT_THAT((writes[{2, false}]), Gt(0)) << "no transaction was done";
  EXPECT_THAT((writes[{2, true}]), Gt(0)) << "no transaction was in the way of another";
}

}  // namespace
}  // namespace dynarock::dynamodb
