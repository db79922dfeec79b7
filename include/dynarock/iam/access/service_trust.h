#pragma once

#include <cstdint>
#include <string_view>

#include "dynarock/iam/model/state.h"

namespace dynarock::iam {

/// Whether a role lets a service of AWS make sessions of it.
enum class ServiceTrust : std::uint8_t { kTrusted, kRefused, kNoRole };

/// By the role's trust policy. `service` is `ecs-tasks.amazonaws.com` and the like, `source_arn`
/// what it does so for (aws:SourceArn, and aws:SourceAccount by its account).
ServiceTrust service_trust(const State& state, std::string_view role_arn, std::string_view service,
                           std::string_view source_arn);

}  // namespace dynarock::iam
