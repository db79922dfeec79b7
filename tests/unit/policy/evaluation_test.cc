#include <gtest/gtest.h>

#include <algorithm>

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

TEST(Evaluation, HasNoTwoCasesOfOneName) {
  std::vector<std::string> names;
  for (const auto& one : cases()) names.push_back(one->name);
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end()) << *std::ranges::adjacent_find(names);
}

}  // namespace
}  // namespace dynarock::policy
