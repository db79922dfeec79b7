#include "dynarock/aws/deserialize.h"
#include "secretsmanager/operations.h"
#include "secretsmanager/shapes.h"

namespace dynarock::secretsmanager {
namespace {

constexpr std::int64_t kDefaultWindowDays = 30;

constexpr Field kDeleteFields[] = {kSecretIdField,
                                   {"RecoveryWindowInDays", aws::kLong},
                                   {"ForceDeleteWithoutRecovery", aws::kBoolean}};
constexpr Shape kDeleteInput = aws::structure("DeleteSecretRequest", kDeleteFields);
constexpr Field kDeleteOutputFields[] = {
    {"ARN", aws::kString}, {"Name", aws::kString}, {"DeletionDate", aws::kTimestamp}};
constexpr Shape kDeleteOutput = aws::structure("DeleteSecretResponse", kDeleteOutputFields);

constexpr Field kRestoreFields[] = {kSecretIdField};
constexpr Shape kRestoreInput = aws::structure("RestoreSecretRequest", kRestoreFields);
constexpr Field kRestoreOutputFields[] = {{"ARN", aws::kString}, {"Name", aws::kString}};
constexpr Shape kRestoreOutput = aws::structure("RestoreSecretResponse", kRestoreOutputFields);

/// How long the secret can be restored.
Result<std::chrono::hours> window_of(json::Value request) {
  const auto given = request.find("RecoveryWindowInDays");
  const bool forced = boolean_of(request, "ForceDeleteWithoutRecovery");
  if (given && forced)
    return fail(invalid_parameter(
        "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays."));
  const std::int64_t days = given ? aws::to_integer(*given) : kDefaultWindowDays;
  if (days < 7 || days > 30)
    return fail(invalid_parameter(
        "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive)."));
  return forced ? std::chrono::hours(0) : std::chrono::hours(24 * days);
}

std::string answer(const Secret& secret, Timestamp deletion) {
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_identity(out, secret);
  write_time(out, "DeletionDate", deletion);
  out.end_object();
  return body;
}

Result<std::string> run_delete(Context& context, json::Value request) {
  const std::chrono::hours window = DYNAROCK_TRY(window_of(request));
  const Timestamp deletion = context.call.now + window;
  const auto lock = context.secrets.lock();
  Result<Secret> secret = find_secret(context, request);
  if (window.count() == 0) {
    // Deleting what is not there is no mistake.
    if (!secret) {
      const std::string name(*request.find_text("SecretId"));
      Secret none;
      none.name = name;
      none.arn = arn_of(context.place(), name);
      return answer(none, deletion);
    }
    context.secrets.erase(context.place(), secret->name);
    return answer(*secret, deletion);
  }
  if (!secret) return fail(secret.error());
  if (secret->deletion)
    return fail(invalid_request(
        "You can't perform this operation on the secret because it was already scheduled for "
        "deletion."));
  secret->deletion = deletion;
  context.secrets.save(context.place(), *secret);
  return answer(*secret, deletion);
}

Result<std::string> run_restore(Context& context, json::Value request) {
  const auto lock = context.secrets.lock();
  Secret secret = DYNAROCK_TRY(find_secret(context, request));
  secret.deletion.reset();
  context.secrets.save(context.place(), secret);
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_identity(out, secret);
  out.end_object();
  return body;
}

}  // namespace

const Operation kDeleteSecret = {{"DeleteSecret", &kDeleteInput, &kDeleteOutput}, run_delete};
const Operation kRestoreSecret = {{"RestoreSecret", &kRestoreInput, &kRestoreOutput}, run_restore};

}  // namespace dynarock::secretsmanager
