#pragma once

#include <optional>

#include "dynarock/policy/document.h"
#include "dynarock/policy/evaluate.h"

namespace dynarock::policy {

/// An access made ready to be held against many statements.
struct Target {
  Target(const Request& whole, const Access& one)
      : request(whole), access(one), action(one.action), arn(split_arn(one.resource)) {}

  const Request& request;
  const Access& access;
  ActionName action;
  std::optional<Arn> arn;
};

/// How the statement's Principal names the caller; kDirect if it has none, as identity policies do.
PrincipalMatch match_principal(const Statement& statement, const Target& target, Layer layer);

/// Whether all of a statement matches, and how closely its Principal: kNone if it does not.
PrincipalMatch match(const Statement& statement, const Target& target, Layer layer);

}  // namespace dynarock::policy
