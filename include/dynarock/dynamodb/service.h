#pragma once

#include <chrono>
#include <memory>

#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/dynamodb/engine/engine.h"

namespace dynarock::dynamodb {

/// How the service behaves where its users can choose.
struct Settings {
  /// How long tables and indexes stay CREATING, UPDATING or DELETING.
  std::chrono::milliseconds transient_status{0};
};

/// Amazon DynamoDB (API version 2012-08-10) over an engine, which must outlive it.
std::unique_ptr<aws::Service> make_service(Engine& engine, Ids& ids, Settings settings);

/// Amazon DynamoDB Streams (API version 2012-08-10), which callers sign for as DynamoDB.
std::unique_ptr<aws::Service> make_streams_service(Engine& engine, Ids& ids, Settings settings);

}  // namespace dynarock::dynamodb
