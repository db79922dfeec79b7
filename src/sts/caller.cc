#include <utility>

#include "sts/session.h"
#include "sts/shapes.h"

namespace dynarock::sts {
namespace {

constexpr Shape kNoInput = aws::structure("GetCallerIdentityRequest");
constexpr Field kIdentityFields[] = {
    {"UserId", aws::kString}, {"Account", aws::kString}, {"Arn", aws::kString}};
constexpr Shape kIdentity = aws::structure("GetCallerIdentityResponse", kIdentityFields);

constexpr Shape kKeyId = aws::string_shape({.min = 16, .max = 128, .pattern = {"[\\w]*", is_word}});
constexpr Field kKeyInfoInputFields[] = {{"AccessKeyId", kKeyId, kRequired}};
constexpr Shape kKeyInfoInput = aws::structure("GetAccessKeyInfoRequest", kKeyInfoInputFields);
constexpr Field kKeyInfoFields[] = {{"Account", aws::kString}};
constexpr Shape kKeyInfo = aws::structure("GetAccessKeyInfoResponse", kKeyInfoFields);

Result<std::string> run_identity(Context& context, json::Value) {
  const auth::Principal caller = aws::caller_of(context.call);
  std::string body;
  json::Writer out(body);
  out.begin_object().member("UserId", caller.user_id).member("Account", caller.account);
  out.member("Arn", caller.arn).end_object();
  return body;
}

/// The account stands in the id itself.
Result<std::string> run_key_info(Context& context, json::Value request) {
  const std::string_view id = *request.find_text("AccessKeyId");
  const auto credentials = context.state.find(id);
  const auto account = credentials ? credentials->principal.account : iam::account_in(id);
  if (!account) return fail(validation_error("Access key ID " + std::string(id) + " is invalid"));
  std::string body;
  json::Writer(body).begin_object().member("Account", *account).end_object();
  return body;
}

}  // namespace

const Operation kGetCallerIdentity = {{"GetCallerIdentity", &kNoInput, &kIdentity}, run_identity};
const Operation kGetAccessKeyInfo = {{"GetAccessKeyInfo", &kKeyInfoInput, &kKeyInfo}, run_key_info};

}  // namespace dynarock::sts
