#pragma once

#include <string>
#include <string_view>

#include "dynarock/check/finding.h"
#include "dynarock/json/writer.h"

namespace dynarock::app {

enum class ReportFormat { kText, kJson, kSarif, kJunit };

// Findings for people and for what reads them in CI. `name` is what was looked at as a whole.

/// For a terminal: a line a finding under each subject, what to do about it, and the count.
std::string to_text(const check::Findings& findings);
/// `{"findings": [...]}`, as write_findings() has them.
std::string to_json(const check::Findings& findings);
/// An array of `{"outcome", "rule", "subject", "message", "fix"}`, the last if there is one.
void write_findings(const check::Findings& findings, json::Writer& out);
/// A test a finding; what is only a warning passes.
std::string to_junit(std::string_view name, const check::Findings& findings);
/// SARIF 2.1.0, a result for each finding that did not pass.
std::string to_sarif(std::string_view name, const check::Findings& findings);

/// In that format. Text is to_text().
std::string to_report(ReportFormat format, std::string_view name, const check::Findings& findings);

}  // namespace dynarock::app
