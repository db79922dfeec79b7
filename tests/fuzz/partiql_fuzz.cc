// Any text compiles to a statement or to a refusal.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "dynarock/dynamodb/partiql/key_plan.h"
#include "expression_sample.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace partiql = dynarock::dynamodb::partiql;
  using dynarock::dynamodb::AttributeType;
  using dynarock::dynamodb::AttributeValue;
  static const dynarock::dynamodb::KeySchema keys{{{"a", AttributeType::S}},
                                                  {{"b", AttributeType::N}}};
  static const std::vector<AttributeValue> parameters(1, AttributeValue::string("x"));
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const bool has_parameter = text.find('?') != text.npos;
  const auto statement = partiql::compile(text, std::span(parameters).first(has_parameter ? 1 : 0));
  if (!statement) {
    dynarock::dynamodb::expr::require_refusal(statement);
    return 0;
  }
  if (const auto* select = std::get_if<partiql::Select>(&*statement)) {
    const auto plan = partiql::plan_reads(*select, keys);
    if (!plan) dynarock::dynamodb::expr::require_refusal(plan);
  }
  return 0;
}
