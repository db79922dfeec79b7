#include <algorithm>
#include <array>
#include <utility>

#include "dynarock/base/base64.h"
#include "dynarock/regex/expression.h"
#include "ssm/answer.h"
#include "ssm/names.h"
#include "ssm/shapes.h"
#include "ssm/tags.h"

namespace dynarock::ssm {
namespace {

constexpr std::size_t kMaxStandardValue = 4096;
constexpr std::size_t kMaxVersions = 100;
constexpr std::string_view kDefaultKey = "alias/aws/ssm";

constexpr Shape kDescription = aws::string_shape({.min = 0, .max = 1024});
constexpr Shape kValue = aws::string_shape({.min = 1, .max = 8192});
constexpr Shape kKeyId =
    aws::string_shape({.min = 1, .max = 256, .pattern = {"^([a-zA-Z0-9:/_-]+)$", is_key_id}});
constexpr Shape kAllowedPattern = aws::string_shape({.min = 0, .max = 1024});
constexpr Shape kPolicyTexts = aws::string_shape({.min = 1, .max = 4096});
constexpr Shape kDataType = aws::string_shape({.min = 0, .max = 128});
constexpr Field kInputFields[] = {{"Name", kName, kRequired},
                                  {"Description", kDescription},
                                  {"Value", kValue, kRequired},
                                  {"Type", kType},
                                  {"KeyId", kKeyId},
                                  {"Overwrite", aws::kBoolean},
                                  {"AllowedPattern", kAllowedPattern},
                                  {"Tags", kTags},
                                  {"Tier", kTier},
                                  {"Policies", kPolicyTexts},
                                  {"DataType", kDataType}};
constexpr Shape kInput = aws::structure("PutParameterRequest", kInputFields);
constexpr Field kOutputFields[] = {{"Version", aws::kLong}, {"Tier", aws::kString}};
constexpr Shape kOutput = aws::structure("PutParameterResult", kOutputFields);

Result<void> check_request(json::Value request) {
  if (boolean_of(request, "Overwrite") && request.find("Tags"))
    return fail(validation_error(
        "Invalid request: tags and overwrite can't be used together. To create a parameter with "
        "tags, please remove overwrite flag. To update tags for an existing parameter, please use "
        "AddTagsToResource or RemoveTagsFromResource."));
  constexpr auto kDataTypes =
      std::to_array<std::string_view>({"text", "aws:ec2:image", "aws:ssm:integration"});
  const std::string_view data_type = request.find_text("DataType").value_or("text");
  if (std::ranges::find(kDataTypes, data_type) == kDataTypes.end())
    return fail(validation_error("The following data type is not supported: " +
                                 std::string(data_type) + " (Data type names are all lowercase.)"));
  return check_new_name(*request.find_text("Name"));
}

/// Whether the whole value matches.
Result<void> check_pattern(std::string_view value, const std::string& pattern) {
  if (pattern.empty()) return {};
  const auto expression = regex::Expression::parse(pattern);
  if (!expression)
    return fail({"InvalidAllowedPatternException",
                 "The request doesn't meet the regular expression requirement.",
                 {}});
  if (expression->matches(value)) return {};
  return fail({"ParameterPatternMismatchException",
               "Parameter value, cannot be validated against allowedPattern: " + pattern,
               {}});
}

/// Which tier a value of that size is kept in.
Result<std::string> tier_of(json::Value request, const Version* previous) {
  const bool is_large = request.find_text("Value")->size() > kMaxStandardValue;
  const bool was_advanced = previous && previous->tier == "Advanced";
  const auto asked = request.find_text("Tier");
  if (asked == "Intelligent-Tiering")
    return is_large || was_advanced || request.find("Policies") ? "Advanced" : "Standard";
  if (asked == "Standard" && was_advanced)
    return fail(validation_error(
        "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from "
        "the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete "
        "the advanced parameter and recreate it as a standard parameter."));
  std::string tier(asked ? *asked : was_advanced ? "Advanced" : "Standard");
  if (tier == "Standard" && is_large)
    return fail(validation_error(
        "Standard tier parameters support a maximum parameter value of 4096 characters. To create "
        "a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For "
        "more information, see "
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
        "parameter-store-advanced-parameters.html"));
  return tier;
}

/// A text of the request, else of the version before, else the other.
std::string inherited(json::Value request, std::string_view member, const Version* previous,
                      std::string Version::*of, std::string_view otherwise) {
  if (const auto given = request.find_text(member)) return std::string(*given);
  return previous && !(previous->*of).empty() ? previous->*of : std::string(otherwise);
}

Result<Version> next_version(Context& context, json::Value request, const std::string& arn,
                             const Version* previous) {
  Version version;
  version.type = inherited(request, "Type", previous, &Version::type, "");
  if (version.type.empty())
    return fail(validation_error("A parameter type is required when you create a parameter."));
  version.number = previous ? previous->number + 1 : 1;
  version.tier = DYNAROCK_TRY(tier_of(request, previous));
  version.description = inherited(request, "Description", previous, &Version::description, "");
  version.allowed_pattern =
      inherited(request, "AllowedPattern", previous, &Version::allowed_pattern, "");
  version.data_type = inherited(request, "DataType", previous, &Version::data_type, "text");
  version.policies = inherited(request, "Policies", previous, &Version::policies, "");
  version.user = aws::caller_of(context.call).arn;
  version.modified = context.call.now;

  const std::string_view value = *request.find_text("Value");
  DYNAROCK_TRY(check_pattern(value, version.allowed_pattern));
  version.value = value;
  if (version.is_secure()) {
    version.key_id = inherited(request, "KeyId", previous, &Version::key_id, kDefaultKey);
    version.value = base64_encode(context.vault.seal(value, arn));
  }
  return version;
}

/// The oldest version makes room, unless somebody has labelled it.
Result<void> make_room(Parameter& parameter) {
  if (parameter.versions.size() < kMaxVersions) return {};
  const Version& oldest = parameter.versions.front();
  if (!oldest.labels.empty())
    return fail({"ParameterMaxVersionLimitExceeded",
                 "You attempted to create a new version of " + parameter.name +
                     " by calling the PutParameter API with the overwrite flag. Version " +
                     std::to_string(oldest.number) +
                     ", the oldest version, can't be deleted because it has a label associated "
                     "with it. Move the label to another version of the parameter, and try again.",
                 {}});
  parameter.versions.erase(parameter.versions.begin());
  return {};
}

Result<std::string> run(Context& context, json::Value request) {
  DYNAROCK_TRY(check_request(request));
  const std::string name(*request.find_text("Name"));
  const auto lock = context.parameters.lock();
  std::optional<Parameter> existing = context.parameters.find(context.place(), name);
  if (existing && !boolean_of(request, "Overwrite"))
    return fail({"ParameterAlreadyExists",
                 "The parameter already exists. To overwrite this value, set the overwrite option "
                 "in the request to true.",
                 {}});
  Parameter parameter = existing ? std::move(*existing) : Parameter{};
  parameter.name = name;
  parameter.arn = arn_of(context.place(), name);
  const Version* previous = existing ? &parameter.latest() : nullptr;
  Version version = DYNAROCK_TRY(next_version(context, request, parameter.arn, previous));
  DYNAROCK_TRY(make_room(parameter));
  if (const auto tags = request.find("Tags")) DYNAROCK_TRY(add_tags(parameter, *tags));
  parameter.versions.push_back(std::move(version));
  context.parameters.save(context.place(), parameter);

  std::string body;
  json::Writer(body)
      .begin_object()
      .member("Version", parameter.latest().number)
      .member("Tier", parameter.latest().tier)
      .end_object();
  return body;
}

}  // namespace

const Operation kPutParameter = {{"PutParameter", &kInput, &kOutput}, run};

}  // namespace dynarock::ssm
