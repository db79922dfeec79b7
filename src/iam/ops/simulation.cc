#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <utility>

#include "dynarock/base/base64.h"
#include "dynarock/policy/actions.h"
#include "dynarock/policy/simulate.h"
#include "iam/ops/answer.h"
#include "iam/ops/operations.h"
#include "iam/ops/policy_source.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

constexpr std::string_view kContextTypes[] = {"string",  "stringList",  "numeric", "numericList",
                                              "boolean", "booleanList", "ip",      "ipList",
                                              "binary",  "binaryList",  "date",    "dateList"};
constexpr Shape kContextType = aws::one_of(kContextTypes);
constexpr Shape kContextKey = aws::string_shape({.min = 5, .max = 256});
constexpr Field kContextEntryFields[] = {{"ContextKeyName", kContextKey},
                                         {"ContextKeyValues", aws::kStringList},
                                         {"ContextKeyType", kContextType}};
constexpr Shape kContextEntry = aws::structure("ContextEntry", kContextEntryFields);
constexpr Shape kContextEntries = aws::list_of(kContextEntry);
constexpr Shape kAction = aws::string_shape({.min = 3, .max = 128});
constexpr Shape kActions = aws::list_of(kAction);
constexpr Shape kResource = aws::string_shape({.min = 1, .max = 2048});
constexpr Shape kResources = aws::list_of(kResource);
constexpr Shape kHandling = aws::string_shape({.min = 1, .max = 64});

constexpr Field kCustomFields[] = {{"PolicyInputList", kPolicyInputs, kRequired},
                                   {"PermissionsBoundaryPolicyInputList", kPolicyInputs},
                                   {"ActionNames", kActions, kRequired},
                                   {"ResourceArns", kResources},
                                   {"ResourcePolicy", kPolicyDocument},
                                   {"ResourceOwner", kResource},
                                   {"CallerArn", kResource},
                                   {"ContextEntries", kContextEntries},
                                   {"ResourceHandlingOption", kHandling},
                                   kMaxItemsField,
                                   kMarkerField};
constexpr Shape kCustomInput = aws::structure("SimulateCustomPolicyRequest", kCustomFields);
constexpr Field kPrincipalFields[] = {{"PolicySourceArn", kArn, kRequired},
                                      {"PolicyInputList", kPolicyInputs},
                                      {"PermissionsBoundaryPolicyInputList", kPolicyInputs},
                                      {"ActionNames", kActions, kRequired},
                                      {"ResourceArns", kResources},
                                      {"ResourcePolicy", kPolicyDocument},
                                      {"ResourceOwner", kResource},
                                      {"CallerArn", kResource},
                                      {"ContextEntries", kContextEntries},
                                      {"ResourceHandlingOption", kHandling},
                                      kMaxItemsField,
                                      kMarkerField};
constexpr Shape kPrincipalInput =
    aws::structure("SimulatePrincipalPolicyRequest", kPrincipalFields);

constexpr Field kPositionFields[] = {{"Line", aws::kInteger}, {"Column", aws::kInteger}};
constexpr Shape kPosition = aws::structure("Position", kPositionFields);
constexpr Field kStatementFields[] = {{"SourcePolicyId", aws::kString},
                                      {"SourcePolicyType", aws::kString},
                                      {"StartPosition", kPosition},
                                      {"EndPosition", kPosition}};
constexpr Shape kStatement = aws::structure("Statement", kStatementFields);
constexpr Shape kStatements = aws::list_of(kStatement);
constexpr Field kOrganizationsFields[] = {{"AllowedByOrganizations", aws::kBoolean}};
constexpr Shape kOrganizations =
    aws::structure("OrganizationsDecisionDetail", kOrganizationsFields);
constexpr Field kBoundaryDetailFields[] = {{"AllowedByPermissionsBoundary", aws::kBoolean}};
constexpr Shape kBoundaryDetail =
    aws::structure("PermissionsBoundaryDecisionDetail", kBoundaryDetailFields);
constexpr Field kResultFields[] = {{"EvalActionName", aws::kString},
                                   {"EvalResourceName", aws::kString},
                                   {"EvalDecision", aws::kString},
                                   {"MatchedStatements", kStatements},
                                   {"MissingContextValues", aws::kStringList},
                                   {"OrganizationsDecisionDetail", kOrganizations},
                                   {"PermissionsBoundaryDecisionDetail", kBoundaryDetail}};
