#include <vector>

#include "ssm/answer.h"
#include "ssm/shapes.h"

namespace dynarock::ssm {
namespace {

constexpr Field kOneFields[] = {{"Name", kName, kRequired}};
constexpr Shape kOneInput = aws::structure("DeleteParameterRequest", kOneFields);
constexpr Field kSeveralFields[] = {{"Names", kNames, kRequired}};
constexpr Shape kSeveralInput = aws::structure("DeleteParametersRequest", kSeveralFields);
constexpr Field kSeveralOutputFields[] = {{"DeletedParameters", aws::kStringList},
                                          {"InvalidParameters", aws::kStringList}};
constexpr Shape kSeveralOutput = aws::structure("DeleteParametersResult", kSeveralOutputFields);

/// Whether there was one.
bool erase(Context& context, std::string_view name) {
  const auto lock = context.parameters.lock();
  if (!context.parameters.find(context.place(), name)) return false;
  context.parameters.erase(context.place(), name);
  return true;
}

Result<std::string> run_one(Context& context, json::Value request) {
  if (!erase(context, *request.find_text("Name"))) return fail(parameter_not_found());
  return "{}";
}

Result<std::string> run_several(Context& context, json::Value request) {
  std::vector<std::string_view> invalid;
  std::string body;
  json::Writer out(body);
  out.begin_object().key("DeletedParameters").begin_array();
  for (const json::Value name : request.find("Names")->elements()) {
    if (erase(context, name.text()))
      out.string(name.text());
    else
      invalid.push_back(name.text());
  }
  out.end_array().key("InvalidParameters").begin_array();
  for (const std::string_view name : invalid) out.string(name);
  out.end_array().end_object();
  return body;
}

}  // namespace

const Operation kDeleteParameter = {{"DeleteParameter", &kOneInput, &kNoOutput}, run_one};
const Operation kDeleteParameters = {{"DeleteParameters", &kSeveralInput, &kSeveralOutput},
                                     run_several};

}  // namespace dynarock::ssm
