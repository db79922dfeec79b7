#pragma once

#include <string>
#include <string_view>

#include "dynarock/aws/operation.h"
#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/ecr/repositories.h"
#include "dynarock/json/writer.h"

namespace dynarock::ecr {

/// All that an operation can reach.
struct Context {
  Repositories& repositories;
  Ids& ids;
  aws::Call& call;

  Place place() const { return {call.account, call.region}; }
};

using Operation = aws::OperationRow<Context>;

extern const Operation kCreateRepository;
extern const Operation kDeleteLifecyclePolicy;
extern const Operation kDeleteRepository;
extern const Operation kDeleteRepositoryPolicy;
extern const Operation kDescribeImages;
extern const Operation kDescribeRepositories;
extern const Operation kGetAuthorizationToken;
extern const Operation kGetLifecyclePolicy;
extern const Operation kGetRepositoryPolicy;
extern const Operation kListImages;
extern const Operation kListTagsForResource;
extern const Operation kPutImageScanningConfiguration;
extern const Operation kPutImageTagMutability;
extern const Operation kPutLifecyclePolicy;
extern const Operation kSetRepositoryPolicy;
extern const Operation kTagResource;
extern const Operation kUntagResource;

AwsError invalid_parameter(std::string message);

/// ` in the registry with id '123456789012'`, as refusals end.
std::string in_registry(const Context& context);
/// The repository that `repositoryName` names. RepositoryNotFoundException.
Result<Repository> find_repository(const Context& context, json::Value request);
Result<Repository> find_repository(const Context& context, std::string_view name);

/// Sets the tags of a request over those there are. InvalidTagParameterException,
/// TooManyTagsException.
Result<void> set_tags(Repository& repository, json::Value request);

/// The members registryId and repositoryName.
void write_identity(json::Writer& out, const Context& context, const Repository& repository);

}  // namespace dynarock::ecr
