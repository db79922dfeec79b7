#pragma once

#include "app/admin.h"
#include "app/authorization.h"

namespace dynarock::app {

/// The least policy for what `?principal=ARN` was seen to do: a user, a role or an account's root.
/// `authorization` must outlive it, or is null if nothing is judged.
Admin::Page least_privilege_page(const Authorization* authorization);

/// What the policies of `?principal=ARN` grant, each with whether it was needed, as JSON.
Admin::Page grants_page(const Authorization* authorization);

}  // namespace dynarock::app
