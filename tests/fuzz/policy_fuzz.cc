// Any text is a policy document or is refused with a place; what is accepted can be evaluated,
// explained and linted, and a Deny of everything is the end of it.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "dynarock/policy/explain.h"
#include "dynarock/policy/lint.h"

namespace dynarock::policy {
namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

std::shared_ptr<const Document> deny_all() {
  static const auto parsed = parse_policy(
      PolicyKind::kManaged,
      R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}})");
  return *parsed;
}

Context sample_context() {
  Context context;
  context.set("aws:username", "alice");
  context.set("aws:SourceIp", "203.0.113.7");
  context.set("aws:CurrentTime", "2026-01-01T00:00:00Z");
  context.set("aws:SecureTransport", "true");
  context.set("aws:SourceArn", "arn:aws:dynamodb:us-east-1:111122223333:table/T");
  context.set("dynamodb:LeadingKeys", std::vector<std::string>{"a", "b\xff*"});
  return context;
}

/// The request with the document in the layer that its kind belongs to.
void evaluate_with(PolicyKind kind, const std::shared_ptr<const Document>& document) {
  static const Context context = sample_context();
  static const Principal principal{Principal::Kind::kRoleSession, "111122223333",
                                   "arn:aws:sts::111122223333:assumed-role/app/s",
                                   "arn:aws:iam::111122223333:role/app"};
  const Policy policy{"fuzzed", "", document};
  std::vector<Access> accesses{
      {"dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:111122223333:table/T"},
      {"sts:AssumeRole", "arn:aws:iam::444455556666:role/r", "444455556666"},
      {"dynamodb:ListTables", "*"}};
  const std::vector<PolicyLevel> levels{{policy}};
  for (Access& access : accesses) {
    access.context = &context;
    if (kind == PolicyKind::kResource || kind == PolicyKind::kTrust)
      access.resource_policy = &policy;
    if (kind == PolicyKind::kResourceControl) access.resource_control = levels;
  }
  PrincipalPolicies policies;
  policies.identity.push_back(policy);
  if (kind == PolicyKind::kServiceControl) policies.service_control = levels;
  if (kind == PolicyKind::kSession) policies.session.emplace().push_back(policy);
  const Request request{principal, policies, accesses,
                        kind == PolicyKind::kVpcEndpoint ? &policy : nullptr};

  const Verdict verdict = evaluate(request);
  require(verdict.accesses.size() == accesses.size());
  const auto notes = explain(request, verdict);
  for (std::size_t i = 0; i < notes.size(); ++i) {
    require(!to_text(notes[i]).empty());
    require(!denial_message(principal, accesses[i], verdict.accesses[i], true).empty());
  }
  policies.boundary = Policy{"deny", "", deny_all()};
  for (const AccessVerdict& access : evaluate(request).accesses) require(!access.allowed);
}

void check(PolicyKind kind, std::string_view text) {
  const auto parsed = parse_policy(kind, text);
  require(parsed.has_value() == find_malformed(kind, text).empty());
  for (const Finding& finding : check_policy(kind, text))
    require(finding.position.line > 0 && finding.position.column > 0);
  guess_kind(text);
  if (!parsed) return require(!parsed.error().message.empty());
  evaluate_with(kind, *parsed);
}

}  // namespace
}  // namespace dynarock::policy

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using dynarock::policy::PolicyKind;
  if (size == 0) return 0;
  const auto kind =
      static_cast<PolicyKind>(data[0] % (static_cast<unsigned>(PolicyKind::kResourceControl) + 1));
  dynarock::policy::check(kind, {reinterpret_cast<const char*>(data) + 1, size - 1});
  return 0;
}
