#pragma once

#include <functional>
#include <string>

#include "app/admin.h"
#include "dynarock/base/clock.h"
#include "dynarock/check/check.h"

namespace dynarock::app {

/// Tells what check::check() finds, of `?cluster=`, `&service=` and `&region=`, all or the default
/// if not given, and of the parameters that `&parameters=` names with commas between: as
/// `{"region": ..., "findings": [...]}`. `place` is the default. What it is given must outlive it.
Admin::Page check_page(check::World world, ecs::Place place, const Clock& clock);

}  // namespace dynarock::app
