#pragma once

#include <string>
#include <string_view>

#include "dynamodb/ops/statement_read.h"
#include "dynarock/json/document.h"

namespace dynarock::dynamodb {

/// Where a statement's reading stopped, as opaque text that fits this request's statement,
/// parameters and caller only.
std::string make_next_token(const ReadPosition& position, json::Value request,
                            const aws::Call& call);

/// The inverse. `Invalid NextToken`, or `NextToken does not match request`.
Result<ReadPosition> read_next_token(std::string_view token, json::Value request,
                                     const aws::Call& call);

}  // namespace dynarock::dynamodb
