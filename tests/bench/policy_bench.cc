// Times the judging of one request: CPU of the calling thread a call.
//
//   policy_bench

#include <time.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include "dynarock/policy/evaluate.h"
#include "dynarock/policy/explain.h"

namespace dynarock::policy {
namespace {

constexpr std::uint64_t kRounds = 3;
constexpr std::uint64_t kCalls = 50'000;

double thread_cpu_us() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) * 1e6 + double(now.tv_nsec) / 1e3;
}

void measure(const char* what, const std::function<void()>& call) {
  const double start = thread_cpu_us();
  for (std::uint64_t i = 0; i < kCalls; ++i) call();
  std::printf("%-44s %7.2f us\n", what, (thread_cpu_us() - start) / double(kCalls));
}

/// Ten statements of four actions and two resources; every third has a condition. Only the last of
/// the last policy is about the table that is asked for.
std::string document(int number) {
  std::string text = R"({"Version": "2012-10-17", "Statement": [)";
  for (int i = 0; i < 10; ++i) {
    const std::string table =
        "arn:aws:dynamodb:*:*:table/app-" +
        (number == 9 && i == 9 ? std::string("orders") : std::to_string(number * 10 + i));
    text += i == 0 ? "" : ",";
    text += R"({"Effect": ")" + std::string(i == 5 ? "Deny" : "Allow") +
            R"(", "Action": ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Put*",
                "dynamodb:BatchGetItem"], "Resource": [")" +
            table + "\", \"" + table + "/index/*\"]";
    if (i % 3 == 0)
      text += R"(, "Condition": {"ForAllValues:StringLike":
                  {"dynamodb:LeadingKeys": ["${aws:PrincipalTag/team}-*"]},
                  "Bool": {"aws:SecureTransport": "true"}})";
    text += "}";
  }
  return text + "]}";
}

Context make_context() {
  Context context;
  for (const char* name :
       {"aws:SourceIp", "aws:CurrentTime", "aws:EpochTime", "aws:PrincipalArn",
        "aws:PrincipalAccount", "aws:PrincipalType", "aws:userid", "aws:RequestedRegion",
        "aws:UserAgent", "aws:TokenIssueTime", "dynamodb:Select", "dynamodb:ReturnValues"})
    context.set(name, "a value of some length");
  context.set("aws:SecureTransport", "true");
  context.set("aws:PrincipalTag/team", "red");
  context.set("dynamodb:LeadingKeys", "red-1");
  return context;
}

int run() {
  const Principal principal{Principal::Kind::kRoleSession, "111122223333",
                            "arn:aws:sts::111122223333:assumed-role/app/s",
                            "arn:aws:iam::111122223333:role/app"};
  PrincipalPolicies policies;
  for (int i = 0; i < 10; ++i) {
    const auto parsed = parse_policy(PolicyKind::kInline, document(i));
    if (!parsed) return std::fputs(parsed.error().describe().c_str(), stderr), 1;
    policies.identity.push_back({"policy-" + std::to_string(i), "", *parsed});
  }
  const Context context = make_context();
  std::vector<Access> accesses{
      {"dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:111122223333:table/app-orders"}};
  accesses.front().context = &context;
  const Request request{principal, policies, accesses};
  if (!evaluate(request).allowed) return std::fputs("not allowed\n", stderr), 1;

  const std::string text = document(0);
  for (std::uint64_t round = 0; round < kRounds; ++round) {
    measure("make a context of 15 keys", [] { make_context(); });
    accesses.front().action = "dynamodb:GetItem";
    measure("allow by the last of 10 x 10 statements", [&] { evaluate(request); });
    accesses.front().action = "dynamodb:DeleteItem";
    measure("deny: no action of 10 x 10 matches", [&] { evaluate(request); });
  }
  measure("explain that denial", [&] { explain(request, evaluate(request)); });
  measure("parse a policy of 10 statements",
          [&] { (void)parse_policy(PolicyKind::kInline, text); });
  return 0;
}

}  // namespace
}  // namespace dynarock::policy

int main() { return dynarock::policy::run(); }
