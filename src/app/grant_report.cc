#include "app/grant_report.h"

#include <algorithm>

#include "dynarock/json/writer.h"

namespace dynarock::app {
namespace {

constexpr std::string_view kRule = "unused-grant";

std::string message(const GrantReport& grant) {
  return grant.place + ": " + grant.grant + " was never used";
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

std::string to_text(const std::vector<GrantReport>& grants) {
  std::string text;
  for (const GrantReport& grant : grants)
    if (!grant.used) text += message(grant) + "\n";
  return text;
}

std::string to_junit(std::string_view principal, const std::vector<GrantReport>& grants) {
  const auto unused = std::ranges::count(grants, false, &GrantReport::used);
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"" +
                     escaped(principal) + "\" tests=\"" + std::to_string(grants.size()) +
                     "\" failures=\"" + std::to_string(unused) + "\">\n";
  for (const GrantReport& grant : grants) {
    text += "  <testcase classname=\"" + escaped(grant.place) + "\" name=\"" +
            escaped(grant.grant) + "\"";
    text += grant.used ? "/>\n"
                       : "><failure message=\"" + escaped(message(grant)) + "\"/></testcase>\n";
  }
  return text + "</testsuite>\n";
}

std::string to_sarif(std::string_view principal, const std::vector<GrantReport>& grants) {
  std::string text;
  json::Writer out(text);
  out.begin_object().member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  out.member("version", "2.1.0").key("runs").begin_array().begin_object();
  out.key("tool").begin_object().key("driver").begin_object().member("name", "dynarock");
  out.key("rules").begin_array().begin_object().member("id", kRule);
  out.key("shortDescription").begin_object();
  out.member("text", "A policy grants what was never used").end_object();
  out.end_object().end_array().end_object().end_object();
  out.key("results").begin_array();
  for (const GrantReport& grant : grants) {
    if (grant.used) continue;
    out.begin_object().member("ruleId", kRule).member("level", "warning");
    out.key("message").begin_object().member("text", message(grant)).end_object();
    out.key("locations").begin_array().begin_object().key("logicalLocations").begin_array();
    out.begin_object().member("fullyQualifiedName", std::string(principal) + ": " + grant.place);
    out.end_object().end_array().end_object().end_array().end_object();
  }
  out.end_array().end_object().end_array().end_object();
  return text + "\n";
}

}  // namespace dynarock::app
