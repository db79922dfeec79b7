// CreateRepository, DescribeRepositories, DeleteRepository, and the settings of repositories.

#include <algorithm>

#include "dynarock/aws/deserialize.h"
#include "dynarock/base/base64.h"
#include "dynarock/base/characters.h"
#include "ecr/operations.h"
#include "ecr/shapes.h"

namespace dynarock::ecr {
namespace {

constexpr Field kCreateFields[] = {kRegistryField,
                                   kNameField,
                                   {"tags", kTags},
                                   {"imageTagMutability", kMutability},
                                   {"imageScanningConfiguration", kScanning},
                                   {"encryptionConfiguration", kEncryption}};
constexpr Shape kCreateInput = aws::structure("CreateRepositoryRequest", kCreateFields);
constexpr Field kOneFields[] = {{"repository", kRepository}};
constexpr Shape kCreateOutput = aws::structure("CreateRepositoryResponse", kOneFields);

constexpr Shape kNames = aws::list_of(kRepositoryName, {.min = 1, .max = 100});
constexpr Field kDescribeFields[] = {kRegistryField,
                                     {"repositoryNames", kNames},
                                     {"nextToken", aws::kString},
                                     {"maxResults", kMaxResults}};
constexpr Shape kDescribeInput = aws::structure("DescribeRepositoriesRequest", kDescribeFields);
constexpr Shape kRepositories = aws::list_of(kRepository);
constexpr Field kDescribeOutputFields[] = {{"repositories", kRepositories},
                                           {"nextToken", aws::kString}};
constexpr Shape kDescribeOutput =
    aws::structure("DescribeRepositoriesResponse", kDescribeOutputFields);

constexpr Field kDeleteFields[] = {kRegistryField, kNameField, {"force", aws::kBoolean}};
constexpr Shape kDeleteInput = aws::structure("DeleteRepositoryRequest", kDeleteFields);
constexpr Shape kDeleteOutput = aws::structure("DeleteRepositoryResponse", kOneFields);

constexpr Field kMutabilityFields[] = {
    kRegistryField, kNameField, {"imageTagMutability", kMutability, kRequired}};
constexpr Shape kMutabilityInput =
    aws::structure("PutImageTagMutabilityRequest", kMutabilityFields);
constexpr Shape kMutabilityOutput =
    aws::structure("PutImageTagMutabilityResponse", kMutabilityFields);
constexpr Field kPutScanningFields[] = {
    kRegistryField, kNameField, {"imageScanningConfiguration", kScanning, kRequired}};
constexpr Shape kPutScanningInput =
    aws::structure("PutImageScanningConfigurationRequest", kPutScanningFields);
constexpr Shape kPutScanningOutput =
    aws::structure("PutImageScanningConfigurationResponse", kPutScanningFields);

constexpr std::int64_t kDefaultPage = 100;

/// Words of lower-case letters and digits, with `.`, `_`, `__` or hyphens between, and slashes
/// between such names.
bool is_repository_name(std::string_view name) {
  const auto is_word = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); };
  if (name.empty() || !is_word(name.front()) || !is_word(name.back())) return false;
  for (std::size_t i = 0; i < name.size();) {
    if (is_word(name[i])) {
      ++i;
      continue;
    }
    const std::size_t end =
        static_cast<std::size_t>(std::ranges::find_if(name.substr(i), is_word) - name.data());
    const std::string_view between = name.substr(i, end - i);
    const bool hyphens = std::ranges::all_of(between, [](char c) { return c == '-'; });
    if (!hyphens && between != "." && between != "_" && between != "__" && between != "/")
      return false;
    i = end;
  }
  return true;
}

void write_scanning(json::Writer& out, const Repository& repository) {
  out.key("imageScanningConfiguration").begin_object();
  out.member("scanOnPush", repository.scan_on_push).end_object();
}

void write_repository(json::Writer& out, const Context& context, const Repository& repository) {
  out.begin_object().member("repositoryArn", arn_of(context.place(), repository.name));
  write_identity(out, context, repository);
  out.member("repositoryUri", std::string(context.call.account) + ".dkr.ecr." +
                                  std::string(context.call.region) + ".amazonaws.com/" +
                                  repository.name);
  out.key("createdAt").raw(epoch_seconds(repository.created));
  out.member("imageTagMutability", repository.tag_mutability);
  write_scanning(out, repository);
  out.key("encryptionConfiguration").begin_object();
  out.member("encryptionType", repository.encryption_type);
  if (!repository.kms_key.empty()) out.member("kmsKey", repository.kms_key);
  out.end_object().end_object();
}

std::string answer(const Context& context, const Repository& repository) {
  std::string body;
  json::Writer out(body);
  out.begin_object().key("repository");
  write_repository(out, context, repository);
  out.end_object();
  return body;
}

