// PutAccountSetting, PutAccountSettingDefault, DeleteAccountSetting, ListAccountSettings.

#include <algorithm>
#include <span>

#include "ecs/ops/answers.h"
#include "ecs/ops/operations.h"
#include "ecs/ops/requests.h"
#include "ecs/ops/shapes.h"

namespace dynarock::ecs {
namespace {

constexpr Field kPutFields[] = {{"name", aws::kString, kRequired},
                                {"value", aws::kString, kRequired},
                                {"principalArn", aws::kString}};
constexpr Shape kPutRequest = aws::structure("PutAccountSettingRequest", kPutFields);
constexpr Field kPutDefaultFields[] = {{"name", aws::kString, kRequired},
                                       {"value", aws::kString, kRequired}};
constexpr Shape kPutDefaultRequest =
    aws::structure("PutAccountSettingDefaultRequest", kPutDefaultFields);
constexpr Field kDeleteFields[] = {{"name", aws::kString, kRequired},
                                   {"principalArn", aws::kString}};
constexpr Shape kDeleteRequest = aws::structure("DeleteAccountSettingRequest", kDeleteFields);
constexpr Field kListFields[] = {
    {"name", aws::kString},         {"value", aws::kString},
    {"principalArn", aws::kString}, {"effectiveSettings", aws::kBoolean},
    {"nextToken", aws::kString},    {"maxResults", aws::kInteger}};
constexpr Shape kListRequest = aws::structure("ListAccountSettingsRequest", kListFields);
constexpr Field kOneFields[] = {{"setting", kSetting}};
constexpr Shape kOneResponse = aws::structure("PutAccountSettingResponse", kOneFields);
constexpr Shape kSettings = aws::list_of(kSetting);
constexpr Field kListResponseFields[] = {{"settings", kSettings}, {"nextToken", aws::kString}};
constexpr Shape kListResponse = aws::structure("ListAccountSettingsResponse", kListResponseFields);

constexpr std::string_view kOnOff[] = {"enabled", "disabled"};
constexpr std::string_view kInsights[] = {"enabled", "disabled", "enhanced"};
constexpr std::string_view kOnOffShort[] = {"on", "off"};
constexpr std::string_view kWaitDays[] = {"0", "7", "14"};
constexpr std::string_view kLogModes[] = {"blocking", "non-blocking"};

/// What can be set to what, and what it is until it is set. In the order of their names.
struct SettingSpec {
  std::string_view name;
  std::span<const std::string_view> values;
  std::string_view preset;
};
constexpr SettingSpec kSpecs[] = {{"awsvpcTrunking", kOnOff, "disabled"},
                                  {"containerInsights", kInsights, "disabled"},
                                  {"containerInstanceLongArnFormat", kOnOff, "enabled"},
                                  {"defaultLogDriverMode", kLogModes, "non-blocking"},
                                  {"dualStackIPv6", kOnOff, "enabled"},
                                  {"fargateEventWindows", kOnOff, "disabled"},
                                  {"fargateFIPSMode", kOnOff, "disabled"},
                                  {"fargateTaskRetirementWaitPeriod", kWaitDays, "7"},
                                  {"guardDutyActivate", kOnOffShort, "off"},
                                  {"serviceLongArnFormat", kOnOff, "enabled"},
                                  {"tagResourceAuthorization", kOnOffShort, "off"},
                                  {"taskLongArnFormat", kOnOff, "enabled"}};

Result<const SettingSpec*> find_spec(std::string_view name) {
  const auto found = std::ranges::find(kSpecs, name, &SettingSpec::name);
  if (found != std::end(kSpecs)) return &*found;
  std::string names;
  for (const SettingSpec& spec : kSpecs) (names += names.empty() ? "" : ",").append(spec.name);
  return fail(invalid_parameter(std::string(name) + " should be one of [" + names + "]"));
}

void write_setting(json::Writer& out, std::string_view name, std::string_view value,
                   std::string_view principal) {
  out.begin_object().member("name", name).member("value", value);
  out.member("principalArn", principal).member("type", "user").end_object();
}

std::string answer(std::string_view name, std::string_view value, std::string_view principal) {
  return object([&](json::Writer& out) {
    out.key("setting");
    write_setting(out, name, value, principal);
  });
}

/// Whose settings are meant: the caller's, unless it is said.
std::string principal_of(const Context& context, json::Value request) {
  const std::string given = text_of(request, "principalArn");
  return given.empty() ? aws::caller_of(context.call).arn : given;
}

std::string root_of(const Context& context) {
  return "arn:aws:iam::" + context.place.account + ":root";
}

/// Defaults are the root's settings, kept under no name.
Result<std::string> put(Context& context, json::Value request, const std::string& principal) {
  const std::string name = text_of(request, "name"), value = text_of(request, "value");
  const SettingSpec* spec = DYNAROCK_TRY(find_spec(name));
  if (std::ranges::find(spec->values, value) == spec->values.end())
    return fail(invalid_parameter("Invalid value for setting " + name + ": " + value));
  State::Writer change = context.state.write(context.place);
  const bool is_default = principal == root_of(context);
  change->settings[name][is_default ? "" : principal] = value;
  change.save_settings();
  change.commit();
  return answer(name, value, principal);
}

Result<std::string> run_put(Context& context, json::Value request) {
  return put(context, request, principal_of(context, request));
}

Result<std::string> run_put_default(Context& context, json::Value request) {
  return put(context, request, root_of(context));
}

Result<std::string> run_delete(Context& context, json::Value request) {
  const std::string name = text_of(request, "name");
  const std::string principal = principal_of(context, request);
  DYNAROCK_TRY(find_spec(name));
  State::Writer change = context.state.write(context.place);
  const bool is_default = principal == root_of(context);
  auto& values = change->settings[name];
  const auto found = values.find(is_default ? "" : principal);
  if (found == values.end())
    return fail(
        invalid_parameter("Account setting " + name + " is not set for " + principal + "."));
  const std::string value = found->second;
  values.erase(found);
  change.save_settings();
  change.commit();
  return answer(name, value, principal);
}

/// The value that counts for a principal; empty if it is not set and presets don't count.
std::string value_for(const Resources& resources, const SettingSpec& spec,
                      const std::string& principal, bool effective) {
  const auto values = resources.settings.find(spec.name);
  if (values != resources.settings.end()) {
    const auto own = values->second.find(principal);
    if (own != values->second.end()) return own->second;
    const auto shared = values->second.find("");
    if (effective && shared != values->second.end()) return shared->second;
  }
  return effective ? std::string(spec.preset) : std::string();
}

Result<std::string> run_list(Context& context, json::Value request) {
  const std::string name = text_of(request, "name"), wanted = text_of(request, "value");
  if (!name.empty()) DYNAROCK_TRY(find_spec(name));
  const std::string principal = principal_of(context, request);
  const bool is_default = principal == root_of(context);
  const bool effective = boolean_of(request, "effectiveSettings");
  const State::Reader resources = context.state.read(context.place);
  return object([&](json::Writer& out) {
    out.key("settings").begin_array();
    for (const SettingSpec& spec : kSpecs) {
      if (!name.empty() && spec.name != name) continue;
      const std::string value = value_for(*resources, spec, is_default ? "" : principal, effective);
      if (!value.empty() && (wanted.empty() || value == wanted))
        write_setting(out, spec.name, value, principal);
    }
    out.end_array();
  });
}

}  // namespace

const Operation kPutAccountSetting = {{"PutAccountSetting", &kPutRequest, &kOneResponse}, run_put};
const Operation kPutAccountSettingDefault = {
    {"PutAccountSettingDefault", &kPutDefaultRequest, &kOneResponse}, run_put_default};
const Operation kDeleteAccountSetting = {{"DeleteAccountSetting", &kDeleteRequest, &kOneResponse},
                                         run_delete};
const Operation kListAccountSettings = {{"ListAccountSettings", &kListRequest, &kListResponse},
                                        run_list};

}  // namespace dynarock::ecs
