#include <charconv>

#include "ssm/answer.h"
#include "ssm/shapes.h"

namespace dynarock::ssm {
namespace {

constexpr std::int64_t kDefaultSize = 50;

constexpr Field kInputFields[] = {{"Name", kName, kRequired},
                                  {"WithDecryption", aws::kBoolean},
                                  {"MaxResults", kMaxResults},
                                  {"NextToken", aws::kString}};
constexpr Shape kInput = aws::structure("GetParameterHistoryRequest", kInputFields);
constexpr Field kHistoryFields[] = {{"Name", aws::kString},
                                    {"Type", aws::kString},
                                    {"KeyId", aws::kString},
                                    {"LastModifiedDate", aws::kTimestamp},
                                    {"LastModifiedUser", aws::kString},
                                    {"Description", aws::kString},
                                    {"Value", aws::kString},
                                    {"AllowedPattern", aws::kString},
                                    {"Version", aws::kLong},
                                    {"Labels", aws::kStringList},
                                    {"Tier", aws::kString},
                                    {"Policies", kPolicies},
                                    {"DataType", aws::kString}};
constexpr Shape kHistory = aws::structure("ParameterHistory", kHistoryFields);
constexpr Shape kHistories = aws::list_of(kHistory);
constexpr Field kOutputFields[] = {{"Parameters", kHistories}, {"NextToken", aws::kString}};
constexpr Shape kOutput = aws::structure("GetParameterHistoryResult", kOutputFields);

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Result<std::string> run(Context& context, json::Value request) {
  Page page = DYNAROCK_TRY(Page::of(request, kDefaultSize));
  const auto parameter = context.parameters.find(context.place(), *request.find_text("Name"));
  if (!parameter) return fail(parameter_not_found());
  const std::int64_t after = number_of(page.after());
  std::string body;
  json::Writer out(body);
  out.begin_object().key("Parameters").begin_array();
  for (const Version& version : parameter->versions) {
    if (version.number <= after) continue;
    if (!page.takes(std::to_string(version.number))) break;
    out.begin_object();
    write_description(out, *parameter, version);
    out.member("Value", value_of(context, *parameter, version, request));
    out.key("Labels").begin_array();
    for (const std::string& label : version.labels) out.string(label);
    out.end_array().end_object();
  }
  out.end_array();
  page.write_end(out);
  out.end_object();
  return body;
}

}  // namespace

const Operation kGetParameterHistory = {{"GetParameterHistory", &kInput, &kOutput}, run};

}  // namespace dynarock::ssm
