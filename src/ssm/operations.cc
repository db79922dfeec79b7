#include "ssm/operations.h"

#include "dynarock/ssm/service.h"

namespace dynarock::ssm {
namespace {

std::vector<Operation> all_operations() {
  return {kAddTagsToResource,      kDeleteParameter,     kDeleteParameters, kDescribeParameters,
          kGetParameter,           kGetParameterHistory, kGetParameters,    kGetParametersByPath,
          kLabelParameterVersion,  kListTagsForResource, kPutParameter,     kRemoveTagsFromResource,
          kUnlabelParameterVersion};
}

class Ssm final : public aws::Service {
 public:
  Ssm(Parameters& parameters, vault::Vault& vault)
      : parameters_(parameters), vault_(vault), operations_(all_operations()) {}

  std::string_view name() const override { return "ssm"; }
  std::span<const std::string_view> target_prefixes() const override { return kTargets; }
  aws::JsonVersion json_version() const override { return aws::JsonVersion::k1_1; }
  std::string_view model_namespace() const override { return "com.amazonaws.ssm.v20141106"; }

  const aws::OperationSpec* find(std::string_view operation) const override {
    return aws::find_row<Context>(operations_, operation);
  }
  std::vector<const aws::OperationSpec*> operations() const override {
    return aws::specs_of<Context>(operations_);
  }

  Result<std::string> run(const aws::OperationSpec& operation, aws::Call& call,
                          json::Value request) override {
    Context context{parameters_, vault_, call};
    return aws::run_row<Context>(operation, context, request);
  }

 private:
  static constexpr std::string_view kTargets[] = {"AmazonSSM"};

  Parameters& parameters_;
  vault::Vault& vault_;
  const std::vector<Operation> operations_;
};

}  // namespace

std::unique_ptr<aws::Service> make_service(Parameters& parameters, vault::Vault& vault) {
  return std::make_unique<Ssm>(parameters, vault);
}

}  // namespace dynarock::ssm
