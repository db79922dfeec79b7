#pragma once

#include "aws/protocol.h"

namespace dynarock::aws {

/// The AWS Query protocol: a form whose Action names the operation and whose other parameters are
/// its input, answered in XML.
const Protocol& query_protocol();

}  // namespace dynarock::aws
