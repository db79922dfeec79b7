#include "dynamodb/ops/transaction.h"

#include <algorithm>
#include <set>
#include <utility>

#include "dynamodb/ops/cancellation.h"
#include "dynamodb/ops/canonical_json.h"
#include "dynamodb/ops/item_changes.h"
#include "dynamodb/ops/item_keys.h"
#include "dynamodb/ops/stateless.h"

namespace dynarock::dynamodb {
namespace {

using Kind = TransactAction::Kind;

constexpr std::size_t kMaxBytes = 4U << 20;
constexpr int kFactor = 2;

/// Where an action or read is aimed.
struct Target {
  std::shared_ptr<TableState> state;
  std::shared_ptr<const Table> table;
  std::string key;
};

template <class T>
Result<std::vector<Target>> find_tables(Context& context, const std::vector<T>& members) {
  std::vector<Target> targets;
  for (const T& member : members) {
    auto state = DYNAROCK_TRY(find_table_for_items(context, member.table_name));
    auto table = state->table();
    targets.push_back({std::move(state), std::move(table), {}});
  }
  return targets;
}

// Empty keys fail the call as a whole, whatever else is wrong with the tables' keys.
Result<void> check_not_empty(const Table& table, const TransactAction& action) {
  DYNAROCK_TRY(check_key_not_empty(table.keys, action.item));
  if (action.is_put()) return check_index_keys_not_empty(table, action.item, ItemSource::kPut);
  if (action.kind != Kind::kUpdate) return {};
  return check_index_keys_not_empty(table, literal_attributes(*action.expressions.update),
                                    ItemSource::kUpdate);
}

Result<std::string> key_of(const Table& table, const TransactAction& action) {
  const expr::Expressions& expressions = action.expressions;
  std::string key = DYNAROCK_TRY(action.is_put() ? key_of_item(table, action.item)
                                                 : key_of_key(table, action.item));
  if (action.is_put()) DYNAROCK_TRY(check_index_keys(table, action.item));
  if (expressions.update) {
    DYNAROCK_TRY(expr::check_leaves_key(*expressions.update, key_names(table.keys)));
    DYNAROCK_TRY(check_key_paths(table, expr::paths_of(*expressions.update)));
  }
  if (expressions.condition)
    DYNAROCK_TRY(check_key_paths(table, expr::paths_of(*expressions.condition)));
  return key;
}

Result<std::string> key_of(const Table& table, const TransactRead& read) {
  std::string key = DYNAROCK_TRY(key_of_key(table, read.key));
  if (read.projection != nullptr)
    DYNAROCK_TRY(check_key_paths(table, expr::paths_of(*read.projection)));
  return key;
}

// Puts the keys into their targets. Errors cancel, before two members of one key are refused.
template <class T>
Result<void> find_keys(const std::vector<T>& members, std::vector<Target>& targets) {
  std::vector<Result<std::string>> found;
  for (std::size_t i = 0; i < members.size(); ++i)
    found.push_back(key_of(*targets[i].table, members[i]));
  std::vector<std::string> keys = DYNAROCK_TRY(all_or_cancellation(std::move(found)));

  std::set<std::pair<const TableState*, std::string_view>> seen;
  for (std::size_t i = 0; i < members.size(); ++i) {
    targets[i].key = std::move(keys[i]);
    if (!seen.emplace(targets[i].state.get(), targets[i].key).second)
      return fail(
          validation_error("Transaction request cannot include multiple operations on one item"));
  }
  return {};
}

Result<void> check_payload(const std::vector<TransactAction>& actions) {
  std::size_t bytes = 0;
  for (const TransactAction& action : actions) {
    bytes += item_size(action.item);
    if (action.expressions.update)
      bytes += item_size(literal_attributes(*action.expressions.update));
  }
  if (bytes <= kMaxBytes) return {};
  return fail(validation_error("Transaction payload size cannot exceed 4MB. Payload Size: " +
                               std::to_string(bytes)));
}

ConsumedCapacity& capacity_of(std::string_view table_name, TransactCapacity& capacity) {
  const auto found = std::ranges::find(capacity.tables, table_name, &ConsumedCapacity::table_name);
  if (found != capacity.tables.end()) return *found;
  return capacity.tables.emplace_back(ConsumedCapacity{std::string(table_name)});
}

// Takes the action's item; its expressions must outlive the change.
std::unique_ptr<ItemChange> change_of(TransactAction& action, const Table& table) {
  const auto& condition = action.expressions.condition;
  const Guard guard{condition ? &*condition : nullptr, action.return_item};
  switch (action.kind) {
    case Kind::kConditionCheck:
      return std::make_unique<ConditionCheck>(guard);
    case Kind::kPut:
      return std::make_unique<PutChange>(std::move(action.item), guard);
    case Kind::kInsert:
      return std::make_unique<InsertChange>(std::move(action.item));
    case Kind::kDelete:
      return std::make_unique<DeleteChange>(guard);
    case Kind::kUpdate:
      break;
  }
  return std::make_unique<UpdateChange>(table, std::move(action.item), &*action.expressions.update,
                                        guard, UpdateRules::kTransaction);
}

Result<TransactCapacity> execute(Context& context, std::vector<TransactAction>& actions,
                                 const std::vector<Target>& targets,
                                 const TransactionToken* token) {
  std::vector<std::unique_ptr<ItemChange>> changes;
  std::vector<Write> writes;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    changes.push_back(change_of(actions[i], *targets[i].table));
    writes.push_back({targets[i].state.get(), targets[i].key, changes.back().get()});
  }
  const std::vector<Written> written =
      DYNAROCK_TRY(all_or_cancellation(context.engine.transact(writes, token, context.call.now)));
  TransactCapacity capacity{{}, "WriteCapacityUnits"};
  for (std::size_t i = 0; i < actions.size(); ++i)
    capacity_of(actions[i].table_name, capacity).add(written[i], kFactor);
  return capacity;
}

// What is left to do of a transaction that is done.
TransactCapacity replay(Context& context, const std::vector<TransactAction>& actions,
                        const std::vector<Target>& targets) {
  TransactCapacity capacity{{}, "ReadCapacityUnits"};
  for (std::size_t i = 0; i < actions.size(); ++i) {
    const StoredItem item = context.engine.read(*targets[i].table, targets[i].key, true);
    capacity_of(actions[i].table_name, capacity).table +=
        static_cast<double>(kFactor * read_units(item.size()));
  }
  return capacity;
}

void write_response(const StoredItem& item, const expr::Projection* projection, json::Writer& out) {
  out.begin_object();
  if (item.exists() && projection != nullptr) {
    std::string projected;
    encode_item(projection->apply(item.item()), projected);
    out.key("Item").raw(projected);
  } else if (item.exists()) {
    out.key("Item").raw(item.json());
  }
  out.end_object();
}

// Lets go of a token unless its transaction was committed.
class RunningToken {
 public:
  RunningToken(TransactionTokens& tokens, const TransactionToken& token)
      : tokens_(tokens), token_(token) {}
  RunningToken(const RunningToken&) = delete;
  RunningToken& operator=(const RunningToken&) = delete;
  ~RunningToken() {
    if (!committed_) tokens_.cancel(token_);
  }
  void commit(Timestamp now) {
    tokens_.commit(token_, now);
    committed_ = true;
  }

