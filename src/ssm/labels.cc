#include <algorithm>
#include <vector>

#include "dynarock/aws/deserialize.h"
#include "ssm/answer.h"
#include "ssm/names.h"
#include "ssm/shapes.h"

namespace dynarock::ssm {
namespace {

constexpr std::size_t kMaxLabels = 10;

constexpr Field kLabelFields[] = {
    {"Name", kName, kRequired}, {"ParameterVersion", aws::kLong}, {"Labels", kLabels, kRequired}};
constexpr Shape kLabelInput = aws::structure("LabelParameterVersionRequest", kLabelFields);
constexpr Field kLabelOutputFields[] = {{"InvalidLabels", aws::kStringList},
                                        {"ParameterVersion", aws::kLong}};
constexpr Shape kLabelOutput = aws::structure("LabelParameterVersionResult", kLabelOutputFields);

constexpr Field kUnlabelFields[] = {{"Name", kName, kRequired},
                                    {"ParameterVersion", aws::kLong, kRequired},
                                    {"Labels", kLabels, kRequired}};
constexpr Shape kUnlabelInput = aws::structure("UnlabelParameterVersionRequest", kUnlabelFields);
constexpr Field kUnlabelOutputFields[] = {{"RemovedLabels", aws::kStringList},
                                          {"InvalidLabels", aws::kStringList}};
constexpr Shape kUnlabelOutput =
    aws::structure("UnlabelParameterVersionResult", kUnlabelOutputFields);

using Texts = std::vector<std::string>;

void write_texts(json::Writer& out, std::string_view name, const Texts& texts) {
  out.key(name).begin_array();
  for (const std::string& text : texts) out.string(text);
  out.end_array();
}

/// The parameter that a request names.
Result<Parameter> find_parameter(Context& context, json::Value request) {
  auto parameter = context.parameters.find(context.place(), *request.find_text("Name"));
  if (!parameter) return fail(parameter_not_found());
  return std::move(*parameter);
}

/// Its version that the request names, the latest if it names none.
Result<Version*> find_version(Parameter& parameter, json::Value request) {
  const auto wanted = request.find("ParameterVersion");
  if (!wanted) return &parameter.versions.back();
  const std::int64_t number = aws::to_integer(*wanted);
  const auto found = std::ranges::find(parameter.versions, number, &Version::number);
  if (found == parameter.versions.end())
    return fail(version_not_found(std::to_string(number), parameter.name));
  return &*found;
}

Result<std::string> run_label(Context& context, json::Value request) {
  const auto lock = context.parameters.lock();
  Parameter parameter = DYNAROCK_TRY(find_parameter(context, request));
  Version* version = DYNAROCK_TRY(find_version(parameter, request));
  Texts invalid;
  // A label is on one version at a time.
  for (const json::Value label : request.find("Labels")->elements()) {
    if (!is_label(label.text())) {
      invalid.emplace_back(label.text());
      continue;
    }
    for (Version& other : parameter.versions) std::erase(other.labels, label.text());
    version->labels.emplace_back(label.text());
  }
  if (version->labels.size() > kMaxLabels)
    return fail({"ParameterVersionLabelLimitExceeded",
                 "A parameter version can have maximum 10 labels.Move one or more labels to "
                 "another version and try again.",
                 {}});
  context.parameters.save(context.place(), parameter);

  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_texts(out, "InvalidLabels", invalid);
  out.member("ParameterVersion", version->number).end_object();
  return body;
}

Result<std::string> run_unlabel(Context& context, json::Value request) {
  const auto lock = context.parameters.lock();
  Parameter parameter = DYNAROCK_TRY(find_parameter(context, request));
  Version* version = DYNAROCK_TRY(find_version(parameter, request));
  Texts removed, invalid;
  for (const json::Value label : request.find("Labels")->elements()) {
    const bool was_there = std::erase(version->labels, label.text()) > 0;
    (was_there ? removed : invalid).emplace_back(label.text());
  }
  context.parameters.save(context.place(), parameter);

  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_texts(out, "RemovedLabels", removed);
  write_texts(out, "InvalidLabels", invalid);
  out.end_object();
  return body;
}

}  // namespace

const Operation kLabelParameterVersion = {{"LabelParameterVersion", &kLabelInput, &kLabelOutput},
                                          run_label};
const Operation kUnlabelParameterVersion = {
    {"UnlabelParameterVersion", &kUnlabelInput, &kUnlabelOutput}, run_unlabel};

}  // namespace dynarock::ssm
