#include "tests/crash/transfers.h"

#include <algorithm>
#include <stdexcept>

namespace dynarock::dynamodb {
namespace {

constexpr std::uint64_t kAccounts = 6;
constexpr std::int64_t kOpening = 100;
constexpr std::int64_t kLargest = 60;

std::string account(std::uint64_t number) { return "account-" + std::to_string(number); }

std::string text(std::string_view name, const std::string& value) {
  return "\"" + std::string(name) + R"(":{"S":")" + value + "\"}";
}

std::string number(std::string_view name, std::int64_t value) {
  return "\"" + std::string(name) + R"(":{"N":")" + std::to_string(value) + "\"}";
}

std::string update(const std::string& id, std::int64_t amount, const std::string& how) {
  return R"({"Update":{"TableName":"Bank","Key":{)" + text("id", id) + "}," + how +
         R"(,"ExpressionAttributeValues":{)" + number(":n", amount) + "}}}";
}

std::int64_t integer(const Item& item, std::string_view name) {
  return std::stoll(item.find(name)->as<Decimal>()->to_string());
}

void require(const Caller& call, std::string_view operation, const std::string& body) {
  const Reply reply = call(operation, body);
  if (reply.status != 200) throw std::runtime_error(std::string(operation) + ": " + reply.body);
}

}  // namespace

void open_bank(const Caller& call) {
  require(call, "CreateTable", R"({"TableName": "Bank", "BillingMode": "PAY_PER_REQUEST",
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]})");
  for (std::uint64_t i = 0; i < kAccounts; ++i)
    require(call, "PutItem",
            R"({"TableName":"Bank","Item":{)" + text("id", account(i)) + "," +
                number("money", kOpening) + "}}");
}

Bank Bank::read(const Caller& call) {
  Bank bank;
  for (const auto& [key, item] : scan(call, "Bank")) {
    const std::string& id = *item.find("id")->as<std::string>();
    if (item.find("money") != nullptr)
      bank.accounts[id] = integer(item, "money");
    else
      bank.ledger[id] = {*item.find("from")->as<std::string>(), *item.find("to")->as<std::string>(),
                         integer(item, "amount")};
  }
  return bank;
}

std::vector<std::string> Bank::problems() const {
  std::map<std::string, std::int64_t> expected;
  for (std::uint64_t i = 0; i < kAccounts; ++i) expected[account(i)] = kOpening;
  for (const auto& [id, transfer] : ledger) {
    expected[transfer.from] -= transfer.amount;
    expected[transfer.to] += transfer.amount;
  }
  std::vector<std::string> problems;
  if (accounts.size() != expected.size()) problems.emplace_back("accounts come and go");
  for (const auto& [id, money] : accounts) {
    if (money != expected[id])
      problems.push_back(id + " holds " + std::to_string(money) + ", by the ledger " +
                         std::to_string(expected[id]));
    if (money < 0) problems.push_back(id + " is below zero");
  }
  return problems;
}

// The ledger's entry has no condition, so that nothing but the token keeps a transfer from being
// done twice.
void Transfers::next() {
  const std::uint64_t from = random_() % kAccounts;
  const std::uint64_t to = (from + 1 + random_() % (kAccounts - 1)) % kAccounts;
  const auto amount = static_cast<std::int64_t>(1 + random_() % kLargest);
  last_ = owner_ + "-" + std::to_string(count_++);
  request_ = R"({"ClientRequestToken":")" + last_ + R"(","TransactItems":[)" +
             update(account(from), amount,
                    R"("UpdateExpression":"SET money = money - :n",)"
                    R"("ConditionExpression":"money >= :n")") +
             "," + update(account(to), amount, R"("UpdateExpression":"SET money = money + :n")") +
             R"(,{"Put":{"TableName":"Bank","Item":{)" + text("id", last_) + "," +
             text("from", account(from)) + "," + text("to", account(to)) + "," +
             number("amount", amount) + "}}}]}";
}

bool Transfers::transfer(const Caller& call) {
  next();
  return send(call);
}

bool Transfers::repeat(const Caller& call) { return last_.empty() || send(call); }

bool Transfers::send(const Caller& call) {
  const Reply reply = call("TransactWriteItems", request_);
  if (reply.status == 0) return false;
  const bool cancelled = reply.body.find("TransactionCanceledException") != std::string::npos;
  if (reply.status == 200)
    acknowledged_.insert(last_);
  else if (!cancelled || acknowledged_.contains(last_))
    throw std::runtime_error(request_ + ": " + reply.body);
  return true;
}

std::vector<std::string> Transfers::problems(const Bank& bank) const {
  std::vector<std::string> problems;
  for (const std::string& id : acknowledged_)
    if (!bank.ledger.contains(id)) problems.push_back("acknowledged, but not done: " + id);
  for (const auto& [id, transfer] : bank.ledger) {
    const bool ours = id.starts_with(owner_ + "-");
    if (ours && id != last_ && !acknowledged_.contains(id))
      problems.push_back("refused, but done: " + id);
  }
  return problems;
}

}  // namespace dynarock::dynamodb
