#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "app/admin_client.h"
#include "app/commands.h"
#include "app/report.h"
#include "dynarock/base/uri_encoding.h"
#include "dynarock/json/document.h"

namespace dynarock::app {
namespace {

int fail(const std::string& problem) {
  std::fprintf(stderr, "dynarock policy generate: %s\n", problem.c_str());
  return 2;
}

std::string text_of(json::Value object, std::string_view name) {
  const auto member = object.find(name);
  return std::string(member ? member->text() : std::string_view());
}

check::Finding finding_of(json::Value grant) {
  const std::string sid = text_of(grant, "sid");
  const std::string number = std::to_string(std::stoul(text_of(grant, "index")) + 1);
  const bool used = grant.find("used")->boolean();
  check::Finding finding;
  finding.outcome = used ? check::Outcome::kPass : check::Outcome::kFail;
  finding.rule = "unused-grant";
  finding.subject = text_of(grant, "policyName") + ", statement " + number +
                    (sid.empty() ? "" : " (" + sid + ")") + ", line " + text_of(grant, "line");
  finding.message = text_of(grant, "element") + " " + text_of(grant, "value") +
                    (used ? " was used" : " was never used");
  return finding;
}

/// The unused ones, a line each.
std::string lines_of(const check::Findings& grants) {
  std::string text;
  for (const check::Finding& grant : grants)
    if (grant.outcome != check::Outcome::kPass) text += grant.subject + ": " + grant.message + "\n";
  return text;
}

int report_unused(const PolicyGenerateOptions& options, const std::string& body) {
  json::Document answer;
  const bool parsed = answer.parse(body);
  const auto listed = parsed ? answer.root().find("grants") : std::nullopt;
  if (!listed) return fail("the answer is no list of grants");
  check::Findings grants;
  for (const json::Value grant : listed->elements()) grants.push_back(finding_of(grant));
  const std::string text = options.format == ReportFormat::kText ? lines_of(grants)
                           : options.format == ReportFormat::kJson
                               ? body + "\n"
                               : to_report(options.format, options.principal, grants);
  std::fputs(text.c_str(), stdout);
  const bool all_used = std::ranges::all_of(
      grants, [](const check::Finding& grant) { return grant.outcome == check::Outcome::kPass; });
  return all_used ? 0 : 1;
}

}  // namespace

int run_policy_generate(const PolicyGenerateOptions& options) {
  std::string page = options.unused ? "grants?principal=" : "least-privilege?principal=";
  append_uri_encoded(options.principal, page);
  const auto answer = ask_server(options.endpoint_url, page);
  if (!answer) return fail(answer.error());
  if (options.unused) return report_unused(options, *answer);
  std::fputs(answer->c_str(), stdout);
  return 0;
}

}  // namespace dynarock::app
