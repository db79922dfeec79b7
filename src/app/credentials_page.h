#pragma once

#include <string>

#include "app/admin.h"
#include "dynarock/base/clock.h"
#include "dynarock/base/ids.h"
#include "dynarock/iam/model/state.h"

namespace dynarock::app {

/// Tells the root's access key of the account in `?account=`, else of `account`, in the form that
/// clients take from a credential_process: `{"Version": 1, "AccessKeyId": ...}`. What it is given
/// must outlive it.
Admin::Page credentials_page(iam::State& state, Ids& ids, const Clock& clock, std::string account);

}  // namespace dynarock::app
