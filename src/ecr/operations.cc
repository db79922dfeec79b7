#include "ecr/operations.h"

#include "dynarock/aws/row_service.h"
#include "dynarock/ecr/service.h"

namespace dynarock::ecr {
namespace {

std::vector<Operation> all_operations() {
  return {kCreateRepository,      kDeleteLifecyclePolicy,
          kDeleteRepository,      kDeleteRepositoryPolicy,
          kDescribeImages,        kDescribeRepositories,
          kGetAuthorizationToken, kGetLifecyclePolicy,
          kGetRepositoryPolicy,   kListImages,
          kListTagsForResource,   kPutImageScanningConfiguration,
          kPutImageTagMutability, kPutLifecyclePolicy,
          kSetRepositoryPolicy,   kTagResource,
          kUntagResource};
}

constexpr aws::ServiceNames kNames = {.name = "ecr",
                                      .model_namespace = "com.amazonaws.ecr.v20150921",
                                      .target_prefix = "AmazonEC2ContainerRegistry_V20150921",
                                      .json_version = aws::JsonVersion::k1_1};

}  // namespace

AwsError invalid_parameter(std::string message) {
  return {"InvalidParameterException", std::move(message), {}};
}

std::string in_registry(const Context& context) {
  return " in the registry with id '" + std::string(context.call.account) + "'";
}

Result<Repository> find_repository(const Context& context, std::string_view name) {
  auto found = context.repositories.find(context.place(), name);
  if (!found)
    return fail({"RepositoryNotFoundException",
                 "The repository with name '" + std::string(name) + "' does not exist" +
                     in_registry(context),
                 {}});
  return std::move(*found);
}

Result<Repository> find_repository(const Context& context, json::Value request) {
  return find_repository(context, *request.find_text("repositoryName"));
}

void write_identity(json::Writer& out, const Context& context, const Repository& repository) {
  out.member("registryId", context.call.account).member("repositoryName", repository.name);
}

std::unique_ptr<aws::Service> make_service(Repositories& repositories, Ids& ids) {
  return std::make_unique<aws::RowService<Context>>(
      kNames, all_operations(), [&repositories, &ids](aws::Call& call, json::Value) {
        return Context{repositories, ids, call};
      });
}

}  // namespace dynarock::ecr
