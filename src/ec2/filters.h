#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dynarock/base/result.h"
#include "dynarock/json/document.h"
#include "ec2/region.h"

namespace dynarock::ec2 {

/// A filter by its name in requests, and the members that it looks at: `Associations.SubnetId`,
/// where the elements of lists are all looked at.
struct FilterSpec {
  std::string_view name;
  std::string_view path;
};

/// Whether each of the request's filters is among the specs or is one of tags (`tag:KEY`,
/// `tag-key`). InvalidParameterValue.
Result<void> check_filters(json::Value filters, std::span<const FilterSpec> specs);

/// Whether the record passes all filters, which check_filters() let pass. A filter is passed if one
/// of its values, in which `*` and `?` are wildcards, is that of one of the members.
bool passes(const Record& record, json::Value filters, std::span<const FilterSpec> specs);

}  // namespace dynarock::ec2
