#pragma once

#include "dynarock/dynamodb/access/access.h"

// How the operations' accesses are made: access.cc says which operation goes by which.

namespace dynarock::dynamodb {

/// GetItem, PutItem, UpdateItem, DeleteItem.
Accesses item_accesses(const AccessCall& call);
/// Query, Scan.
Accesses page_accesses(const AccessCall& call);
/// BatchGetItem, BatchWriteItem: one a table.
Accesses batch_get_accesses(const AccessCall& call);
Accesses batch_write_accesses(const AccessCall& call);
/// TransactGetItems, TransactWriteItems: the actions inside.
Accesses transact_get_accesses(const AccessCall& call);
Accesses transact_write_accesses(const AccessCall& call);
/// PartiQL: the actions of the statements.
Accesses statement_accesses(const AccessCall& call);
Accesses batch_statement_accesses(const AccessCall& call);
Accesses transact_statement_accesses(const AccessCall& call);
/// Operations on a table as such, by its TableName.
Accesses table_accesses(const AccessCall& call);
Accesses create_table_accesses(const AccessCall& call);
/// Operations on a ResourceArn.
Accesses resource_accesses(const AccessCall& call);
/// PutResourcePolicy: by the new policy too, unless the caller says that it may be shut out by it.
Accesses put_policy_accesses(const AccessCall& call);
/// Operations on a stream.
Accesses stream_accesses(const AccessCall& call);
/// Operations on no resource.
Accesses account_accesses(const AccessCall& call);

}  // namespace dynarock::dynamodb
