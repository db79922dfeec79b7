#pragma once

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "dynarock/authz/organization.h"
#include "dynarock/authz/sources.h"
#include "dynarock/aws/service.h"
#include "dynarock/policy/context.h"
#include "dynarock/policy/evaluate.h"
#include "dynarock/policy/principal.h"

namespace dynarock::authz {

/// Who calls, and all that counts for whatever it calls.
struct Caller {
  policy::Principal principal;
  policy::PrincipalPolicies policies;
  /// The context keys that are the same for all its requests: aws:PrincipalArn and the like.
  policy::Context context;
};

/// What counts for a principal, or for a session of it; `session` may be null.
std::shared_ptr<const Caller> make_caller(const auth::Principal& principal,
                                          const auth::Session* session,
                                          const PrincipalSource& principals,
                                          const Organization& organization);

/// Callers by their access keys, with their policies parsed. Safe to use from several threads.
class Callers {
 public:
  /// What it is given must outlive it.
  Callers(const PrincipalSource& principals, const Organization& organization)
      : principals_(principals), organization_(organization) {}

  std::shared_ptr<const Caller> find(const aws::Call& call);

 private:
  /// Where a caller is kept, and for how long.
  struct Entry {
    std::uint64_t version = 0;
    std::shared_ptr<const Caller> caller;
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  const PrincipalSource& principals_;
  const Organization& organization_;
  std::shared_mutex mutex_;  // guards the member below
  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
};

}  // namespace dynarock::authz