constexpr Shape kResult = aws::structure("EvaluationResult", kResultFields);
constexpr Shape kResults = aws::list_of(kResult);
constexpr Field kOutputFields[] = {
    {"EvaluationResults", kResults}, kIsTruncatedField, kNextMarkerField};
constexpr Shape kOutput = aws::structure("SimulatePolicyResponse", kOutputFields);

/// A simulation's request: every action on every resource.
struct Simulation {
  policy::Principal principal;
  policy::PrincipalPolicies policies;
  policy::Context context;
  std::optional<policy::Policy> resource_policy;
  std::string resource_account;
  std::vector<std::string> actions, resources;

  std::size_t size() const { return actions.size() * resources.size(); }
  /// Refers to the simulation.
  policy::Access access(std::size_t index) const {
    return {.action = actions[index / resources.size()],
            .resource = resources[index % resources.size()],
            .resource_account = resource_account,
            .context = &context,
            .resource_policy = resource_policy ? &*resource_policy : nullptr};
  }
};

AwsError invalid_input(std::string message) { return {"InvalidInput", std::move(message), {}}; }

/// Actions of services that are known here must be known as well.
Result<void> check_action(std::string_view action) {
  const std::size_t colon = action.find(':');
  const auto* service = policy::find_service(action.substr(0, colon));
  const bool known = colon != std::string_view::npos &&
                     (!service || policy::find_action(*service, action.substr(colon + 1)));
  if (known) return {};
  return fail(invalid_input("Invalid Entity Action: " + std::string(action)));
}

/// Whose resources these are: ResourceOwner is an account or the ARN of one.
std::string resource_account(json::Value request) {
  const std::string_view owner = request.find_text("ResourceOwner").value_or("");
  const auto arn = policy::split_arn(owner);
  return std::string(arn ? arn->account() : owner);
}

void read_context(json::Value request, policy::Context& context) {
  const auto entries = request.find("ContextEntries");
  if (!entries) return;
  for (const json::Value entry : entries->elements()) {
    const auto name = entry.find_text("ContextKeyName");
    const auto values = entry.find("ContextKeyValues");
    if (!name || !values) continue;
    std::vector<std::string> texts;
    for (const json::Value value : values->elements()) texts.emplace_back(value.text());
    context.set(*name, texts);
  }
}

/// What is the same in both operations, given the policies of the principal.
Result<void> complete(Context& context, json::Value request, Simulation& simulation) {
  auto inputs = DYNAROCK_TRY(read_policies(context, request, "PolicyInputList"));
  std::ranges::move(inputs, std::back_inserter(simulation.policies.identity));
  auto boundaries =
      DYNAROCK_TRY(read_policies(context, request, "PermissionsBoundaryPolicyInputList"));
  if (boundaries.size() > 1)
    return fail(invalid_input("Only one permissions boundary policy can be simulated."));
  if (!boundaries.empty()) simulation.policies.boundary = std::move(boundaries.front());

  if (const auto caller = request.find_text("CallerArn")) simulation.principal.arn = *caller;
  if (const auto text = request.find_text("ResourcePolicy")) {
    if (simulation.principal.arn.empty())
      return fail(invalid_input("CallerArn is required if a ResourcePolicy is given."));
    simulation.resource_policy =
        DYNAROCK_TRY(read_policy(context, policy::PolicyKind::kResource, *text, "ResourcePolicy"));
  }
  read_context(request, simulation.context);

  simulation.resource_account = resource_account(request);
  if (const auto arns = request.find("ResourceArns"))
    for (const json::Value arn : arns->elements()) simulation.resources.emplace_back(arn.text());
  if (simulation.resources.empty()) simulation.resources.emplace_back("*");
  for (const json::Value action : request.find("ActionNames")->elements()) {
    DYNAROCK_TRY(check_action(action.text()));
    simulation.actions.emplace_back(action.text());
  }
  return {};
}

void write_position(json::Writer& out, std::string_view name, json::Position position) {
  out.key(name).begin_object().member("Line", static_cast<std::int64_t>(position.line));
  out.member("Column", static_cast<std::int64_t>(position.column)).end_object();
}

