#include <algorithm>

#include "ssm/answer.h"
#include "ssm/filters.h"
#include "ssm/shapes.h"

namespace dynarock::ssm {
namespace {

constexpr std::int64_t kDefaultSize = 50;

constexpr std::string_view kOlderKeys[] = {"KeyId", "Name", "Type"};
constexpr Shape kOlderKey = aws::one_of(kOlderKeys);
constexpr Field kOlderFields[] = {{"Key", kOlderKey, kRequired},
                                  {"Values", kFilterValues, kRequired}};
constexpr Shape kOlderFilter = aws::structure("ParametersFilter", kOlderFields);
constexpr Shape kOlderFilters = aws::list_of(kOlderFilter);
constexpr Field kInputFields[] = {{"Filters", kOlderFilters},
                                  {"ParameterFilters", kFilters},
                                  {"MaxResults", kMaxResults},
                                  {"NextToken", aws::kString},
                                  {"Shared", aws::kBoolean}};
constexpr Shape kInput = aws::structure("DescribeParametersRequest", kInputFields);
constexpr Field kMetadataFields[] = {{"Name", aws::kString},
                                     {"ARN", aws::kString},
                                     {"Type", aws::kString},
                                     {"KeyId", aws::kString},
                                     {"LastModifiedDate", aws::kTimestamp},
                                     {"LastModifiedUser", aws::kString},
                                     {"Description", aws::kString},
                                     {"AllowedPattern", aws::kString},
                                     {"Version", aws::kLong},
                                     {"Tier", aws::kString},
                                     {"Policies", kPolicies},
                                     {"DataType", aws::kString}};
constexpr Shape kMetadata = aws::structure("ParameterMetadata", kMetadataFields);
constexpr Shape kMetadataList = aws::list_of(kMetadata);
constexpr Field kOutputFields[] = {{"Parameters", kMetadataList}, {"NextToken", aws::kString}};
constexpr Shape kOutput = aws::structure("DescribeParametersResult", kOutputFields);

/// The filters of before there were ParameterFilters: names by their beginnings, the rest whole.
bool older_filters_match(json::Value request, const Parameter& parameter) {
  const auto filters = request.find("Filters");
  if (!filters) return true;
  return std::ranges::all_of(filters->elements(), [&](json::Value filter) {
    const std::string_view key = *filter.find_text("Key");
    return std::ranges::any_of(filter.find("Values")->elements(), [&](json::Value value) {
      if (key == "Name") return parameter.name.starts_with(value.text());
      const Version& version = parameter.latest();
      return (key == "Type" ? version.type : version.key_id) == value.text();
    });
  });
}

Result<std::string> run(Context& context, json::Value request) {
  if (request.find("Filters") && request.find("ParameterFilters"))
    return fail(
        validation_error("You can use either Filters or ParameterFilters in a single request."));
  const Filters filters = DYNAROCK_TRY(Filters::of_all(request));
  Page page = DYNAROCK_TRY(Page::of(request, kDefaultSize));
  std::string body;
  json::Writer out(body);
  out.begin_object().key("Parameters").begin_array();
  // Nobody shares any.
  if (!boolean_of(request, "Shared"))
    context.parameters.for_each(context.place(), {}, page.after(), [&](const Parameter& parameter) {
      if (!filters.match(parameter) || !older_filters_match(request, parameter)) return true;
      if (!page.takes(parameter.name)) return false;
      out.begin_object().member("ARN", parameter.arn);
      write_description(out, parameter, parameter.latest());
      out.end_object();
      return true;
    });
  out.end_array();
  page.write_end(out);
  out.end_object();
  return body;
}

}  // namespace

const Operation kDescribeParameters = {{"DescribeParameters", &kInput, &kOutput}, run};

}  // namespace dynarock::ssm