 private:
  TransactionTokens& tokens_;
  const TransactionToken& token_;
  bool committed_ = false;
};

Result<TransactCapacity> execute_once(Context& context, std::vector<TransactAction>& actions,
                                      const std::vector<Target>& targets,
                                      const TransactionToken& token) {
  TransactionTokens& tokens = context.engine.tokens();
  switch (tokens.begin(token, context.call.now)) {
    case TransactionTokens::Verdict::kNew:
      break;
    case TransactionTokens::Verdict::kDone:
      return replay(context, actions, targets);
    case TransactionTokens::Verdict::kRunning:
      return fail({"TransactionInProgressException",
                   "The transaction with the given request token is already in progress.",
                   {}});
    case TransactionTokens::Verdict::kOther:
      return fail({"IdempotentParameterMismatchException",
                   "Specified idempotent token was used with different request parameters within "
                   "the idempotency window",
                   {}});
  }
  RunningToken running(tokens, token);
  TransactCapacity capacity = DYNAROCK_TRY(execute(context, actions, targets, &token));
  running.commit(context.call.now);
  return capacity;
}

}  // namespace

std::optional<TransactionToken> read_token(const Context& context, json::Value request,
                                           std::string_view operation, std::string_view member) {
  const auto token = request.find_text("ClientRequestToken");
  if (!token) return std::nullopt;
  std::string parameters(operation);
  append_canonical_json(*request.find(member), parameters);
  return TransactionToken::of(context.call.account, context.call.region, *token, parameters);
}

