#include <algorithm>

#include "dynamodb/ops/members.h"
#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/page_request.h"
#include "dynamodb/ops/rewordings.h"
#include "dynamodb/ops/shapes.h"
#include "dynamodb/ops/stateless.h"
#include "dynarock/dynamodb/engine/key_layout.h"

namespace dynarock::dynamodb {
namespace {

constexpr Shape kTotalSegments = aws::integer_shape({.min = 1, .max = 1'000'000});
constexpr Shape kSegment = aws::integer_shape({.min = 0, .max = 999'999});
constexpr Field kFields[] = {{"Select", kSelect},
                             {"IndexName", kIndexName},
                             {"TotalSegments", kTotalSegments},
                             {"ReturnConsumedCapacity", kReturnConsumedCapacity},
                             {"TableName", kTableName, kRequired},
                             {"ConditionalOperator", kConditionalOperator},
                             {"ScanFilter", kConditions},
                             {"Segment", kSegment},
                             {"Limit", kPositiveInteger},
                             {"AttributesToGet", kAttributesToGet},
                             {"ExclusiveStartKey", kAttributeMap},
                             {"ConsistentRead", aws::kBoolean},
                             {"ProjectionExpression", aws::kString},
                             {"FilterExpression", aws::kString},
                             {"ExpressionAttributeNames", aws::kStringMap},
                             {"ExpressionAttributeValues", kAttributeMap}};
constexpr Shape kInput = aws::structure("ScanInput", kFields);

struct Segments {
  std::int64_t segment = 0;
  std::int64_t total = 1;
};

struct Given {
  expr::Expressions expressions;
  std::optional<Item> start_key;
  Segments segments;
};

Result<Segments> read_segments(json::Value request) {
  const auto segment = integer_member(request, "Segment");
  const auto total = integer_member(request, "TotalSegments");
  if (!segment && !total) return Segments{};
  if (!total)
    return fail(validation_error(
        "The TotalSegments parameter is required but was not present in the request when Segment "
        "parameter is present"));
  if (!segment)
    return fail(validation_error(
        "The Segment parameter is required but was not present in the request when parameter "
        "TotalSegments is present"));
  if (*segment >= *total)
    return fail(validation_error(
        "The Segment parameter is zero-based and must be less than parameter TotalSegments"));
  return Segments{*segment, *total};
}

// Texts that AWS leaves as they are; before the others it says what they are about.
constexpr std::string_view kBareTexts[] = {"contains duplicates", "number set",
                                           "numeric value",       "in a Number",
                                           "Number overflow",     "Number underflow"};

Result<Item> read_start_key(json::Value start_key) {
  Result<Item> key = decode_item(start_key, Wording::older);
  if (key) return key;
  AwsError error = std::move(key).error();
  const auto is_in = [&](std::string_view text) {
    return error.message.find(text) != std::string::npos;
  };
  if (error.code == "ValidationException" && std::ranges::none_of(kBareTexts, is_in))
    error.message.insert(0, "The provided starting key is invalid: ");
  return fail(std::move(error));
}

// All that can be refused without the table, in AWS's order.
Result<Given> read(json::Value request) {
  const expr::Parameters parameters = expr::Parameters::of(request, expr::kScan);
  DYNAROCK_TRY(expr::check_parameters(parameters, expr::kScan));
  Given given;
  DYNAROCK_TRY(expr::read_legacy(parameters, expr::kScan, given.expressions));
  if (const auto start_key = request.find("ExclusiveStartKey"))
    given.start_key = DYNAROCK_TRY(read_start_key(*start_key));
  given.segments = DYNAROCK_TRY(read_segments(request));
  DYNAROCK_TRY(enveloped(check_select(request)));
  DYNAROCK_TRY(expr::read_expressions(parameters, expr::kScan, given.expressions));
  return given;
}

Result<void> check_start_key(const Table& table, const Index* index, const Item& start_key) {
  if (!has_start_key_names(table, index, start_key) ||
      (index != nullptr && !has_start_key_types(index->keys, start_key)))
    return fail(validation_error("The provided starting key is invalid"));
  if (!has_start_key_types(table.keys, start_key))
    return fail(validation_error(
        "The provided starting key is invalid: The provided key element does not match the "
        "schema"));
  return {};
}

Result<std::string> run(Context& context, json::Value request) {
  const Given given = DYNAROCK_TRY(read(request));
  const expr::Expressions& expressions = given.expressions;

  const auto state = DYNAROCK_TRY(find_table_for_items(context, *request.find_text("TableName")));
  const std::shared_ptr<const Table> table = state->table();
  const Index* index = DYNAROCK_TRY(find_index(*table, request, context.call.now));
  if (given.start_key) DYNAROCK_TRY(check_start_key(*table, index, *given.start_key));
  if (expressions.projection)
    DYNAROCK_TRY(check_key_paths(*table, expr::paths_of(*expressions.projection)));
  if (expressions.filter)
    DYNAROCK_TRY(check_key_paths(*table, expr::paths_of(*expressions.filter)));
  const bool fetch = DYNAROCK_TRY(check_projected(*table, index, request, expressions));

  const auto [segment, total] = given.segments;
  KeyRange range = segment_range(segment, total);
  PageRequest page{.table = table.get(),
                   .index = index,
                   .lower = std::move(range.lower),
                   .upper = std::move(range.upper),
                   .limit = integer_member(request, "Limit"),
                   .filter = expressions.filter ? &*expressions.filter : nullptr,
                   .projection = expressions.projection ? &*expressions.projection : nullptr,
                   .count_only = request.find_text("Select") == "COUNT",
                   .fetch_items = fetch,
                   .consistent = flag_member(request, "ConsistentRead")};
  if (given.start_key) {
    page.start_after = start_position(*table, index, *given.start_key);
    const bool inside =
        *page.start_after >= page.lower && (page.upper.empty() || *page.start_after < page.upper);
    if (!inside)
      return fail(validation_error(
          "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use "
          "ExclusiveStartKey with correct Segment. TotalSegments: " +
          std::to_string(total) + " Segment: " + std::to_string(segment)));
  }
  return answer_page(context, page, request);
}

}  // namespace

const Operation kScan = {{"Scan", &kInput, &kPageOutput, kScanRewordings}, run};

}  // namespace dynarock::dynamodb
