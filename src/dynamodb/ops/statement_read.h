#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dynamodb/ops/capacity.h"
#include "dynamodb/ops/context.h"
#include "dynarock/dynamodb/engine/key_layout.h"
#include "dynarock/dynamodb/partiql/statement.h"

namespace dynarock::dynamodb {

/// A stretch of keys to read; of a point `lower` is the one key.
struct ReadRange {
  KeyRange keys;
  bool is_point = false;
};

/// A SELECT with its table and index found, and the reads that it takes in order.
struct StatementRead {
  std::shared_ptr<const Table> table;
  const Index* index = nullptr;
  std::optional<expr::Projection> projection;
  const expr::Condition* filter = nullptr;
  bool fetch_items = false;
  bool forward = true;
  bool consistent = false;
  std::vector<ReadRange> ranges;
};

/// Checks the statement against its table. The statement must outlive the result.
Result<StatementRead> prepare_read(Context& context, const partiql::Select& select,
                                   bool consistent);

/// Where reading goes on: in which range, and behind which of its keys.
struct ReadPosition {
  std::size_t range = 0;
  std::optional<std::string> after;
};

struct ReadResult {
  /// The items' JSON, separated by commas.
  std::string items;
  ConsumedCapacity capacity;
  std::optional<ReadPosition> next;
  /// Key attributes of the last item evaluated, if more may follow it.
  std::optional<Item> last_key;
};

/// Reads until the limit, 1 MB or the end.
ReadResult read_statement_page(const Engine& engine, const StatementRead& read,
                               const ReadPosition& start, std::optional<std::int64_t> limit);

/// The one item that a SELECT names by its whole key and nothing else, as batches ask for it.
struct StatementGet {
  std::shared_ptr<const Table> table;
  Item key;
  std::string storage_key;
  std::optional<expr::Projection> projection;
};

/// Checks the statement against its table.
Result<StatementGet> prepare_get(Context& context, const partiql::Select& select, bool consistent);

}  // namespace dynarock::dynamodb
