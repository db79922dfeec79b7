#include "ssm/answer.h"
#include "ssm/filters.h"
#include "ssm/names.h"
#include "ssm/public_parameters.h"
#include "ssm/shapes.h"

namespace dynarock::ssm {
namespace {

constexpr std::int64_t kDefaultSize = 10;

constexpr Shape kSize = aws::integer_shape({.min = 1, .max = 10});
constexpr Field kInputFields[] = {{"Path", kName, kRequired},     {"Recursive", aws::kBoolean},
                                  {"ParameterFilters", kFilters}, {"WithDecryption", aws::kBoolean},
                                  {"MaxResults", kSize},          {"NextToken", aws::kString}};
constexpr Shape kInput = aws::structure("GetParametersByPathRequest", kInputFields);
constexpr Field kOutputFields[] = {{"Parameters", kParameters}, {"NextToken", aws::kString}};
constexpr Shape kOutput = aws::structure("GetParametersByPathResult", kOutputFields);

/// The parameters whose names may lie under the path, from the first behind `after`.
void for_each(const Context& context, std::string_view path, std::string_view after,
              const std::function<bool(const Parameter&)>& each) {
  if (!is_public(path)) {
    const std::string_view prefix = path == "/" ? std::string_view() : path;
    return context.parameters.for_each(context.place(), prefix, after, each);
  }
  for (const Parameter& parameter : public_parameters(context.call.region))
    if (parameter.name > after && !each(parameter)) return;
}

Result<std::string> run(Context& context, json::Value request) {
  const std::string_view path = *request.find_text("Path");
  DYNAROCK_TRY(check_path(path));
  const Filters filters = DYNAROCK_TRY(Filters::of_path(request));
  Page page = DYNAROCK_TRY(Page::of(request, kDefaultSize));
  const bool recursive = boolean_of(request, "Recursive");
  std::string body;
  json::Writer out(body);
  out.begin_object().key("Parameters").begin_array();
  for_each(context, path, page.after(), [&](const Parameter& parameter) {
    if (!lies_under(parameter.name, path, recursive) || !filters.match(parameter)) return true;
    if (!page.takes(parameter.name)) return false;
    write_parameter(context, out, request, parameter, parameter.latest(), {});
    return true;
  });
  out.end_array();
  page.write_end(out);
  out.end_object();
  return body;
}

}  // namespace

const Operation kGetParametersByPath = {{"GetParametersByPath", &kInput, &kOutput}, run};

}  // namespace dynarock::ssm
