#include "secretsmanager/operations.h"

#include "dynarock/aws/deserialize.h"
#include "dynarock/secretsmanager/service.h"

namespace dynarock::secretsmanager {
namespace {

std::vector<Operation> all_operations() {
  return {kCreateSecret,   kDeleteSecret,  kDescribeSecret, kGetRandomPassword,
          kGetSecretValue, kListSecrets,   kPutSecretValue, kRestoreSecret,
          kTagResource,    kUntagResource, kUpdateSecret};
}

class SecretsManager final : public aws::Service {
 public:
  SecretsManager(Secrets& secrets, vault::Vault& vault, Ids& ids)
      : secrets_(secrets), vault_(vault), ids_(ids), operations_(all_operations()) {}

  std::string_view name() const override { return "secretsmanager"; }
  std::span<const std::string_view> target_prefixes() const override { return kTargets; }
  aws::JsonVersion json_version() const override { return aws::JsonVersion::k1_1; }
  std::string_view model_namespace() const override {
    return "com.amazonaws.secretsmanager.v20171017";
  }

  const aws::OperationSpec* find(std::string_view operation) const override {
    return aws::find_row<Context>(operations_, operation);
  }
  std::vector<const aws::OperationSpec*> operations() const override {
    return aws::specs_of<Context>(operations_);
  }

  Result<std::string> run(const aws::OperationSpec& operation, aws::Call& call,
                          json::Value request) override {
    Context context{secrets_, vault_, ids_, call};
    return aws::run_row<Context>(operation, context, request);
  }

 private:
  static constexpr std::string_view kTargets[] = {"secretsmanager"};

  Secrets& secrets_;
  vault::Vault& vault_;
  Ids& ids_;
  const std::vector<Operation> operations_;
};

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
  return std::make_unique<SecretsManager>(secrets, vault, ids);
}

}  // namespace dynarock::secretsmanager
