#include "dynamodb/ops/shapes.h"

namespace dynarock::dynamodb {

bool is_table_arn(std::string_view text) {
  constexpr std::string_view kTable = ":table/";
  const std::size_t table = text.find(kTable);
  return text.starts_with("arn:") && table != std::string_view::npos &&
         text.find('/', table + kTable.size()) == std::string_view::npos;
}

}  // namespace dynarock::dynamodb
