#pragma once

#include "aws/protocol.h"

namespace dynarock::aws {

/// The awsJson1_0 protocol: a POST whose X-Amz-Target names the operation and whose body is JSON.
const Protocol& json_protocol();

}  // namespace dynarock::aws
