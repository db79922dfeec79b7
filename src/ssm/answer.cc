#include "ssm/answer.h"

#include "dynarock/aws/deserialize.h"
#include "dynarock/base/base64.h"

namespace dynarock::ssm {
namespace {

void write_policies(json::Writer& out, const Version& version) {
  out.key("Policies").begin_array();
  json::Document policies;
  if (!version.policies.empty() && policies.parse(version.policies))
    for (const json::Value policy : policies.root().elements()) {
      out.begin_object().member("PolicyText", policy.source());
      out.member("PolicyType", policy.find_text("Type").value_or(""));
      out.member("PolicyStatus", "Pending").end_object();
    }
  out.end_array();
}

}  // namespace

AwsError parameter_not_found() { return {"ParameterNotFound", {}, {}}; }

AwsError version_not_found(std::string_view version, std::string_view name) {
  return {"ParameterVersionNotFound",
          "Systems Manager could not find version " + std::string(version) + " of " +
              std::string(name) + ". Verify the version and try again.",
          {}};
}

bool boolean_of(json::Value request, std::string_view member) {
  const auto value = request.find(member);
  return value && aws::to_boolean(*value);
}

std::string value_of(Context& context, const Parameter& parameter, const Version& version,
                     json::Value request) {
  if (!version.is_secure() || !boolean_of(request, "WithDecryption")) return version.value;
  return context.vault.open(*base64_decode(version.value), parameter.arn);
}

void write_time(json::Writer& out, std::string_view name, Timestamp time) {
  out.key(name).raw(epoch_seconds(time));
}

void write_parameter(Context& context, json::Writer& out, json::Value request,
                     const Parameter& parameter, const Version& version,
                     std::string_view selector) {
  out.begin_object().member("Name", parameter.name).member("Type", version.type);
  out.member("Value", value_of(context, parameter, version, request));
  out.member("Version", version.number);
  if (!selector.empty()) out.member("Selector", selector);
  write_time(out, "LastModifiedDate", version.modified);
  out.member("ARN", parameter.arn).member("DataType", version.data_type).end_object();
}

void write_description(json::Writer& out, const Parameter& parameter, const Version& version) {
  out.member("Name", parameter.name).member("Type", version.type);
  if (!version.key_id.empty()) out.member("KeyId", version.key_id);
  write_time(out, "LastModifiedDate", version.modified);
  out.member("LastModifiedUser", version.user);
  if (!version.description.empty()) out.member("Description", version.description);
  if (!version.allowed_pattern.empty()) out.member("AllowedPattern", version.allowed_pattern);
  out.member("Version", version.number).member("Tier", version.tier);
  write_policies(out, version);
  out.member("DataType", version.data_type);
}

Result<Page> Page::of(json::Value request, std::int64_t default_size) {
  Page page;
  const auto size = request.find("MaxResults");
  page.left_ = size ? aws::to_integer(*size) : default_size;
  if (const auto token = request.find_text("NextToken")) {
    auto after = base64_decode(*token);
    if (!after || after->empty())
      return fail({"InvalidNextToken", "The specified token isn't valid.", {}});
    page.after_ = std::move(*after);
  }
  return page;
}

bool Page::takes(std::string_view text) {
  if (left_ == 0) {
    truncated_ = true;
    return false;
  }
  --left_;
  last_ = text;
  return true;
}

void Page::write_end(json::Writer& out) const {
  if (truncated_) out.member("NextToken", base64_encode(last_));
}

}  // namespace dynarock::ssm
