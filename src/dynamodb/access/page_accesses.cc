#include "dynamodb/access/details.h"
#include "dynamodb/access/makers.h"
#include "dynamodb/access/request_keys.h"
#include "dynamodb/access/target.h"

namespace dynarock::dynamodb {
namespace {

/// What is returned where nothing says it.
std::string_view implied_select(bool projects, bool has_index) {
  if (projects) return "SPECIFIC_ATTRIBUTES";
  return has_index ? "ALL_PROJECTED_ATTRIBUTES" : "ALL_ATTRIBUTES";
}

}  // namespace

Accesses page_accesses(const AccessCall& call) {
  const json::Value request = call.request;
  const std::string_view index = request.find_text("IndexName").value_or("");
  const Target target = find_target(call, *request.find_text("TableName"));
  Accesses accesses;
  accesses.push_back(access_to(call, call.operation, target, index));
  policy::Context& context = accesses.back().context;

  Details details(target.keys(index));
  if (const auto start = request.find("ExclusiveStartKey")) details.add_names(*start);
  details.add_parameters(request, call.operation == "Query" ? expr::kQuery : expr::kScan);
  details.write(context);
  set_select(context, request.find_text("Select").value_or(
                          implied_select(details.projects(), !index.empty())));
  set_consumed_capacity(context, request);
  return accesses;
}

}  // namespace dynarock::dynamodb
