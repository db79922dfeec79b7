#include "dynarock/dynamodb/model/table_address.h"

#include <array>

namespace dynarock::dynamodb {

std::string TableAddress::arn() const {
  return std::string("arn:aws:dynamodb:")
      .append(region)
      .append(":")
      .append(account)
      .append(":table/")
      .append(name);
}

TableAddress table_address(std::string_view name_or_arn, std::string_view caller_account,
                           std::string_view caller_region) {
  const TableAddress own{caller_account, caller_region, name_or_arn};
  constexpr std::string_view kTable = "table/";
  std::array<std::string_view, 6> parts{};
  std::string_view rest = name_or_arn;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    const std::size_t colon = rest.find(':');
    if (colon == std::string_view::npos) return own;
    parts[i] = rest.substr(0, colon);
    rest.remove_prefix(colon + 1);
  }
  if (parts[0] != "arn" || !rest.starts_with(kTable)) return own;
  return {parts[4], parts[3], rest.substr(kTable.size())};
}

}  // namespace dynarock::dynamodb
