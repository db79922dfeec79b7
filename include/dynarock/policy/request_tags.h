#pragma once

#include <string_view>

#include "dynarock/json/document.h"
#include "dynarock/policy/context.h"

namespace dynarock::policy {

/// The members of a request that hold tags, each `{key: ..., value: ...}`, and keys of tags.
struct TagMembers {
  std::string_view tags = "Tags", keys = "TagKeys", key = "Key", value = "Value";
};

/// Sets aws:RequestTag/KEY and aws:TagKeys by what a request says.
void add_request_tags(json::Value request, Context& context, const TagMembers& members = {});

}  // namespace dynarock::policy
