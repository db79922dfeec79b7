#pragma once

#include <string>
#include <string_view>

namespace dynarock::dynamodb {

/// Where a table lies. Refers to the texts that it was made of.
struct TableAddress {
  std::string_view account;
  std::string_view region;
  std::string_view name;

  /// `arn:aws:dynamodb:<region>:<account>:table/<name>`.
  std::string arn() const;
};

/// What a TableName means to a caller: a plain name lies with the caller, an ARN says where it
/// lies. Text that is no table's ARN is taken for a name, of which there is none.
TableAddress table_address(std::string_view name_or_arn, std::string_view caller_account,
                           std::string_view caller_region);

}  // namespace dynarock::dynamodb
