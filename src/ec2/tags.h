#pragma once

#include <string_view>

#include "dynarock/base/result.h"
#include "dynarock/json/document.h"
#include "ec2/region.h"

namespace dynarock::ec2 {

/// A resource's tags, `{Key, Value}` each.
const Record& tags_of(const Record& record);

/// Gives a new resource the tags that the request's TagSpecifications have for its type.
/// InvalidParameterValue for another type and for keys that are AWS's, TagLimitExceeded.
Result<void> tag_new(Region& region, const std::string& id, json::Value request);

}  // namespace dynarock::ec2
