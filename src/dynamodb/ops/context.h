#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/base/result.h"
#include "dynarock/dynamodb/engine/engine.h"
#include "dynarock/dynamodb/service.h"

namespace dynarock::dynamodb {

/// All that an operation can reach.
struct Context {
  Engine& engine;
  Ids& ids;
  const Settings& settings;
  aws::Call& call;
};

/// The table that `name_or_arn` means, for reading and writing items: ResourceNotFoundException
/// unless it is there and past CREATING. The log learns where else such a table exists.
Result<std::shared_ptr<TableState>> find_table_for_items(Context& context,
                                                         std::string_view name_or_arn);

/// The table, whatever its status, with the control plane's text when it is missing.
Result<std::shared_ptr<TableState>> find_table(Context& context, std::string_view name_or_arn);

/// The control plane's refusal of a table that is not there, or is not any more.
AwsError table_not_found(std::string_view table_name);

/// ResourceInUseException while the table is being created, updated or deleted.
Result<void> check_not_in_transition(const Table& table, Timestamp now);

}  // namespace dynarock::dynamodb
