#include <utility>

#include "ssm/answer.h"
#include "ssm/names.h"
#include "ssm/public_parameters.h"
#include "ssm/shapes.h"

namespace dynarock::ssm {
namespace {

constexpr Field kOneFields[] = {{"Name", kName, kRequired}, {"WithDecryption", aws::kBoolean}};
constexpr Shape kOneInput = aws::structure("GetParameterRequest", kOneFields);
constexpr Field kOneOutputFields[] = {{"Parameter", kParameter}};
constexpr Shape kOneOutput = aws::structure("GetParameterResult", kOneOutputFields);

constexpr Field kSeveralFields[] = {{"Names", kNames, kRequired},
                                    {"WithDecryption", aws::kBoolean}};
constexpr Shape kSeveralInput = aws::structure("GetParametersRequest", kSeveralFields);
constexpr Field kSeveralOutputFields[] = {{"Parameters", kParameters},
                                          {"InvalidParameters", aws::kStringList}};
constexpr Shape kSeveralOutput = aws::structure("GetParametersResult", kSeveralOutputFields);

std::optional<Parameter> find(const Context& context, const Reference& reference) {
  if (is_public(reference.name)) return find_public(context.call.region, reference.name);
  auto found = context.parameters.find(context.place(), reference.name);
  if (!found && reference.or_with_slash)
    found = context.parameters.find(context.place(), "/" + reference.name);
  return found;
}

/// Writes the parameter, in the version that the reference selects.
Result<void> write_referenced(Context& context, json::Writer& out, json::Value request,
                              std::string_view text) {
  const Reference reference = parse_reference(text);
  DYNAROCK_TRY(check_known_name(reference.name));
  const auto parameter = find(context, reference);
  if (!parameter) return fail(parameter_not_found());
  const Version* version = &parameter->latest();
  if (!reference.selector.empty()) {
    const std::string_view wanted = reference.selector.substr(1);
    version = parameter->find(wanted);
    if (!version) return fail(version_not_found(wanted, parameter->name));
  }
  write_parameter(context, out, request, *parameter, *version, reference.selector);
  return {};
}

Result<std::string> run_one(Context& context, json::Value request) {
  std::string body;
  json::Writer out(body);
  out.begin_object().key("Parameter");
  DYNAROCK_TRY(write_referenced(context, out, request, *request.find_text("Name")));
  out.end_object();
  return body;
}

Result<std::string> run_several(Context& context, json::Value request) {
  std::vector<std::string_view> invalid;
  std::string body;
  json::Writer out(body);
  out.begin_object().key("Parameters").begin_array();
  for (const json::Value name : request.find("Names")->elements()) {
    const Result<void> written = write_referenced(context, out, request, name.text());
    if (written) continue;
    if (written.error().code == "ValidationException") return fail(written.error());
    invalid.push_back(name.text());
  }
  out.end_array().key("InvalidParameters").begin_array();
  for (const std::string_view name : invalid) out.string(name);
  out.end_array().end_object();
  return body;
}

}  // namespace

const Operation kGetParameter = {{"GetParameter", &kOneInput, &kOneOutput}, run_one};
const Operation kGetParameters = {{"GetParameters", &kSeveralInput, &kSeveralOutput}, run_several};

}  // namespace dynarock::ssm