void set_scanning(Repository& repository, json::Value request) {
  const auto scanning = request.find("imageScanningConfiguration");
  const auto on_push = scanning ? scanning->find("scanOnPush") : std::nullopt;
  if (on_push) repository.scan_on_push = aws::to_boolean(*on_push);
}

/// Without a key of the caller's, KMS has one for ECR.
void set_encryption(Repository& repository, json::Value request, const Context& context) {
  const auto encryption = request.find("encryptionConfiguration");
  if (!encryption) return;
  repository.encryption_type = *encryption->find_text("encryptionType");
  if (repository.encryption_type == "AES256") return;
  repository.kms_key = encryption->find_text("kmsKey").value_or("");
  if (repository.kms_key.empty())
    repository.kms_key = "arn:aws:kms:" + std::string(context.call.region) + ":" +
                         std::string(context.call.account) + ":key/" + context.ids.uuid();
}

Result<std::string> run_create(Context& context, json::Value request) {
  Repository made;
  made.name = *request.find_text("repositoryName");
  if (!is_repository_name(made.name))
    return fail(invalid_parameter(
        "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular "
        "expression '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*''"));
  made.created = context.call.now;
  made.tag_mutability = request.find_text("imageTagMutability").value_or(made.tag_mutability);
  set_scanning(made, request);
  set_encryption(made, request, context);
  DYNAROCK_TRY(set_tags(made, request));
  const auto lock = context.repositories.lock();
  if (context.repositories.find(context.place(), made.name))
    return fail(
        {"RepositoryAlreadyExistsException",
         "The repository with name '" + made.name + "' already exists" + in_registry(context),
         {}});
  context.repositories.save(context.place(), made);
  return answer(context, made);
}

/// The named ones, or a page of all.
Result<std::string> run_describe(Context& context, json::Value request) {
  std::string body;
  json::Writer out(body);
  out.begin_object().key("repositories").begin_array();
  if (const auto names = request.find("repositoryNames")) {
    for (const json::Value name : names->elements()) {
      const Repository repository = DYNAROCK_TRY(find_repository(context, name.text()));
      write_repository(out, context, repository);
    }
    out.end_array().end_object();
    return body;
  }
  const std::vector<Repository> all = context.repositories.list(context.place());
  auto next = all.begin();
  if (const auto token = request.find_text("nextToken")) {
    const Result<std::string> last = base64_decode(*token);
    next = last ? std::ranges::find(all, *last, &Repository::name) : all.end();
    if (next == all.end())
      return fail(invalid_parameter(
          "Invalid parameter at 'NextToken' failed to satisfy constraint: 'Invalid NextToken'"));
    ++next;
  }
  const auto size = request.find("maxResults");
  const auto end = next + std::min<std::ptrdiff_t>(all.end() - next,
                                                   size ? aws::to_integer(*size) : kDefaultPage);
  for (auto repository = next; repository != end; ++repository)
    write_repository(out, context, *repository);
  out.end_array();
  if (end != all.end()) out.member("nextToken", base64_encode(std::prev(end)->name));
  out.end_object();
  return body;
}

Result<std::string> run_delete(Context& context, json::Value request) {
  const auto lock = context.repositories.lock();
  const Repository repository = DYNAROCK_TRY(find_repository(context, request));
  context.repositories.erase(context.place(), repository.name);
  return answer(context, repository);
}

Result<std::string> run_put_mutability(Context& context, json::Value request) {
  const auto lock = context.repositories.lock();
  Repository repository = DYNAROCK_TRY(find_repository(context, request));
  repository.tag_mutability = *request.find_text("imageTagMutability");
  context.repositories.save(context.place(), repository);
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_identity(out, context, repository);
  out.member("imageTagMutability", repository.tag_mutability).end_object();
  return body;
}

Result<std::string> run_put_scanning(Context& context, json::Value request) {
  const auto lock = context.repositories.lock();
  Repository repository = DYNAROCK_TRY(find_repository(context, request));
  set_scanning(repository, request);
  context.repositories.save(context.place(), repository);
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_identity(out, context, repository);
  write_scanning(out, repository);
  out.end_object();
  return body;
}

}  // namespace

const Operation kCreateRepository = {{"CreateRepository", &kCreateInput, &kCreateOutput},
                                     run_create};
const Operation kDescribeRepositories = {
    {"DescribeRepositories", &kDescribeInput, &kDescribeOutput}, run_describe};
const Operation kDeleteRepository = {{"DeleteRepository", &kDeleteInput, &kDeleteOutput},
                                     run_delete};
const Operation kPutImageTagMutability = {
    {"PutImageTagMutability", &kMutabilityInput, &kMutabilityOutput}, run_put_mutability};
const Operation kPutImageScanningConfiguration = {
    {"PutImageScanningConfiguration", &kPutScanningInput, &kPutScanningOutput}, run_put_scanning};

}  // namespace dynarock::ecr
