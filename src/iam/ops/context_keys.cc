#include <set>

#include "dynarock/policy/simulate.h"
#include "iam/ops/answer.h"
#include "iam/ops/operations.h"
#include "iam/ops/policy_source.h"
#include "iam/ops/shapes.h"

namespace dynarock::iam {
namespace {

constexpr Field kCustomFields[] = {{"PolicyInputList", kPolicyInputs, kRequired}};
constexpr Shape kCustomInput =
    aws::structure("GetContextKeysForCustomPolicyRequest", kCustomFields);
constexpr Field kPrincipalFields[] = {{"PolicySourceArn", kArn, kRequired},
                                      {"PolicyInputList", kPolicyInputs}};
constexpr Shape kPrincipalInput =
    aws::structure("GetContextKeysForPrincipalPolicyRequest", kPrincipalFields);
constexpr Field kOutputFields[] = {{"ContextKeyNames", aws::kStringList}};
constexpr Shape kOutput = aws::structure("GetContextKeysForPolicyResponse", kOutputFields);

void add_keys(const std::vector<policy::Policy>& policies, std::set<std::string, NameLess>& keys) {
  for (const policy::Policy& one : policies)
    for (std::string& key : policy::context_keys(*one.document)) keys.insert(std::move(key));
}

std::string answer_keys(const std::set<std::string, NameLess>& keys) {
  std::string body;
  json::Writer out(body);
  out.begin_object().key("ContextKeyNames").begin_array();
  for (const std::string& key : keys) out.string(key);
  out.end_array().end_object();
  return body;
}

Result<std::string> run_custom(Context& context, json::Value request) {
  const auto inputs = DYNAROCK_TRY(read_policies(context, request, "PolicyInputList"));
  std::set<std::string, NameLess> keys;
  add_keys(inputs, keys);
  return answer_keys(keys);
}

Result<std::string> run_principal(Context& context, json::Value request) {
  const PolicySource source =
      DYNAROCK_TRY(find_policy_source(context, text_of(request, "PolicySourceArn")));
  const auto inputs = DYNAROCK_TRY(read_policies(context, request, "PolicyInputList"));
  std::set<std::string, NameLess> keys;
  add_keys(source.policies.identity, keys);
  add_keys(inputs, keys);
  return answer_keys(keys);
}

}  // namespace

const Operation kGetContextKeysForCustomPolicy = {
    {"GetContextKeysForCustomPolicy", &kCustomInput, &kOutput}, run_custom};
const Operation kGetContextKeysForPrincipalPolicy = {
    {"GetContextKeysForPrincipalPolicy", &kPrincipalInput, &kOutput}, run_principal};

}  // namespace dynarock::iam