Result<TransactWritten> transact_write(Context& context, std::vector<TransactAction> actions,
                                       const std::optional<TransactionToken>& token) {
  DYNAROCK_TRY(check_payload(actions));
  std::vector<Target> targets = DYNAROCK_TRY(find_tables(context, actions));
  for (std::size_t i = 0; i < actions.size(); ++i)
    DYNAROCK_TRY(check_not_empty(*targets[i].table, actions[i]));
  DYNAROCK_TRY(find_keys(actions, targets));

  TransactWritten written;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    const Table& table = *targets[i].table;
    written.collections.push_back(
        table.local_indexes.empty() ? Item() : key_attributes(actions[i].item, table, nullptr));
  }
  written.capacity = DYNAROCK_TRY(token ? execute_once(context, actions, targets, *token)
                                        : execute(context, actions, targets, nullptr));
  for (Target& target : targets) written.tables.push_back(std::move(target.table));
  return written;
}

Result<TransactItems> transact_read(Context& context, const std::vector<TransactRead>& reads) {
  std::vector<Target> targets = DYNAROCK_TRY(find_tables(context, reads));
  for (std::size_t i = 0; i < reads.size(); ++i)
    DYNAROCK_TRY(check_key_not_empty(targets[i].table->keys, reads[i].key));
  DYNAROCK_TRY(find_keys(reads, targets));

  std::vector<Read> wanted;
  for (const Target& target : targets) wanted.push_back({target.table.get(), target.key});
  TransactItems found{DYNAROCK_TRY(all_or_cancellation(context.engine.read_together(wanted))),
                      {{}, "ReadCapacityUnits"}};
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < reads.size(); ++i) {
    bytes += found.items[i].size();
    capacity_of(reads[i].table_name, found.capacity).table +=
        static_cast<double>(kFactor * read_units(found.items[i].size()));
  }
  if (bytes > kMaxBytes) return fail(validation_error("Payload in response is too large."));
  return found;
}

std::string transact_read_answer(const std::vector<TransactRead>& reads, const TransactItems& found,
                                 json::Value request) {
  std::string body;
  json::Writer out(body);
  out.begin_object();
  write_capacity_member(found.capacity, request, out);
  out.key("Responses").begin_array();
  for (std::size_t i = 0; i < reads.size(); ++i)
    write_response(found.items[i], reads[i].projection, out);
  out.end_array().end_object();
  return body;
}

void write_capacity_member(const TransactCapacity& capacity, json::Value request,
                           json::Writer& out) {
  const CapacityDetail detail = capacity_detail(request.find_text("ReturnConsumedCapacity"));
  if (detail == CapacityDetail::kNone) return;
  out.key("ConsumedCapacity");
  write_capacities(capacity.tables, detail, out, capacity.units_name);
}

}  // namespace dynarock::dynamodb
