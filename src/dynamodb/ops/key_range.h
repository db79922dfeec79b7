#pragma once

#include "dynarock/dynamodb/engine/key_layout.h"
#include "dynarock/dynamodb/expr/key_condition.h"

namespace dynarock::dynamodb {

/// The keys that a key condition selects. The layout lets every condition be one byte range.
KeyRange key_range(const expr::KeyQuery& query);

}  // namespace dynarock::dynamodb
