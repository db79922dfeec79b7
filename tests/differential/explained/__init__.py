"""The known differences from DynamoDB Local 2.6.1, and why AWS sides with us.

Sources: "Parity" is the public DynamoDB Parity Suite (github.com/paritysuite/dynamodb-conformance, formerly of
nubo-db), whose expectations are recorded answers of the service; a test's file is named, and its title if the file
holds many. "dynalite" and "moto" are the tests that architect/dynalite and getmoto/moto run against the service.
"Quirks" are the recorded answers of ack-api-quirks. "Guide" and "API" are the DynamoDB Developer Guide and API
Reference."""

from explained import capacity, keys, order, partiql, reads, requests, tables, transactions, values, writes

# The first row that covers a difference explains it.
EXPLAINED = (requests.ROWS + values.ROWS + keys.ROWS + transactions.ROWS + capacity.ROWS + reads.ROWS + writes.ROWS
             + partiql.ROWS + tables.ROWS + order.ROWS)
