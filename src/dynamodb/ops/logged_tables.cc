#include "dynamodb/ops/logged_tables.h"

#include <algorithm>
#include <ranges>
#include <vector>

namespace dynarock::dynamodb {
namespace {

constexpr std::size_t kMaxTablesLogged = 4;

}  // namespace

std::string logged_tables(std::span<const std::string_view> names) {
  std::vector<std::string_view> tables;
  for (const std::string_view name : names)
    if (std::ranges::find(tables, name) == tables.end()) tables.push_back(name);
  std::string text;
  for (const std::string_view table : tables | std::views::take(kMaxTablesLogged))
    text.append(text.empty() ? "" : ",").append(table);
  if (tables.size() > kMaxTablesLogged) text += ",...";
  return text;
}

}  // namespace dynarock::dynamodb
