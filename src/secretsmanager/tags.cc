#include "secretsmanager/tags.h"

#include "secretsmanager/operations.h"
#include "secretsmanager/shapes.h"

namespace dynarock::secretsmanager {
namespace {

constexpr std::size_t kMaxTags = 50;

constexpr Field kTagInputFields[] = {kSecretIdField, {"Tags", kTags, kRequired}};
constexpr Shape kTagInput = aws::structure("TagResourceRequest", kTagInputFields);
constexpr Field kUntagFields[] = {kSecretIdField, {"TagKeys", kTagKeys, kRequired}};
constexpr Shape kUntagInput = aws::structure("UntagResourceRequest", kUntagFields);

Result<std::string> run_tag(Context& context, json::Value request) {
  const auto lock = context.secrets.lock();
  Secret secret = DYNAROCK_TRY(find_live_secret(context, request));
  DYNAROCK_TRY(set_tags(secret, request));
  context.secrets.save(context.place(), secret);
  return std::string();
}

Result<std::string> run_untag(Context& context, json::Value request) {
  const auto lock = context.secrets.lock();
  Secret secret = DYNAROCK_TRY(find_live_secret(context, request));
  for (const json::Value key : request.find("TagKeys")->elements())
    secret.tags.erase(std::string(key.text()));
  context.secrets.save(context.place(), secret);
  return std::string();
}

}  // namespace

Result<void> set_tags(Secret& secret, json::Value request) {
  const auto tags = request.find("Tags");
  if (!tags) return {};
  for (const json::Value tag : tags->elements()) {
    const std::string key(tag.find_text("Key").value_or(""));
    if (key.starts_with("aws:"))
      return fail(invalid_request("aws: prefixed tag key names are not allowed for external use."));
    secret.tags[key] = tag.find_text("Value").value_or("");
  }
  if (secret.tags.size() > kMaxTags)
    return fail(invalid_request("The request contains more than 50 tags."));
  return {};
}

const Operation kTagResource = {{"TagResource", &kTagInput, &kNoOutput}, run_tag};
const Operation kUntagResource = {{"UntagResource", &kUntagInput, &kNoOutput}, run_untag};

}  // namespace dynarock::secretsmanager
