#include "app/explain_page.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "dynarock/json/writer.h"
#include "dynarock/policy/explain.h"

namespace dynarock::app {
namespace {

using authz::Record;
using policy::AccessNote;

std::string_view outcome_name(policy::Outcome outcome) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"notApplicable", "allowed", "implicitDeny", "explicitDeny"});
  return kNames[static_cast<std::size_t>(outcome)];
}

void write_statement(const policy::StatementNote& note, json::Writer& out) {
  out.begin_object().member("policyName", note.policy_name).member("policyArn", note.policy_arn);
  out.member("sid", note.sid).member("index", note.index);
  out.member("line", note.position.line).member("column", note.position.column).end_object();
}

/// The keys of a context without its base's.
void write_context(const policy::Context& context, json::Writer& out) {
  out.begin_object();
  for (const policy::Context::Entry& entry : context.entries()) {
    out.key(entry.name).begin_array();
    for (const std::string_view value : entry.values) out.string(value);
    out.end_array();
  }
  out.end_object();
}

void write_access(const AccessNote& note, const policy::Context& context, json::Writer& out) {
  out.begin_object().member("action", note.action).member("resource", note.resource);
  out.member("allowed", note.allowed);
  if (!note.allowed) out.member("deniedBy", policy::layer_name(note.cause));
  out.key("layers").begin_array();
  for (const policy::LayerNote& layer : note.layers) {
    out.begin_object().member("layer", policy::layer_name(layer.layer));
    out.member("outcome", outcome_name(layer.outcome));
    if (layer.statement) {
      out.key("statement");
      write_statement(*layer.statement, out);
    }
    out.end_object();
  }
  out.end_array();
  if (note.near_miss) {
    out.key("nearest").begin_object().key("statement");
    write_statement(note.near_miss->statement, out);
    out.key("differences").begin_array();
    for (const std::string& difference : note.near_miss->differences) out.string(difference);
    out.end_array().end_object();
  }
  out.key("context");
  write_context(context, out);
  out.end_object();
}

void write_path(const aws::NetworkPath& path, json::Writer& out) {
  out.begin_object().member("arrived", path.arrives()).member("sender", path.sender);
  const auto optional = [&out](std::string_view name, const std::string& value) {
    if (!value.empty()) out.member(name, value);
  };
  if (path.arrives()) out.member("through", path.gateway);
  optional("vpcId", path.vpc_id);
  optional("vpcEndpointId", path.vpc_endpoint);
  optional("problem", path.problem);
  out.end_object();
}

std::string to_json(const Record& record, const std::vector<AccessNote>& notes) {
  const policy::Principal& principal = record.caller->principal;
  std::string body;
  json::Writer out(body);
  out.begin_object().member("requestId", record.request_id).member("time", iso_millis(record.time));
  out.member("service", record.service).member("operation", record.operation);
  out.member("allowed", record.allowed).member("principal", principal.arn);
  if (!principal.source_arn.empty()) out.member("principalSource", principal.source_arn);
  if (record.path) {
    out.key("network");
    write_path(*record.path, out);
  }
  out.key("accesses").begin_array();
  for (std::size_t i = 0; i < notes.size(); ++i)
    write_access(notes[i], record.requests[i].context, out);
  out.end_array().key("callerContext");
  write_context(record.caller->context, out);
  out.key("requestContext");
  write_context(record.context, out);
  out.end_object();
  return body;
}

void append_context(const policy::Context& context, std::string_view margin, std::string& text) {
  for (const policy::Context::Entry& entry : context.entries()) {
    text.append(margin).append(entry.name).append(" =");
    for (const std::string_view value : entry.values) text.append(" ").append(value);
    text += '\n';
  }
}

std::string to_text(const Record& record, const std::vector<AccessNote>& notes) {
  const policy::Principal& principal = record.caller->principal;
  std::string text = "Request " + record.request_id + ", " + iso_millis(record.time) + ": " +
                     record.service + " " + record.operation + " by " + principal.arn;
  if (!principal.source_arn.empty()) text += " (" + principal.source_arn + ")";
  if (record.path && !record.path->arrives())
    return text + ": lost on its way from " + record.path->sender + "\n  " + record.path->problem +
           "\n";
  text += record.allowed ? ": allowed\n" : ": denied\n";
  if (record.path)
    text += "from " + record.path->sender + " through " + record.path->gateway + " of " +
            record.path->vpc_id + "\n";
  for (std::size_t i = 0; i < notes.size(); ++i) {
    text += policy::to_text(notes[i]) + "  conditions see\n";
    append_context(record.requests[i].context, "    ", text);
  }
  if (notes.empty()) text += record.allowed ? "nothing is asked for\n" : "not a known operation\n";
  text += "of the whole request they see\n";
  append_context(record.caller->context, "  ", text);
  append_context(record.context, "  ", text);
  return text;
}

std::shared_ptr<const Record> find(const authz::Records& records, const http::Request& request) {
  const std::string id = query_parameter(request, "request");
  const bool denied = query_parameter(request, "which") == "denied";
  return records.find([&](const Record& record) {
    return id.empty() ? !denied || !record.allowed : record.request_id == id;
  });
}

}  // namespace

Admin::Page explain_page(const Authorization* authorization) {
  return [authorization](const http::Request& request) {
    if (authorization == nullptr)
      return refusal(404, "IAM is off, so nothing is judged: serve with --iam audit or enforce.");
    const auto record = find(authorization->authorizer().records(), request);
    if (!record) return refusal(404, "There is no such request among the latest 500.");
    const std::vector<AccessNote> notes = policy::explain(record->request(), record->verdict);
    if (query_parameter(request, "format") != "text")
      return json_answer(200, to_json(*record, notes));
    http::Response response;
    response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
    response.body = to_text(*record, notes);
    return response;
  };
}

}  // namespace dynarock::app
