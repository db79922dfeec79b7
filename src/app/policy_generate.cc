#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "app/admin_client.h"
#include "app/commands.h"
#include "app/grant_report.h"
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

GrantReport report_of(json::Value grant) {
  const std::string sid = text_of(grant, "sid");
  const std::string number = std::to_string(std::stoul(text_of(grant, "index")) + 1);
  return {text_of(grant, "policyName") + ", statement " + number +
              (sid.empty() ? "" : " (" + sid + ")") + ", line " + text_of(grant, "line"),
          text_of(grant, "element") + " " + text_of(grant, "value"), grant.find("used")->boolean()};
}

int report_unused(const PolicyGenerateOptions& options, const std::string& body) {
  json::Document answer;
  const bool parsed = answer.parse(body);
  const auto listed = parsed ? answer.root().find("grants") : std::nullopt;
  if (!listed) return fail("the answer is no list of grants");
  std::vector<GrantReport> grants;
  for (const json::Value grant : listed->elements()) grants.push_back(report_of(grant));
  std::string text;
  switch (options.format) {
    case ReportFormat::kText:
      text = to_text(grants);
      break;
    case ReportFormat::kJson:
      text = body + "\n";
      break;
    case ReportFormat::kSarif:
      text = to_sarif(options.principal, grants);
      break;
    case ReportFormat::kJunit:
      text = to_junit(options.principal, grants);
      break;
  }
  std::fputs(text.c_str(), stdout);
  return std::ranges::all_of(grants, &GrantReport::used) ? 0 : 1;
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
