#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/iam/model/entities.h"
#include "dynarock/json/document.h"
#include "dynarock/policy/document.h"
#include "iam/ops/context.h"

namespace dynarock::iam {

/// The text as a policy of that kind, or MalformedPolicyDocument; the call's note then says what is
/// wrong, and where. Sizes are not checked.
Result<std::shared_ptr<const policy::Document>> parse_document(Context& context,
                                                               policy::PolicyKind kind,
                                                               std::string_view document);

/// The member Tags; InvalidInput for keys that differ in nothing or in case only.
Result<std::vector<Tag>> read_tags(json::Value request);

/// Whether keys of tags are the same: IAM compares them without case.
bool same_key(std::string_view left, std::string_view right);

/// The managed policy of an ARN, or NoSuchEntity with AWS's text; InvalidInput for what is no ARN.
Result<const ManagedPolicy*> find_managed(const Account& account, std::string_view arn);
/// The same where the text says that the policy is to be attached.
Result<const ManagedPolicy*> find_attachable(const Account& account, std::string_view arn);
/// The account's own policy of an ARN, to be changed; AWS's own are refused with AccessDenied.
Result<ManagedPolicy*> find_own(Account& account, std::string_view arn);

}  // namespace dynarock::iam
