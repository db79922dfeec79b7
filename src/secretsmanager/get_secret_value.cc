#include <algorithm>

#include "dynarock/base/base64.h"
#include "secretsmanager/operations.h"
#include "secretsmanager/shapes.h"

namespace dynarock::secretsmanager {
namespace {

constexpr Shape kVersionId = aws::string_shape({.min = 32, .max = 64});
constexpr Field kInputFields[] = {
    kSecretIdField, {"VersionId", kVersionId}, {"VersionStage", kStage}};
constexpr Shape kInput = aws::structure("GetSecretValueRequest", kInputFields);
constexpr Field kOutputFields[] = {{"ARN", aws::kString},           {"Name", aws::kString},
                                   {"VersionId", aws::kString},     {"SecretBinary", aws::kBlob},
                                   {"SecretString", aws::kString},  {"VersionStages", kStages},
                                   {"CreatedDate", aws::kTimestamp}};
constexpr Shape kOutput = aws::structure("GetSecretValueResponse", kOutputFields);

/// The version that a request names, the current one if it names none.
Result<const Version*> find_version(const Secret& secret, json::Value request) {
  const auto id = request.find_text("VersionId");
  const auto stage = request.find_text("VersionStage");
  const Version* version =
      id ? secret.find_version(*id) : secret.find_stage(stage.value_or(kCurrent));
  if (!version)
    return fail(not_found("Secrets Manager can't find the specified secret value for " +
                          (id ? "VersionId: " + std::string(*id)
                              : "staging label: " + std::string(stage.value_or(kCurrent)))));
  if (id && stage && std::ranges::find(version->stages, *stage) == version->stages.end())
    return fail(invalid_request(
        "You provided a VersionStage that is not associated to the provided VersionId."));
  return version;
}

Result<std::string> run(Context& context, json::Value request) {
  const Secret secret = DYNAROCK_TRY(find_live_secret(context, request));
  const Version* version = DYNAROCK_TRY(find_version(secret, request));
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_identity(out, secret);
  out.member("VersionId", version->id);
  out.member(version->binary ? "SecretBinary" : "SecretString",
             context.vault.open(*base64_decode(version->value), secret.arn));
  if (!version->stages.empty()) {
    out.key("VersionStages").begin_array();
    for (const std::string& stage : version->stages) out.string(stage);
    out.end_array();
  }
  write_time(out, "CreatedDate", version->created);
  out.end_object();
  return body;
}

}  // namespace

const Operation kGetSecretValue = {{"GetSecretValue", &kInput, &kOutput}, run};

}  // namespace dynarock::secretsmanager
