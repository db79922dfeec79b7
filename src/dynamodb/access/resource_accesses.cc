#include "dynamodb/access/makers.h"
#include "dynamodb/access/target.h"
#include "dynarock/policy/request_tags.h"

namespace dynarock::dynamodb {
namespace {

bool is_there(const AccessCall& call) {
  const std::string_view arn = *call.request.find_text("ResourceArn");
  return parse_stream_arn(arn) || find_target(call, arn).known.table;
}

policy::AccessRequest stream_access(const AccessCall& call, std::string_view arn) {
  const auto stream = parse_stream_arn(arn);
  policy::AccessRequest access =
      access_to(call, call.operation, arn, stream ? stream->account : call.account);
  if (stream) access.resource_policy = call.resources.find_stream_policy(*stream);
  return access;
}

Accesses one(policy::AccessRequest access) {
  Accesses accesses;
  accesses.push_back(std::move(access));
  return accesses;
}

}  // namespace

Accesses table_accesses(const AccessCall& call) {
  return one(
      access_to(call, call.operation, find_target(call, *call.request.find_text("TableName"))));
}

Accesses create_table_accesses(const AccessCall& call) {
  const Target target = find_target(call, *call.request.find_text("TableName"));
  Accesses accesses = one(access_to(call, "CreateTable", target));
  const auto tags = call.request.find("Tags");
  if (tags && !tags->empty()) accesses.push_back(access_to(call, "TagResource", target));
  if (call.request.find("ResourcePolicy"))
    accesses.push_back(access_to(call, "PutResourcePolicy", target));
  for (policy::AccessRequest& access : accesses)
    policy::add_request_tags(call.request, access.context);
  return accesses;
}

Accesses resource_accesses(const AccessCall& call) {
  const std::string_view arn = *call.request.find_text("ResourceArn");
  if (parse_stream_arn(arn)) {
    Accesses accesses = one(stream_access(call, arn));
    policy::add_request_tags(call.request, accesses.front().context);
    return accesses;
  }
  Accesses accesses = one(access_to(call, call.operation, find_target(call, arn)));
  // As it was written, which need not be a table's ARN.
  accesses.front().resource = arn;
  // Policies of other accounts' tables are refused by their operations, in words of their own.
  if (call.operation.ends_with("ResourcePolicy")) accesses.front().resource_account = call.account;
  policy::add_request_tags(call.request, accesses.front().context);
  return accesses;
}

Accesses put_policy_accesses(const AccessCall& call) {
  Accesses accesses = resource_accesses(call);
  const auto confirmed = call.request.find("ConfirmRemoveSelfResourceAccess");
  if (confirmed && confirmed->boolean()) return accesses;
  const auto parsed = policy::parse_policy(policy::PolicyKind::kResource,
                                           call.request.find_text("Policy").value_or(""));
  // What is not there is told of first.
  if (!parsed || !is_there(call)) return accesses;
  policy::AccessRequest& again = accesses.emplace_back(accesses.front());
  again.resource_policy =
      std::make_shared<policy::Policy>(policy::Policy{"the new policy", {}, *parsed});
  again.refusal =
      "The new resource policy will not allow you to update the resource policy in the future.";
  return accesses;
}

Accesses stream_accesses(const AccessCall& call) {
  if (const auto arn = call.request.find_text("StreamArn")) return one(stream_access(call, *arn));
  // An iterator begins with its stream's ARN.
  const std::string_view iterator = *call.request.find_text("ShardIterator");
  return one(stream_access(call, iterator.substr(0, iterator.find('|'))));
}

Accesses account_accesses(const AccessCall& call) {
  return one(access_to(call, call.operation, "*", call.account));
}

}  // namespace dynarock::dynamodb
