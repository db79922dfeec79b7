// Whatever makes versions: CreateSecret, PutSecretValue and UpdateSecret.

#include <algorithm>
#include <utility>

#include "dynarock/base/base64.h"
#include "secretsmanager/operations.h"
#include "secretsmanager/shapes.h"
#include "secretsmanager/tags.h"

namespace dynarock::secretsmanager {
namespace {

/// Versions without stages beyond so many are forgotten.
constexpr std::size_t kMaxVersions = 100;
constexpr std::string_view kSuffixCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

constexpr Shape kName = aws::string_shape({.min = 1, .max = 512});
constexpr Field kValueFields[] = {{"SecretBinary", aws::kBlob}, {"SecretString", kSecretString}};
constexpr Field kTokenField{"ClientRequestToken", kToken};

constexpr Field kCreateFields[] = {{"Name", kName, kRequired},
                                   kTokenField,
                                   {"Description", kDescription},
                                   {"KmsKeyId", kKmsKeyId},
                                   kValueFields[0],
                                   kValueFields[1],
                                   {"Tags", kTags}};
constexpr Shape kCreateInput = aws::structure("CreateSecretRequest", kCreateFields);
constexpr Field kUpdateFields[] = {
    kSecretIdField,          kTokenField,     {"Description", kDescription},
    {"KmsKeyId", kKmsKeyId}, kValueFields[0], kValueFields[1]};
constexpr Shape kUpdateInput = aws::structure("UpdateSecretRequest", kUpdateFields);
constexpr Field kIdentityFields[] = {
    {"ARN", aws::kString}, {"Name", aws::kString}, {"VersionId", aws::kString}};
constexpr Shape kIdentity = aws::structure("CreateSecretResponse", kIdentityFields);

constexpr Field kPutFields[] = {
    kSecretIdField, kTokenField, kValueFields[0], kValueFields[1], {"VersionStages", kStages}};
constexpr Shape kPutInput = aws::structure("PutSecretValueRequest", kPutFields);
constexpr Field kPutOutputFields[] = {{"ARN", aws::kString},
                                      {"Name", aws::kString},
                                      {"VersionId", aws::kString},
                                      {"VersionStages", kStages}};
constexpr Shape kPutOutput = aws::structure("PutSecretValueResponse", kPutOutputFields);

bool has_value(json::Value request) {
  return request.find("SecretString") || request.find("SecretBinary");
}

Result<void> check_value(json::Value request) {
  if (request.find("SecretString") && request.find("SecretBinary"))
    return fail(invalid_parameter(
        "You can't specify both a binary secret value and a string secret value in the same "
        "secret."));
  return {};
}

Result<void> check_name(std::string_view name) {
  const bool good = std::ranges::all_of(name, [](char c) {
    return kSuffixCharacters.find(c) != std::string_view::npos ||
           std::string_view("-/_+=.@!").find(c) != std::string_view::npos;
  });
  if (good) return {};
  return fail(validation_error(
      "Invalid name. Must be a valid name containing alphanumeric characters, or any of the "
      "following: -/_+=.@!"));
}

/// Gives a version a stage, which no other then has.
void move_stage(Secret& secret, std::string_view id, std::string_view stage) {
  for (Version& version : secret.versions) {
    std::erase(version.stages, stage);
    if (version.id == id) version.stages.emplace_back(stage);
  }
}

void set_stage(Secret& secret, const std::string& id, std::string_view stage) {
  const Version* before = secret.find_stage(stage);
  const std::string before_id = before ? before->id : "";
  move_stage(secret, id, stage);
  if (stage == kCurrent && !before_id.empty() && before_id != id)
    move_stage(secret, before_id, kPrevious);
}

std::vector<std::string> stages_of(json::Value request) {
  const auto given = request.find("VersionStages");
  if (!given) return {std::string(kCurrent)};
  std::vector<std::string> stages;
  for (const json::Value stage : given->elements()) stages.emplace_back(stage.text());
  return stages;
}

/// Adds the request's value as a version and says its id. The same token with the same value makes
/// no second one. ResourceExistsException for a token that stands for another value.
Result<std::string> add_version(Context& context, json::Value request, Secret& secret) {
  const auto token = request.find_text("ClientRequestToken");
  const std::string id = token ? std::string(*token) : context.ids.uuid();
  const bool binary = request.find("SecretBinary").has_value();
  const std::string_view value = *request.find_text(binary ? "SecretBinary" : "SecretString");
  if (const Version* known = secret.find_version(id)) {
    if (known->binary == binary &&
        context.vault.open(*base64_decode(known->value), secret.arn) == value)
      return id;
    return fail({"ResourceExistsException",
                 "You can't use ClientRequestToken " + id +
                     " because that value is already in use for a version of secret " + secret.arn +
                     ".",
                 {}});
  }
  secret.versions.push_back({.id = id,
                             .value = base64_encode(context.vault.seal(value, secret.arn)),
                             .binary = binary,
                             .created = context.call.now,
                             .stages = {}});
  for (const std::string& stage : stages_of(request)) set_stage(secret, id, stage);
  secret.changed = context.call.now;
  // A secret's first version is its current one, whatever else it is.
  if (!secret.find_stage(kCurrent)) set_stage(secret, id, kCurrent);
  const auto outdated = std::ranges::find_if(
      secret.versions, [](const Version& version) { return version.stages.empty(); });
  if (secret.versions.size() > kMaxVersions && outdated != secret.versions.end())
    secret.versions.erase(outdated);
  return id;
}

void set_description(json::Value request, Secret& secret) {
  if (const auto text = request.find_text("Description")) secret.description = *text;
  if (const auto key = request.find_text("KmsKeyId")) secret.kms_key_id = *key;
}

std::string answer(const Secret& secret, const std::string& version_id) {
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_identity(out, secret);
  if (!version_id.empty()) out.member("VersionId", version_id);
  out.end_object();
  return body;
}

/// CreateSecret of what is there already: the same once more is no mistake.
Result<std::string> create_again(Context& context, json::Value request, const Secret& secret) {
  if (secret.deletion)
    return fail(invalid_request(
        "You can't create this secret because a secret with this name is already scheduled for "
        "deletion."));
  const auto token = request.find_text("ClientRequestToken");
  const Version* version = token ? secret.find_version(*token) : nullptr;
  if (version && has_value(request)) {
    Secret copy = secret;
    DYNAROCK_TRY(add_version(context, request, copy));
    return answer(secret, version->id);
  }
  return fail({"ResourceExistsException",
               "The operation failed because the secret " + secret.name + " already exists.",
               {}});
}

Result<std::string> run_create(Context& context, json::Value request) {
  DYNAROCK_TRY(check_value(request));
  const std::string name(*request.find_text("Name"));
  DYNAROCK_TRY(check_name(name));
  const auto lock = context.secrets.lock();
  if (const auto existing = context.secrets.find(context.place(), name))
    return create_again(context, request, *existing);
  Secret secret;
  secret.name = name;
  secret.arn = arn_of(context.place(), name) + "-" + context.ids.text(6, kSuffixCharacters);
  secret.created = secret.changed = context.call.now;
  set_description(request, secret);
  DYNAROCK_TRY(set_tags(secret, request));
  std::string version_id;
  if (has_value(request)) version_id = DYNAROCK_TRY(add_version(context, request, secret));
  context.secrets.save(context.place(), secret);
  return answer(secret, version_id);
}

Result<std::string> run_put(Context& context, json::Value request) {
  DYNAROCK_TRY(check_value(request));
  const auto lock = context.secrets.lock();
  Secret secret = DYNAROCK_TRY(find_live_secret(context, request));
  if (!has_value(request))
    return fail(invalid_request("You must provide either SecretString or SecretBinary."));
  const std::string id = DYNAROCK_TRY(add_version(context, request, secret));
  context.secrets.save(context.place(), secret);
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_identity(out, secret);
  out.member("VersionId", id).key("VersionStages").begin_array();
  for (const std::string& stage : secret.find_version(id)->stages) out.string(stage);
  out.end_array().end_object();
  return body;
}

Result<std::string> run_update(Context& context, json::Value request) {
  DYNAROCK_TRY(check_value(request));
  const auto lock = context.secrets.lock();
  Secret secret = DYNAROCK_TRY(find_live_secret(context, request));
  set_description(request, secret);
  secret.changed = context.call.now;
  std::string version_id;
  if (has_value(request)) version_id = DYNAROCK_TRY(add_version(context, request, secret));
  context.secrets.save(context.place(), secret);
  return answer(secret, version_id);
}

}  // namespace

const Operation kCreateSecret = {{"CreateSecret", &kCreateInput, &kIdentity}, run_create};
const Operation kPutSecretValue = {{"PutSecretValue", &kPutInput, &kPutOutput}, run_put};
const Operation kUpdateSecret = {{"UpdateSecret", &kUpdateInput, &kIdentity}, run_update};

}  // namespace dynarock::secretsmanager
