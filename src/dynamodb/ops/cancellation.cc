#include "dynamodb/ops/cancellation.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "dynarock/json/writer.h"

namespace dynarock::dynamodb {
namespace {

struct ReasonCode {
  std::string_view error;
  std::string_view reason;
};

constexpr ReasonCode kReasonCodes[] = {
    {"AccessDeniedException", "AccessDenied"},
    {"ConditionalCheckFailedException", "ConditionalCheckFailed"},
    {"DuplicateItemException", "DuplicateItem"},
    {"ItemCollectionSizeLimitExceededException", "ItemCollectionSizeLimitExceeded"},
    {"ProvisionedThroughputExceededException", "ProvisionedThroughputExceeded"},
    {"ResourceNotFoundException", "ResourceNotFound"},
    {"ThrottlingException", "ThrottlingError"},
    {"TransactionConflictException", "TransactionConflict"},
    {"ValidationException", "ValidationError"},
};

const ReasonCode* find_code(const AwsError& error) {
  const auto row = std::ranges::find(kReasonCodes, error.code, &ReasonCode::error);
  return row == std::end(kReasonCodes) ? nullptr : row;
}

void write_reason(const AwsError* error, std::string_view code, json::Writer& out) {
  out.begin_object().member("Code", code);
  if (error != nullptr) {
    // The only further member that these errors have is the item.
    constexpr std::string_view kItem = "\"Item\":";
    if (error->members.starts_with(kItem))
      out.key("Item").raw(std::string_view(error->members).substr(kItem.size()));
    out.member("Message", error->message);
  }
  out.end_object();
}

}  // namespace

AwsError cancellation(std::span<const AwsError* const> errors) {
  AwsError cancelled{
      "TransactionCanceledException",
      "Transaction cancelled, please refer cancellation reasons for specific reasons [",
      {}};
  cancelled.members = "\"CancellationReasons\":";
  json::Writer reasons(cancelled.members);
  reasons.begin_array();
  for (const AwsError* error : errors) {
    const ReasonCode* known = error != nullptr ? find_code(*error) : nullptr;
    if (error != nullptr && known == nullptr) return *error;
    const std::string_view code = known != nullptr ? known->reason : "None";
    if (!cancelled.message.ends_with('[')) cancelled.message += ", ";
    cancelled.message += code;
    write_reason(error, code, reasons);
  }
  reasons.end_array();
  cancelled.message += ']';
  return cancelled;
}

}  // namespace dynarock::dynamodb
