#include "sts/operations.h"

#include "dynarock/sts/service.h"

namespace dynarock::sts {
namespace {

std::vector<Operation> all_operations() {
  return {kAssumeRole,       kAssumeRoleWithWebIdentity, kDecodeAuthorizationMessage,
          kGetAccessKeyInfo, kGetCallerIdentity,         kGetFederationToken,
          kGetSessionToken};
}

class Sts final : public aws::Service {
 public:
  Sts(iam::State& state, Ids& ids) : state_(state), ids_(ids), operations_(all_operations()) {}

  std::string_view name() const override { return "sts"; }
  const aws::QueryApi* query_api() const override { return &kQueryApi; }
  std::string_view model_namespace() const override { return "com.amazonaws.sts.v20110615"; }

  const aws::OperationSpec* find(std::string_view operation) const override {
    return aws::find_row<Context>(operations_, operation);
  }
  std::vector<const aws::OperationSpec*> operations() const override {
    return aws::specs_of<Context>(operations_);
  }

  Result<std::string> run(const aws::OperationSpec& operation, aws::Call& call,
                          json::Value request) override {
    Context context{state_, ids_, call};
    return aws::run_row<Context>(operation, context, request);
  }

 private:
  static constexpr aws::QueryApi kQueryApi{"2011-06-15",
                                           "https://sts.amazonaws.com/doc/2011-06-15/"};

  iam::State& state_;
  Ids& ids_;
  const std::vector<Operation> operations_;
};

}  // namespace

std::unique_ptr<aws::Service> make_service(iam::State& state, Ids& ids) {
  return std::make_unique<Sts>(state, ids);
}

}  // namespace dynarock::sts
