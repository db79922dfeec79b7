#pragma once

#include "dynarock/aws/operation.h"
#include "dynarock/aws/service.h"
#include "dynarock/base/result.h"
#include "dynarock/json/document.h"

namespace dynarock::aws {

/// Judges whether callers may do what they ask for. Called from every server thread at once.
class Authorizer {
 public:
  virtual ~Authorizer() = default;
  /// Asked once the sender is known and the input has passed the checks of types and constraints,
  /// before the operation runs. A failure is answered in the operation's stead. May add to the
  /// call's note and response_headers, whatever the verdict.
  virtual Result<void> authorize(const OperationSpec& operation, Call& call, json::Value input) = 0;
  /// Told of a call whose path leads nowhere, which is not asked about.
  virtual void note_lost(const Call&) {}
};

}  // namespace dynarock::aws
