// Runs tests/access/*.json: what operations ask to be allowed.

#include "dynarock/dynamodb/access/access.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "dynarock/policy/actions.h"

namespace dynarock::dynamodb {
namespace {

using nlohmann::ordered_json;

namespace fs = std::filesystem;
const fs::path kRoot = fs::path(DYNAROCK_SOURCE_DIR) / "tests";

constexpr std::string_view kAccount = "111122223333";
constexpr std::string_view kRegion = "us-east-1";

ordered_json read(const fs::path& path) {
  std::ifstream file(path);
  return ordered_json::parse(file);
}

/// `["id:S", "sk:N"]`: names and types.
std::vector<KeyAttribute> attributes(const ordered_json& source) {
  std::vector<KeyAttribute> made;
  for (const std::string text : source) {
    const std::size_t colon = text.find(':');
    KeyAttribute attribute{text.substr(0, colon)};
    EXPECT_TRUE(parse_type_name(text.substr(colon + 1), attribute.type)) << text;
    made.push_back(attribute);
  }
  return made;
}

KeySchema schema(const ordered_json& source) {
  return {attributes(source.at("hash")), attributes(source.value("range", ordered_json::array()))};
}

/// The tables of tests/access/tables.json.
class SampleResources final : public Resources {
 public:
  SampleResources() {
    for (const ordered_json& source : read(kRoot / "access/tables.json")) {
      auto table = std::make_shared<Table>();
      table->account = source.value("account", std::string(kAccount));
      table->region = kRegion;
      table->name = source.at("name");
      table->keys = schema(source);
      const ordered_json tags = source.value("tags", ordered_json::object());
      for (const auto& [key, value] : tags.items()) table->tags.push_back({key, value});
      const ordered_json indexes = source.value("indexes", ordered_json::object());
      for (const auto& [name, keys] : indexes.items())
        table->global_indexes.push_back({.name = name, .global = true, .keys = schema(keys)});
      tables_.push_back(std::move(table));
    }
  }

  KnownTable find_table(const TableAddress& address) const override {
    for (const auto& table : tables_)
      if (table->account == address.account && table->region == address.region &&
          table->name == address.name)
        return {table, policy_of(*table)};
    return {};
  }
  std::shared_ptr<const policy::Policy> find_stream_policy(
      const StreamAddress& address) const override {
    return std::make_shared<policy::Policy>(policy::Policy{std::string(address.label), {}, {}});
  }

 private:
  /// Named after its table.
  static std::shared_ptr<const policy::Policy> policy_of(const Table& table) {
    return std::make_shared<policy::Policy>(policy::Policy{table.name, {}, {}});
  }

  std::vector<std::shared_ptr<const Table>> tables_;
};

/// ARNs in our account and region without what is common to them.
std::string shortened(const std::string& arn) {
  const std::string common =
      "arn:aws:dynamodb:" + std::string(kRegion) + ":" + std::string(kAccount) + ":";
  return arn.starts_with(common) ? arn.substr(common.size()) : arn;
}

ordered_json describe(const policy::AccessRequest& access) {
  ordered_json made{{"action", access.action}, {"resource", shortened(access.resource)}};
  if (access.resource_account != kAccount) made["account"] = access.resource_account;
  if (access.resource_policy) made["policy"] = access.resource_policy->name;
  if (!access.refusal.empty()) made["refusal"] = access.refusal;
  for (const policy::Context::Entry& entry : access.context.entries())
    made["context"][std::string(entry.name)] =
        std::vector<std::string>(entry.values.begin(), entry.values.end());
  return made;
}

/// Single values and lists of one are the same in the files.
ordered_json expected(ordered_json access) {
  if (access.contains("context"))
    for (auto& [key, value] : access["context"].items())
      if (!value.is_array()) value = ordered_json::array({value});
  return access;
}

/// Whether the Service Authorization Reference has the action on such resources with such keys.
void check_against_reference(const policy::AccessRequest& access) {
  const policy::ServiceActions& service = *policy::find_service("dynamodb");
  const policy::ActionInfo* action =
      policy::find_action(service, access.action.substr(access.action.find(':') + 1));
  ASSERT_NE(action, nullptr) << access.action;
  EXPECT_EQ(action->resource_types == 0, access.resource == "*") << access.action;
  for (const policy::Context::Entry& entry : access.context.entries()) {
    if (entry.name.starts_with("aws:")) {
      EXPECT_TRUE(policy::is_global_key(entry.name)) << entry.name;
      continue;
    }
    // The guide's policies for transactions have it on ConditionCheckItem, the reference lacks it.
    if (entry.name == "dynamodb:EnclosingOperation") continue;
    const auto key = std::ranges::find(service.keys, entry.name, &policy::ConditionKey::name);
    ASSERT_NE(key, service.keys.end()) << entry.name;
    EXPECT_TRUE(action->keys >> (key - service.keys.begin()) & 1U)
        << access.action << " has no " << entry.name;
  }
}

class AccessTest : public testing::TestWithParam<std::string> {};

TEST_P(AccessTest, Cases) {
  const SampleResources resources;
  for (const ordered_json& one : read(kRoot / "access" / (GetParam() + ".json"))) {
    SCOPED_TRACE(one.at("name").get<std::string>());
    const std::string input = one.at("input").dump();
    json::Document document;
    ASSERT_TRUE(document.parse(input));
    const std::string operation = one.at("operation");
    const auto accesses =
        accesses_of({operation, kAccount, kRegion, document.root(), resources, nullptr});
    ASSERT_TRUE(accesses.has_value());
    ordered_json made = ordered_json::array();
    for (const policy::AccessRequest& access : *accesses) {
      made.push_back(describe(access));
      check_against_reference(access);
    }
    ordered_json wanted = ordered_json::array();
    for (const ordered_json& access : one.at("expect")) wanted.push_back(expected(access));
    EXPECT_EQ(nlohmann::json(made), nlohmann::json(wanted)) << made.dump(1);
  }
}

std::vector<std::string> case_files() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(kRoot / "access"))
    if (entry.path().extension() == ".json" && entry.path().stem() != "tables")
      names.push_back(entry.path().stem());
  std::ranges::sort(names);
  return names;
}
INSTANTIATE_TEST_SUITE_P(Files, AccessTest, testing::ValuesIn(case_files()),
                         [](const auto& file) { return file.param; });

std::set<std::string> operations_in(const fs::path& path) {
  std::ifstream file(path);
  std::set<std::string> names;
  for (std::string line; std::getline(file, line);)
    if (!line.empty() && line[0] != '#') names.insert(line.substr(line.find('.') + 1));
  return names;
}

TEST(AccessTable, HasCasesForEveryServedOperation) {
  std::set<std::string> covered;
  for (const std::string& file : case_files())
    for (const ordered_json& one : read(kRoot / "access" / (file + ".json")))
      covered.insert(one.at("operation"));
  std::set<std::string> served = operations_in(kRoot / "wire/dynamodb/operations.txt");
  for (const std::string& name : operations_in(kRoot / "wire/dynamodb/unserved.txt"))
    served.erase(name);
  for (const std::string& name : served) EXPECT_TRUE(covered.contains(name)) << name;
}

TEST(AccessTable, KnowsNoOtherOperations) {
  const SampleResources resources;
  json::Document document;
  ASSERT_TRUE(document.parse("{}"));
  EXPECT_EQ(accesses_of({"CreateBackup", kAccount, kRegion, document.root(), resources}),
            std::nullopt);
}

}  // namespace
}  // namespace dynarock::dynamodb
