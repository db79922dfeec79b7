#include "secretsmanager/operations.h"

#include "dynarock/aws/deserialize.h"
#include "dynarock/aws/row_service.h"
#include "dynarock/secretsmanager/service.h"

namespace dynarock::secretsmanager {
namespace {

std::vector<Operation> all_operations() {
  return {kCreateSecret,   kDeleteSecret,  kDescribeSecret, kGetRandomPassword,
          kGetSecretValue, kListSecrets,   kPutSecretValue, kRestoreSecret,
          kTagResource,    kUntagResource, kUpdateSecret};
}

constexpr aws::ServiceNames kNames = {.name = "secretsmanager",
                                      .model_namespace = "com.amazonaws.secretsmanager.v20171017",
                                      .target_prefix = "secretsmanager",
                                      .json_version = aws::JsonVersion::k1_1};

}  // namespace

AwsError invalid_request(std::string message) {
  return {"InvalidRequestException", std::move(message), {}};
}
AwsError invalid_parameter(std::string message) {
  return {"InvalidParameterException", std::move(message), {}};
}
AwsError not_found(std::string message) {
  return {"ResourceNotFoundException", std::move(message), {}};
}

bool boolean_of(json::Value request, std::string_view member) {
  const auto value = request.find(member);
  return value && aws::to_boolean(*value);
}

Result<Secret> find_secret(const Context& context, json::Value request) {
  auto secret = context.secrets.find(context.place(), *request.find_text("SecretId"));
  if (!secret) return fail(not_found("Secrets Manager can't find the specified secret."));
  return std::move(*secret);
}

Result<Secret> find_live_secret(const Context& context, json::Value request) {
  Secret secret = DYNAROCK_TRY(find_secret(context, request));
  if (secret.deletion)
    return fail(invalid_request(
        "You can't perform this operation on the secret because it was marked for deletion."));
  return secret;
}

void write_time(json::Writer& out, std::string_view name, Timestamp time) {
  out.key(name).raw(epoch_seconds(time));
}

void write_identity(json::Writer& out, const Secret& secret) {
  out.member("ARN", secret.arn).member("Name", secret.name);
}

std::unique_ptr<aws::Service> make_service(Secrets& secrets, vault::Vault& vault, Ids& ids) {
  return std::make_unique<aws::RowService<Context>>(
      kNames, all_operations(), [&secrets, &vault, &ids](aws::Call& call, json::Value) {
        return Context{secrets, vault, ids, call};
      });
}

}  // namespace dynarock::secretsmanager
