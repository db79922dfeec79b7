#include <utility>

#include "dynamodb/access/details.h"
#include "dynamodb/access/makers.h"
#include "dynamodb/access/request_keys.h"
#include "dynamodb/access/target.h"
#include "dynarock/dynamodb/partiql/key_plan.h"
#include "dynarock/dynamodb/partiql/statement.h"

namespace dynarock::dynamodb {
namespace {

/// Whether a SELECT may read as many items as it likes, or one by its key.
enum class Reads { kMany, kOne };

void add_where(const std::optional<expr::Condition>& where, Details& details) {
  if (where) details.add_paths(expr::paths_of(*where));
}

/// The partition of the one item that a WHERE means.
void add_key(const std::optional<expr::Condition>& where, const KeySchema* keys,
             partiql::SingleIn single_in, Details& details) {
  if (!keys) return;
  const partiql::KeyedWhere found = partiql::find_key(where, *keys, single_in);
  if (const AttributeValue* value = found.key.find(keys->hash.front().name))
    details.add_partition(*value);
}

/// The partitions that a SELECT reads, and whether that is all of them.
void add_plan(const partiql::Select& select, const KeySchema* keys, Details& details,
              policy::Context& context) {
  // PartiQL knows no keys of several attributes, and refuses them.
  if (!keys || keys->hash.size() > 1) return;
  const auto plan = partiql::plan_reads(select, *keys);
  if (!plan) return;
  for (const partiql::KeyBranch& branch : plan->branches) details.add_partition(branch.hash);
  context.set("dynamodb:FullTableScan", plan->scan ? "true" : "false");
}

std::string_view select_of(const partiql::Select& select) {
  if (select.projection) return "SPECIFIC_ATTRIBUTES";
  return select.index ? "ALL_PROJECTED_ATTRIBUTES" : "ALL_ATTRIBUTES";
}

std::string_view return_values_of(const std::optional<partiql::Returning>& returning) {
  if (!returning) return "NONE";
  if (returning->only_modified) return returning->old_image ? "UPDATED_OLD" : "UPDATED_NEW";
  return returning->old_image ? "ALL_OLD" : "ALL_NEW";
}

/// Makes a statement's access.
struct Maker {
  const AccessCall& call;
  Reads reads;

  policy::AccessRequest operator()(const partiql::Select& select) const {
    const std::string_view index = select.index ? std::string_view(*select.index) : "";
    const Target target = find_target(call, select.table);
    policy::AccessRequest access = access_to(call, "PartiQLSelect", target, index);
    Details details(target.keys(index));
    if (select.projection) details.add_paths(expr::paths_of(*select.projection));
    add_where(select.where, details);
    for (const partiql::OrderTerm& term : select.order) details.add_name(term.attribute);
    if (reads == Reads::kMany) {
      add_plan(select, target.keys(index), details, access.context);
    } else {
      add_key(select.where, target.keys(index), partiql::SingleIn::kIsEquality, details);
      access.context.set("dynamodb:FullTableScan", "false");
    }
    details.write(access.context);
    set_select(access.context, select_of(select));
    return access;
  }

  policy::AccessRequest operator()(const partiql::Insert& insert) const {
    const Target target = find_target(call, insert.table);
    policy::AccessRequest access = access_to(call, "PartiQLInsert", target);
    Details details(target.keys());
    details.add_item(insert.item);
    details.write(access.context);
    return access;
  }

  policy::AccessRequest operator()(const partiql::Update& update) const {
    const Target target = find_target(call, update.table);
    policy::AccessRequest access = access_to(call, "PartiQLUpdate", target);
    Details details(target.keys());
    details.add_paths(expr::paths_of(update.update));
    add_where(update.where, details);
    add_key(update.where, target.keys(), partiql::SingleIn::kIsCondition, details);
    details.write(access.context);
    access.context.set("dynamodb:ReturnValues", return_values_of(update.returning));
    return access;
  }

  policy::AccessRequest operator()(const partiql::Delete& erase) const {
    const Target target = find_target(call, erase.table);
    policy::AccessRequest access = access_to(call, "PartiQLDelete", target);
    Details details(target.keys());
    add_where(erase.where, details);
    add_key(erase.where, target.keys(), partiql::SingleIn::kIsCondition, details);
    details.write(access.context);
    access.context.set("dynamodb:ReturnValues", erase.returns_item ? "ALL_OLD" : "NONE");
    return access;
  }

  policy::AccessRequest operator()(const partiql::Exists& exists) const {
    return (*this)(exists.select);
  }
};

/// Adds what a statement asks for, if it can be read.
void add_statement(const AccessCall& call, json::Value member, Reads reads, Accesses& accesses) {
  const auto parameters = partiql::read_parameters(member);
  if (!parameters) return;
  const auto statement = partiql::compile(*member.find_text("Statement"), *parameters);
  if (statement) accesses.push_back(std::visit(Maker{call, reads}, *statement));
}

}  // namespace

Accesses statement_accesses(const AccessCall& call) {
  Accesses accesses;
  add_statement(call, call.request, Reads::kMany, accesses);
  return accesses;
}

Accesses batch_statement_accesses(const AccessCall& call) {
  Accesses accesses;
  for (const json::Value member : call.request.find("Statements")->elements())
    add_statement(call, member, Reads::kOne, accesses);
  return accesses;
}

Accesses transact_statement_accesses(const AccessCall& call) {
  Accesses accesses;
  for (const json::Value member : call.request.find("TransactStatements")->elements())
    add_statement(call, member, Reads::kOne, accesses);
  for (policy::AccessRequest& access : accesses)
    set_enclosing_operation(access.context, call.operation);
  return accesses;
}

}  // namespace dynarock::dynamodb
