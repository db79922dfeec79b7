#include "dynamodb/ops/write_answer.h"

#include "dynamodb/ops/capacity.h"

namespace dynarock::dynamodb {

std::string write_answer(json::Value request, const Written& written, const Item& key,
                         std::optional<std::string_view> attributes) {
  std::string body;
  json::Writer out(body);
  out.begin_object();
  if (attributes) out.key("Attributes").raw(*attributes);
  const CapacityDetail detail = capacity_detail(request.find_text("ReturnConsumedCapacity"));
  if (detail != CapacityDetail::kNone) {
    ConsumedCapacity capacity{std::string(request.find_text("TableName").value_or(""))};
    capacity.add(written);
    out.key("ConsumedCapacity");
    write_capacity(capacity, detail, out);
  }
  const bool wants_metrics = request.find_text("ReturnItemCollectionMetrics") == "SIZE";
  if (wants_metrics && !written.table->local_indexes.empty()) {
    out.key("ItemCollectionMetrics");
    write_collection_metrics(*written.table, key, out);
  }
  out.end_object();
  return body;
}

Result<void> check_old_or_none(json::Value request) {
  const auto wanted = request.find_text("ReturnValues");
  if (!wanted || *wanted == "ALL_OLD" || *wanted == "NONE") return {};
  return fail(validation_error("ReturnValues can only be ALL_OLD or NONE"));
}

}  // namespace dynarock::dynamodb
