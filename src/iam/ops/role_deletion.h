#pragma once

#include "dynarock/base/result.h"
#include "dynarock/iam/model/state.h"

namespace dynarock::iam {

/// Deletes a role, short of committing. DeleteConflict while something hangs on it; what a service
/// attached to its own role goes with it.
Result<void> delete_role(State::Writer& account, const Role& role);

}  // namespace dynarock::iam