void write_statement(json::Writer& out, const policy::MatchedStatement& matched) {
  const bool resource = matched.layer == policy::Layer::kResource;
  out.begin_object().member("SourcePolicyId", matched.policy->name);
  out.member("SourcePolicyType", resource ? "Resource Policy" : "IAM Policy");
  write_position(out, "StartPosition", matched.statement->begin);
  write_position(out, "EndPosition", matched.statement->end);
  out.end_object();
}

void write_flag(json::Writer& out, std::string_view name, std::string_view member,
                const std::optional<bool>& flag) {
  if (flag) out.key(name).begin_object().member(member, *flag).end_object();
}

void write_result(json::Writer& out, const policy::Access& access,
                  const policy::EvaluationResult& result) {
  out.begin_object().member("EvalActionName", access.action);
  out.member("EvalResourceName", access.resource);
  out.member("EvalDecision", policy::to_string(result.decision));
  out.key("MatchedStatements").begin_array();
  for (const policy::MatchedStatement& one : result.matched_statements) write_statement(out, one);
  out.end_array();
  out.key("MissingContextValues").begin_array();
  for (const std::string& key : result.missing_context_values) out.string(key);
  out.end_array();
  write_flag(out, "OrganizationsDecisionDetail", "AllowedByOrganizations",
             result.allowed_by_organizations);
  write_flag(out, "PermissionsBoundaryDecisionDetail", "AllowedByPermissionsBoundary",
             result.allowed_by_permissions_boundary);
  out.end_object();
}

/// The first result that is asked for: the one behind those that the marker's maker answered.
Result<std::size_t> first_result(json::Value request) {
  std::size_t first = 0;
  const auto marker = request.find_text("Marker");
  if (!marker) return first;
  const auto text = base64_decode(*marker);
  const char* end = text ? text->data() + text->size() : nullptr;
  if (!text || text->empty() || std::from_chars(text->data(), end, first).ptr != end)
    return fail(validation_error("Invalid Marker."));
  return first;
}

/// A page of the results. Only that is evaluated, for there may be very many.
Result<std::string> answer_results(json::Value request, const Simulation& simulation) {
  constexpr std::size_t kDefaultMaxItems = 100;
  const auto max_items = request.find("MaxItems");
  const std::size_t count =
      max_items ? static_cast<std::size_t>(aws::to_integer(*max_items)) : kDefaultMaxItems;
  const std::size_t first = DYNAROCK_TRY(first_result(request));
  const std::size_t begin = std::min(first, simulation.size());
  const std::size_t end = begin + std::min(count, simulation.size() - begin);

  std::vector<policy::Access> accesses;
  for (std::size_t i = begin; i < end; ++i) accesses.push_back(simulation.access(i));
  const std::vector<policy::EvaluationResult> results =
      policy::simulate({simulation.principal, simulation.policies, accesses});
  std::string body;
  json::Writer out(body);
  out.begin_object().key("EvaluationResults").begin_array();
  for (std::size_t i = 0; i < results.size(); ++i) write_result(out, accesses[i], results[i]);
  out.end_array().member("IsTruncated", end < simulation.size());
  if (end < simulation.size()) out.member("Marker", base64_encode(std::to_string(end)));
  out.end_object();
  return body;
}

Result<std::string> run_custom(Context& context, json::Value request) {
  Simulation simulation;
  simulation.principal.kind = policy::Principal::Kind::kUser;
  simulation.principal.account = context.call.account;
  DYNAROCK_TRY(complete(context, request, simulation));
  return answer_results(request, simulation);
}

Result<std::string> run_principal(Context& context, json::Value request) {
  Simulation simulation;
  PolicySource source =
      DYNAROCK_TRY(find_policy_source(context, text_of(request, "PolicySourceArn")));
  simulation.principal = std::move(source.principal);
  simulation.policies = std::move(source.policies);
  DYNAROCK_TRY(complete(context, request, simulation));
  return answer_results(request, simulation);
}

}  // namespace

// As many policies as a request holds may be judged a thousand times.
const Operation kSimulateCustomPolicy = {
    {.name = "SimulateCustomPolicy", .input = &kCustomInput, .output = &kOutput, .blocks = true},
    run_custom};
const Operation kSimulatePrincipalPolicy = {{.name = "SimulatePrincipalPolicy",
                                             .input = &kPrincipalInput,
                                             .output = &kOutput,
                                             .blocks = true},
                                            run_principal};

}  // namespace dynarock::iam
