#include <functional>
#include <mutex>
#include <utility>

#include "dynamodb/ops/operations.h"
#include "dynamodb/ops/policy_document.h"
#include "dynamodb/ops/table_shapes.h"
#include "dynarock/dynamodb/model/table_address.h"
#include "dynarock/json/writer.h"
#include "dynarock/policy/arn.h"

namespace dynarock::dynamodb {
namespace {

constexpr Shape kHolderArn = aws::string_shape({.min = 1, .max = 1283});
constexpr Shape kRevisionId = aws::string_shape({.min = 1, .max = 255});
constexpr Field kPutFields[] = {{"ResourceArn", kHolderArn, kRequired},
                                {"Policy", aws::kString, kRequired},
                                {"ExpectedRevisionId", kRevisionId},
                                {"ConfirmRemoveSelfResourceAccess", aws::kBoolean}};
constexpr Shape kPutInput = aws::structure("PutResourcePolicyInput", kPutFields);
constexpr Field kRevisionFields[] = {{"RevisionId", kRevisionId}};
constexpr Shape kPutOutput = aws::structure("PutResourcePolicyOutput", kRevisionFields);
constexpr Field kGetFields[] = {{"ResourceArn", kHolderArn, kRequired}};
constexpr Shape kGetInput = aws::structure("GetResourcePolicyInput", kGetFields);
constexpr Field kGetOutputFields[] = {{"Policy", aws::kString}, {"RevisionId", kRevisionId}};
constexpr Shape kGetOutput = aws::structure("GetResourcePolicyOutput", kGetOutputFields);
constexpr Field kDeleteFields[] = {{"ResourceArn", kHolderArn, kRequired},
                                   {"ExpectedRevisionId", kRevisionId}};
constexpr Shape kDeleteInput = aws::structure("DeleteResourcePolicyInput", kDeleteFields);
constexpr Shape kDeleteOutput = aws::structure("DeleteResourcePolicyOutput", kRevisionFields);

constexpr std::string_view kNoPolicy = "NO_POLICY";
AwsError invalid(std::string text) {
  return validation_error("One or more parameter values were invalid: " + std::move(text));
}
AwsError policy_not_found(std::string text) {
  return {"PolicyNotFoundException",
          "Resource-based policy not found for the provided ResourceArn: " + std::move(text),
          {}};
}

using Change = std::function<Result<void>(ResourcePolicy&)>;

/// The table or stream that has a policy, or may have one.
struct Holder {
  /// The table's, also of a stream.
  std::string_view table_name;
  /// One of the two.
  std::shared_ptr<TableState> table;
  std::shared_ptr<Stream> stream;

