#include "app/report.h"

#include <algorithm>
#include <array>
#include <set>

#include "dynarock/aws/xml_text.h"

namespace dynarock::app {
namespace {

using check::Finding;
using check::Findings;
using check::Outcome;

std::ptrdiff_t count(const Findings& findings, Outcome outcome) {
  return std::ranges::count(findings, outcome, &Finding::outcome);
}

std::string with_fix(const Finding& finding) {
  return finding.fix.empty() ? finding.message : finding.message + ". " + finding.fix;
}

std::string escaped(std::string_view text) {
  std::string out;
  aws::append_xml_text(text, out);
  return out;
}

void write_rules(const Findings& findings, json::Writer& out) {
  std::set<std::string_view> rules;
  for (const Finding& finding : findings) rules.insert(finding.rule);
  out.key("rules").begin_array();
  for (const std::string_view rule : rules) {
    out.begin_object().member("id", rule).key("shortDescription").begin_object();
    out.member("text", check::describe(rule)).end_object().end_object();
  }
  out.end_array();
}

void write_result(std::string_view name, const Finding& finding, json::Writer& out) {
  out.begin_object().member("ruleId", finding.rule);
  out.member("level", finding.outcome == Outcome::kWarn ? "warning" : "error");
  out.key("message").begin_object().member("text", with_fix(finding)).end_object();
  out.key("locations").begin_array().begin_object().key("logicalLocations").begin_array();
  out.begin_object().member("fullyQualifiedName", std::string(name) + ": " + finding.subject);
  out.end_object().end_array().end_object().end_array().end_object();
}

}  // namespace

std::string to_text(const Findings& findings) {
  constexpr std::array<std::string_view, 3> kMarks = {"pass  ", "warn  ", "FAIL  "};
  std::string text;
  std::string_view subject;
  for (const Finding& finding : findings) {
    if (finding.subject != subject) {
      subject = finding.subject;
      text += std::string(text.empty() ? "" : "\n") + finding.subject + "\n";
    }
    text += "  " + std::string(kMarks[static_cast<std::size_t>(finding.outcome)]) + finding.rule +
            ": " + finding.message + "\n";
    if (!finding.fix.empty()) text += "        " + finding.fix + "\n";
  }
  return text + (text.empty() ? "" : "\n") + std::to_string(count(findings, Outcome::kPass)) +
         " passed, " + std::to_string(count(findings, Outcome::kWarn)) + " warned, " +
         std::to_string(count(findings, Outcome::kFail)) + " failed\n";
}

std::string to_json(const Findings& findings) {
  std::string text;
  json::Writer out(text);
  out.begin_object().key("findings");
  write_findings(findings, out);
  out.end_object();
  return text + "\n";
}

void write_findings(const Findings& findings, json::Writer& out) {
  out.begin_array();
  for (const Finding& finding : findings) {
    out.begin_object().member("outcome", name_of(finding.outcome)).member("rule", finding.rule);
    out.member("subject", finding.subject).member("message", finding.message);
    if (!finding.fix.empty()) out.member("fix", finding.fix);
    out.end_object();
  }
  out.end_array();
}

std::string to_junit(std::string_view name, const Findings& findings) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"" +
                     escaped(name) + "\" tests=\"" + std::to_string(findings.size()) +
                     "\" failures=\"" + std::to_string(count(findings, Outcome::kFail)) + "\">\n";
  for (const Finding& finding : findings) {
    text += "  <testcase classname=\"" + escaped(finding.subject) + "\" name=\"" +
            escaped(finding.rule + ": " + finding.message) + "\"";
    if (finding.outcome == Outcome::kPass)
      text += "/>\n";
    else if (finding.outcome == Outcome::kWarn)
      text += "><system-out>" + escaped(with_fix(finding)) + "</system-out></testcase>\n";
    else
      text += "><failure message=\"" + escaped(with_fix(finding)) + "\"/></testcase>\n";
  }
  return text + "</testsuite>\n";
}

std::string to_sarif(std::string_view name, const Findings& findings) {
  std::string text;
  json::Writer out(text);
  out.begin_object().member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  out.member("version", "2.1.0").key("runs").begin_array().begin_object();
  out.key("tool").begin_object().key("driver").begin_object().member("name", "dynarock");
  write_rules(findings, out);
  out.end_object().end_object().key("results").begin_array();
  for (const Finding& finding : findings)
    if (finding.outcome != Outcome::kPass) write_result(name, finding, out);
  out.end_array().end_object().end_array().end_object();
  return text + "\n";
}

std::string to_report(ReportFormat format, std::string_view name, const Findings& findings) {
  switch (format) {
    case ReportFormat::kText:
      return to_text(findings);
    case ReportFormat::kJson:
      return to_json(findings);
    case ReportFormat::kSarif:
      return to_sarif(name, findings);
    case ReportFormat::kJunit:
      break;
  }
  return to_junit(name, findings);
}

}  // namespace dynarock::app
