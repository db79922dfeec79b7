#pragma once

#include "dynarock/ecs/model/service.h"
#include "dynarock/json/writer.h"

namespace dynarock::ecs {

/// The member `deploymentConfiguration`.
void write_deployment_configuration(json::Writer& out, const Service& service);

/// The members of a revision that say where its tasks run and what is in front of them.
void write_revision_setup(json::Writer& out, const ServiceRevision& revision);

}  // namespace dynarock::ecs