  ResourcePolicy policy() const {
    return table ? table->table()->resource_policy : stream->description()->resource_policy;
  }
};

/// What an ARN's last part says: `table/<table>[/stream/<label>]`.
Result<PolicyHolder> kind_of(std::string_view arn, std::string_view resource) {
  constexpr std::string_view kTable = "table/";
  const std::size_t slash = resource.find('/', kTable.size());
  const std::string_view part = slash == resource.npos ? "" : resource.substr(slash + 1);
  if (resource.starts_with(kTable) && slash == resource.npos) return PolicyHolder::kTable;
  if (part.starts_with("stream/")) return PolicyHolder::kStream;
  if (part.starts_with("index/"))
    return fail(
        invalid("Invalid resource arn provided, only table or stream is accepted. Provided "
                "resource arn: " +
                std::string(arn)));
  return fail(invalid("Provided Arn is not a DynamoDB resource arn: " + std::string(arn)));
}

Result<PolicyHolder> check_arn(const aws::Call& call, std::string_view text) {
  const auto arn = policy::split_arn(text);
  if (!arn) return fail(invalid("ARNs must start with 'arn:': " + std::string(text)));
  if (arn->partition() != "aws" || arn->service() != "dynamodb" || arn->region() != call.region)
    return fail(invalid("Invalid resource Arn: " + std::string(text)));
  if (arn->account() != call.account)
    return fail(
        validation_error("This action is only supported by accounts that match the resource "
                         "owner\u2019s account."));
  return kind_of(text, arn->resource());
}

Result<Holder> find_table_holder(Context& context, std::string_view arn) {
  const std::string_view name = table_address(arn, {}, {}).name;
  Holder holder{name, {}, {}};
  holder.table = DYNAROCK_TRY(find_table(context, arn));
  if (holder.table->table()->status(context.call.now) == "CREATING")
    return fail(table_not_found(name));
  return holder;
}

Result<Holder> find_stream_holder(Context& context, std::string_view arn) {
  const auto address = parse_stream_arn(arn);
  if (!address)
    return fail(invalid("Provided Arn is not a DynamoDB resource arn: " + std::string(arn)));
  auto stream = context.engine.streams().find(*address);
  if (!stream)
    return fail({"ResourceNotFoundException",
                 "Requested resource not found: Stream: " + std::string(address->label) +
                     " not found for Table: " + std::string(address->table),
                 {}});
  return Holder{address->table, {}, std::move(stream)};
}

Result<Holder> find_holder(Context& context, std::string_view arn, PolicyHolder kind) {
  return kind == PolicyHolder::kTable ? find_table_holder(context, arn)
                                      : find_stream_holder(context, arn);
}

Result<void> check_revision(json::Value request, const Holder& holder,
                            const ResourcePolicy& present) {
  const auto expected = request.find_text("ExpectedRevisionId");
  if (!expected) return {};
  const std::string table(holder.table_name);
  if (*expected == kNoPolicy) {
    if (present.document.empty()) return {};
    return fail(policy_not_found("Requested policy update expecting none to be present for table " +
                                 table + ", but a policy exists with revision id " +
                                 present.revision_id + "."));
  }
  if (*expected == present.revision_id && !present.document.empty()) return {};
  std::string text = "Requested update for policy with revision id " + std::string(*expected);
  if (present.revision_id.empty())
    return fail(policy_not_found(text + ", but table " + table + " has no associated policy."));
  return fail(policy_not_found(text + ", but the policy associated to target table " + table +
                               " has revision id " + present.revision_id + "."));
}

Result<void> change_table_policy(Context& context, TableState& state, const Change& change) {
  const std::lock_guard changing(state.change_lock());
  const std::shared_ptr<const Table> table = state.table();
  ResourcePolicy policy = table->resource_policy;
  DYNAROCK_TRY(change(policy));
  // One that is being updated takes a policy, one that is being deleted does not.
  if (table->status(context.call.now) == "DELETING")
    return check_not_in_transition(*table, context.call.now);
  if (!context.engine.catalog().update(
          state, [&](Table& changed) { changed.resource_policy = std::move(policy); }))
    return fail(table_not_found(table->name));
  return {};
}

Result<void> change_policy(Context& context, const Holder& holder, const Change& change) {
  return holder.table ? change_table_policy(context, *holder.table, change)
                      : holder.stream->change_policy(change);
}

std::string revision_answer(std::string_view revision_id) {
  std::string body;
  json::Writer out(body);
  out.begin_object();
  if (!revision_id.empty()) out.member("RevisionId", revision_id);
  out.end_object();
  return body;
}

Result<std::string> run_put(Context& context, json::Value request) {
  const std::string_view arn = *request.find_text("ResourceArn");
  const PolicyHolder kind = DYNAROCK_TRY(check_arn(context.call, arn));
  std::string document = DYNAROCK_TRY(read_policy_document(*request.find_text("Policy"), kind));
  const Holder holder = DYNAROCK_TRY(find_holder(context, arn, kind));
  std::string revision_id;
  const Change put = [&](ResourcePolicy& policy) -> Result<void> {
    DYNAROCK_TRY(check_revision(request, holder, policy));
    if (policy.document != document)
      policy = {std::move(document), next_revision(policy.revision_id, context.call.now)};
    revision_id = policy.revision_id;
    return {};
  };
  DYNAROCK_TRY(change_policy(context, holder, put));
  return revision_answer(revision_id);
}

Result<std::string> run_get(Context& context, json::Value request) {
  const std::string_view arn = *request.find_text("ResourceArn");
  const PolicyHolder kind = DYNAROCK_TRY(check_arn(context.call, arn));
  const Holder holder = DYNAROCK_TRY(find_holder(context, arn, kind));
  const ResourcePolicy policy = holder.policy();
  if (policy.document.empty()) return fail(policy_not_found(std::string(arn)));
  std::string body;
  json::Writer out(body);
  out.begin_object();
  out.member("Policy", policy.document).member("RevisionId", policy.revision_id);
  out.end_object();
  return body;
}

Result<std::string> run_delete(Context& context, json::Value request) {
  const std::string_view arn = *request.find_text("ResourceArn");
  const PolicyHolder kind = DYNAROCK_TRY(check_arn(context.call, arn));
  const Holder holder = DYNAROCK_TRY(find_holder(context, arn, kind));
  std::string revision_id;
  const Change remove = [&](ResourcePolicy& policy) -> Result<void> {
    DYNAROCK_TRY(check_revision(request, holder, policy));
    revision_id = policy.revision_id;
    // The deletion is a revision of its own.
    if (!policy.document.empty()) policy = {{}, next_revision(revision_id, context.call.now)};
    return {};
  };
  DYNAROCK_TRY(change_policy(context, holder, remove));
  return revision_answer(revision_id);
}

}  // namespace

const Operation kPutResourcePolicy = {{"PutResourcePolicy", &kPutInput, &kPutOutput}, run_put};
const Operation kGetResourcePolicy = {{"GetResourcePolicy", &kGetInput, &kGetOutput}, run_get};
const Operation kDeleteResourcePolicy = {{"DeleteResourcePolicy", &kDeleteInput, &kDeleteOutput},
                                         run_delete};

}  // namespace dynarock::dynamodb
