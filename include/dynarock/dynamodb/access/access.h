#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "dynarock/dynamodb/model/stream.h"
#include "dynarock/dynamodb/model/table.h"
#include "dynarock/dynamodb/model/table_address.h"
#include "dynarock/json/document.h"
#include "dynarock/policy/access_request.h"

// What a request to DynamoDB or DynamoDB Streams asks to be allowed: the Service Authorization
// Reference's actions on the ARNs that it names, with the `dynamodb:` context keys.

namespace dynarock::dynamodb {

/// What accesses show of the resources that they are on.
class Resources {
 public:
  virtual ~Resources() = default;

  struct KnownTable {
    std::shared_ptr<const Table> table;            ///< null if there is none
    std::shared_ptr<const policy::Policy> policy;  ///< null if it has none
  };
  virtual KnownTable find_table(const TableAddress& address) const = 0;
  /// The policy of a stream; null if it has none, or if there is no such stream.
  virtual std::shared_ptr<const policy::Policy> find_stream_policy(
      const StreamAddress& address) const = 0;
};

/// A request that has passed the checks of types and constraints, and who makes it.
struct AccessCall {
  /// "GetItem".
  std::string_view operation;
  /// The caller's.
  std::string_view account, region;
  json::Value request;
  const Resources& resources;
  /// What conditions see of the whole request; must outlive the accesses. May be null.
  const policy::Context* shared = nullptr;
};

using Accesses = std::vector<policy::AccessRequest>;

/// What the call asks for; nothing for an operation that is not known here. A request that is bound
/// to fail whatever it finds, such as a statement that can't be parsed, may ask for less than it
/// names.
std::optional<Accesses> accesses_of(const AccessCall& call);

}  // namespace dynarock::dynamodb
