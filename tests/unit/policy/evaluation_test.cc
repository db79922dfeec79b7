#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "case_file.h"

namespace dynarock::policy {
namespace {

const std::vector<std::unique_ptr<EvaluationCase>>& cases() {
  static const auto loaded = load_cases();
  return loaded;
}

TEST(Evaluation, DecidesEveryCase) {
  EXPECT_GE(cases().size(), 300U);
  for (const auto& one : cases()) {
    const Request request = one->request();
    const Verdict verdict = evaluate(request);
    EXPECT_EQ(print(verdict), one->expected) << one->name;
    if (one->by.empty()) continue;
    EXPECT_NE((" " + deciding_statements(verdict)).find(" " + one->by + " "), std::string::npos)
        << one->name << ": decided by " << deciding_statements(verdict);
  }
}

TEST(Evaluation, ShowsEveryOperatorHoldAndFail) {
  std::set<std::string> holding, failing;
  for (const auto& one : cases())
    for (const Policy& policy : one->policies.identity)
      for (const Statement& statement : policy.document->statements())
        for (const Condition& condition : statement.conditions)
          (condition.holds(one->context) ? holding : failing)
              .emplace(condition.qualified().base->name);
  for (const Operator& row : operators()) {
    EXPECT_EQ(holding.count(std::string(row.name)), 1U) << row.name;
    EXPECT_EQ(failing.count(std::string(row.name)), 1U) << row.name;
  }
}

TEST(Evaluation, HasNoTwoCasesOfOneName) {
  std::vector<std::string> names;
  for (const auto& one : cases()) names.push_back(one->name);
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end()) << *std::ranges::adjacent_find(names);
}

}  // namespace
}  // namespace dynarock::policy
