#pragma once

#include "app/admin.h"
#include "app/authorization.h"

namespace dynarock::app {

/// Explains a judged request: that of `?request=ID`, the latest that was denied with
/// `?which=denied`, else the latest. As JSON, or with `&format=text` for a terminal.
/// `authorization` must outlive it, or is null if nothing is judged.
Admin::Page explain_page(const Authorization* authorization);

}  // namespace dynarock::app
