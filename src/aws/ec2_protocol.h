#pragma once

#include "aws/protocol.h"

namespace dynarock::aws {

/// The query protocol in EC2's dialect.
const Protocol& ec2_protocol();

}  // namespace dynarock::aws
