#pragma once

#include "dynamodb/ops/context.h"
#include "dynamodb/ops/transaction.h"
#include "dynarock/dynamodb/partiql/statement.h"

// Statements as members of a transaction. What is wrong with them by themselves is a
// ValidationException; what the schema shows is left to transact_write() and transact_read().

namespace dynarock::dynamodb {

/// What an INSERT, UPDATE, DELETE or EXISTS does. Takes the statement's contents, except for the
/// table's name, which must outlive the action.
Result<TransactAction> transact_action(Context& context, partiql::Statement& statement,
                                       bool return_item_on_failure);

/// The item that a SELECT names. The statement must outlive the read.
Result<TransactRead> statement_read(Context& context, const partiql::Select& select);

}  // namespace dynarock::dynamodb
