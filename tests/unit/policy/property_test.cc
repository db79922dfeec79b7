// What must hold for any policies: those of all evaluation cases, changed.

#include <gtest/gtest.h>

#include <algorithm>

#include "case_file.h"

namespace dynarock::policy {
namespace {

std::shared_ptr<const Document> parse(PolicyKind kind, const std::string& text) {
  auto parsed = parse_policy(kind, text);
  EXPECT_TRUE(parsed) << text;
  return *parsed;
}

bool allowed(const EvaluationCase& one) { return evaluate(one.request()).allowed; }

const char* const kSomeDenies[] = {
    R"({"Effect": "Deny", "Action": "*", "Resource": "*"})",
    R"({"Effect": "Deny", "Action": "dynamodb:Get*", "Resource": "*"})",
    R"({"Effect": "Deny", "NotAction": "dynamodb:Get*", "Resource": "*"})",
    R"({"Effect": "Deny", "Action": "*", "NotResource": "arn:aws:dynamodb:*:*:table/T"})",
    R"({"Effect": "Deny", "Action": "*", "Resource": "*",
        "Condition": {"StringNotEquals": {"aws:PrincipalTag/team": "red"}}})"};

TEST(Property, AnotherDenyNeverWidens) {
  for (const char* deny : kSomeDenies) {
    const auto document =
        parse(PolicyKind::kManaged,
              std::string(R"({"Version": "2012-10-17", "Statement": )") + deny + "}");
    for (const auto& one : load_cases()) {
      const bool before = allowed(*one);
      one->policies.identity.push_back({"deny", "", document});
      EXPECT_LE(allowed(*one), before) << one->name << " with " << deny;
    }
  }
}

TEST(Property, ADenyOfAllDeniesInEveryLayer) {
  const auto plain = parse(PolicyKind::kManaged,
                           R"({"Version": "2012-10-17",
                "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*"}})");
  const auto named = parse(PolicyKind::kResource,
                           R"({"Version": "2012-10-17",
                "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*", "Principal": "*"}})");
  const Policy deny{"deny", "", plain};
  const Policy deny_named{"deny", "", named};
  for (const auto& one : load_cases()) {
    const PrincipalPolicies before = one->policies;
    const auto denied_with = [&](auto change) {
      one->policies = before;
      change(one->policies);
      return !allowed(*one);
    };
    EXPECT_TRUE(denied_with([&](auto& all) { all.boundary = deny; })) << one->name;
    EXPECT_TRUE(denied_with([&](auto& all) { all.session.emplace().push_back(deny); }))
        << one->name;
    EXPECT_TRUE(denied_with([&](auto& all) { all.service_control.push_back({deny}); }))
        << one->name;
    one->policies = before;
    for (Access& access : one->accesses) access.resource_policy = &deny_named;
    EXPECT_FALSE(allowed(*one)) << one->name;
  }
}

TEST(Property, OrderOfPoliciesNeverMatters) {
  for (const auto& one : load_cases()) {
    const std::string before = print(evaluate(one->request()));
    std::ranges::reverse(one->policies.identity);
    std::ranges::reverse(one->policies.service_control);
    if (one->policies.session) std::ranges::reverse(*one->policies.session);
    EXPECT_EQ(print(evaluate(one->request())), before) << one->name;
  }
}

TEST(Property, OrderOfStatementsNeverMatters) {
  const auto cases = load_cases();
  const auto reversed = load_cases(StatementOrder::kReversed);
  for (std::size_t i = 0; i < cases.size(); ++i)
    EXPECT_EQ(print(evaluate(reversed[i]->request())), print(evaluate(cases[i]->request())))
        << cases[i]->name;
}

}  // namespace
}  // namespace dynarock::policy
