#pragma once

#include <string>

#include "dynarock/ecs/agent/agent.h"
#include "dynarock/process/supervisor.h"
#include "ecs/agent/api.h"
#include "ecs/agent/mailbox.h"
#include "ecs/agent/output_history.h"
#include "ecs/agent/registry.h"
#include "ecs/agent/role_sessions.h"

namespace dynarock::ecs {

/// What all tasks that run have in common.
struct Runtime {
  Runtime(AgentOptions given, const AgentParts& those)
      : options(std::move(given)),
        parts(those),
        api(parts.api, parts.clock),
        sessions(parts.identities, parts.ids, parts.clock,
                 {options.credentials_lifetime, options.check_trust}),
        mailbox(parts.state) {}

  const AgentOptions options;
  const AgentParts parts;
  /// Empty until the server listens.
  std::string url;
  const Api api;
  const RoleSessions sessions;
  Registry registry;
  OutputHistory output;
  Mailbox mailbox;
  process::Supervisor supervisor;  // last, as what it calls uses the others
};

}  // namespace dynarock::ecs
