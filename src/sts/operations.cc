#include "sts/operations.h"

#include "dynarock/aws/row_service.h"
#include "dynarock/sts/service.h"

namespace dynarock::sts {
namespace {

std::vector<Operation> all_operations() {
  return {kAssumeRole,       kAssumeRoleWithWebIdentity, kDecodeAuthorizationMessage,
          kGetAccessKeyInfo, kGetCallerIdentity,         kGetFederationToken,
          kGetSessionToken};
}

constexpr aws::QueryApi kQueryApi{"2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"};
constexpr aws::ServiceNames kNames = {
    .name = "sts", .model_namespace = "com.amazonaws.sts.v20110615", .query_api = &kQueryApi};

}  // namespace

std::unique_ptr<aws::Service> make_service(iam::State& state, Ids& ids) {
  return std::make_unique<aws::RowService<Context>>(kNames, all_operations(),
                                                    [&state, &ids](aws::Call& call, json::Value) {
                                                      return Context{state, ids, call};
                                                    });
}

}  // namespace dynarock::sts
