#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "app/admin_client.h"
#include "app/commands.h"
#include "app/dynamodb_api.h"
#include "app/report.h"
#include "app/seed_file.h"
#include "app/server_url.h"
#include "app/wanted_table.h"
#include "dynarock/base/uri_encoding.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

namespace dynarock::app {
namespace {

using check::Finding;
using check::Findings;
using check::Outcome;

/// Nothing could be checked.
int fail(const std::string& problem) {
  std::fprintf(stderr, "dynarock check: %s\n", problem.c_str());
  return 2;
}

std::string text_of(json::Value object, std::string_view name) {
  return std::string(object.find_text(name).value_or(""));
}

Finding finding_of(json::Value object) {
  Finding finding;
  const std::string outcome = text_of(object, "outcome");
  for (const Outcome one : {Outcome::kPass, Outcome::kWarn, Outcome::kFail})
    if (name_of(one) == outcome) finding.outcome = one;
  finding.rule = text_of(object, "rule");
  finding.subject = text_of(object, "subject");
  finding.message = text_of(object, "message");
  finding.fix = text_of(object, "fix");
  return finding;
}

std::string page_of(const CheckOptions& options) {
  std::string parameters;
  for (const std::string& name : options.parameters)
    parameters += (parameters.empty() ? "" : ",") + name;
  std::string page = "check?cluster=";
  append_uri_encoded(options.cluster, page);
  page += "&service=";
  append_uri_encoded(options.service, page);
  page += "&region=";
  append_uri_encoded(options.region, page);
  page += "&parameters=";
  append_uri_encoded(parameters, page);
  return page;
}

/// What the server found, and where.
struct Checked {
  std::string region;
  Findings findings;
};

tl::expected<Checked, std::string> ask_findings(const CheckOptions& options) {
  const auto body = ask_server(options.endpoint_url, page_of(options));
  if (!body) return tl::unexpected(body.error());
  json::Document answer;
  const auto listed = answer.parse(*body) ? answer.root().find("findings") : std::nullopt;
  if (!listed) return tl::unexpected(std::string("the answer is no list of findings"));
  Checked checked{text_of(answer.root(), "region"), {}};
  for (const json::Value one : listed->elements()) checked.findings.push_back(finding_of(one));
  return checked;
}

/// The server's, called as the root.
tl::expected<std::unique_ptr<DynamoDbApi>, std::string> make_root_api(const CheckOptions& options,
                                                                      const std::string& region) {
  const auto body = ask_server(options.endpoint_url, "credentials");
  if (!body) return tl::unexpected(body.error());
  json::Document key;
  if (!key.parse(*body)) return tl::unexpected(std::string("the answer is no JSON"));
  static const SystemClock clock;
  return make_http_api(
      *http::parse_endpoint(server_url(options.endpoint_url)),
      {{text_of(key.root(), "AccessKeyId"), text_of(key.root(), "SecretAccessKey"), {}}, region},
      clock);
}

Findings check_wanted(const SeedTable& table, DynamoDbApi& api) {
  std::string request;
  json::Writer(request).begin_object().member("TableName", table.name).end_object();
  const auto answer = api.call("DescribeTable", request);
  if (!answer)
    return {{Outcome::kFail, "table", "table " + table.name, answer.error().text(),
             "Create it: dynarock seed " + table.file.string() + "."}};
  json::Document wanted, described;
  if (!wanted.parse(table.create_request) || !described.parse(*answer))
    return {{Outcome::kFail, "table", "table " + table.name, "the answer is no JSON", {}}};
  return compare_table(wanted.root(), *described.root().find("Table"));
}

void append(Findings& findings, const Findings& more) {
  findings.insert(findings.end(), more.begin(), more.end());
}

}  // namespace

int run_check(const CheckOptions& options) {
  SeedPlan wanted;
  try {
    wanted = read_seeds(options.tables);
  } catch (const SeedError& error) {
    return fail(error.what());
  }
  auto checked = ask_findings(options);
  if (!checked) return fail(checked.error());
  Findings& findings = checked->findings;
  if (!wanted.tables.empty()) {
    const auto api = make_root_api(options, checked->region);
    if (!api) return fail(api.error());
    for (const SeedTable& table : wanted.tables) append(findings, check_wanted(table, **api));
  }
  std::fputs(to_report(options.format, "dynarock check", findings).c_str(), stdout);
  const bool failed = std::ranges::any_of(
      findings, [](const Finding& finding) { return finding.outcome == Outcome::kFail; });
  return failed ? 1 : 0;
}

}  // namespace dynarock::app
