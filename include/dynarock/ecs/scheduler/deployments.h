#pragma once

#include <cstdint>
#include <string>

#include "dynarock/base/clock.h"
#include "dynarock/base/ids.h"
#include "dynarock/ecs/model/names.h"
#include "dynarock/ecs/model/service.h"

namespace dynarock::ecs {

/// Makes a revision what a service wants: a new primary deployment, with its entry in the history.
/// `revision` needs neither ARN nor time. A deployment that was in progress is stopped.
void start_deployment(const Place& place, Service& service, ServiceRevision revision, Ids& ids,
                      Timestamp now);

/// Makes the revision that was last deployed with success what a service wants again, as part of
/// the change that failed. False if there was none.
bool roll_back(Service& service, std::string reason, Ids& ids, Timestamp now);

/// The change that a deployment is or was part of; null for changes no longer told of.
ServiceDeployment* find_change(Service& service, std::string_view deployment_id);

/// How many tasks may fail to start before a deployment has failed: half of those wanted, at least
/// 3 and at most 200.
std::int64_t failure_threshold(const Service& service);

/// Puts an event before the others, of which a hundred are kept.
void add_event(Service& service, std::string message, Ids& ids, Timestamp now);

}  // namespace dynarock::ecs
