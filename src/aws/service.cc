#include "dynarock/aws/service.h"

namespace dynarock::aws {

auth::Principal caller_of(const Call& call) {
  return call.credentials ? call.credentials->principal : auth::root_principal(call.account);
}

}  // namespace dynarock::aws
