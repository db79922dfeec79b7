"""Statements."""

from explanations import INVALID, MODELLED, STATEMENTS, row, texts

NOT_WELL_FORMED = "Statement wasn't well formed, can't be processed: "

ROWS = [
    texts("What is not well formed", STATEMENTS, NOT_WELL_FORMED + "[^\"]*",
          "(" + NOT_WELL_FORMED + r".+|EXISTS can only be used in ExecuteTransaction write requests\.|Unsupported "
          "operation.+)", "Parity, tests/tier3/error-messages/partiqlGrammar.test.ts"),
    row("An existing item in an INSERT", "ExecuteStatement",
        MODELLED + "DuplicateItemException: Duplicate primary key exists in table",
        MODELLED + "DuplicateItem: Duplicate primary key exists in table", "API, ExecuteStatement, DuplicateItemException"),
    texts("An INSERT without VALUE", STATEMENTS,
          "Unsupported operation: Inserting multiple items in a single statement is not supported, .+",
          "(Unsupported operation: InsertOp|Invalid operation. Only select, insert, update and delete operations are valid)",
          "Guide, PartiQL insert statements: VALUE item", rare=True),
    texts("Duplicates in a literal of PartiQL", STATEMENTS, INVALID + r"Input collection \[.+\] contains duplicates\.",
          "Input collection contains duplicates",
          "Parity, tests/tier3/error-messages/partiqlFunctions.test.ts, set_add of a set literal with a repeated member",
          rare=True),
    row("The table of a failed statement", "BatchExecuteStatement", r'"\w+"', "absent",
        "Parity, tests/tier2/partiql/batchExecuteStatement.test.ts, which failures echo TableName",
        path=r"Responses\[\d+\]\.TableName"),
    texts("Selects of one item", "BatchExecuteStatement ExecuteTransaction",
          r"Select statements within \w+ must specify the primary key in the where clause\.",
          "Only single item select is supported",
          "Parity, tests/tier2/partiql/executeStatementIndex.test.ts, partial-key SELECT statements per slot"),
    row("Where a page of a statement ended", "ExecuteStatement", r"\{.*\}", "absent",
        "API, ExecuteStatement, LastEvaluatedKey", path="LastEvaluatedKey", rare=True),
]
