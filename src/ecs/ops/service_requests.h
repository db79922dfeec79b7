#pragma once

#include "dynarock/aws/shape.h"
#include "dynarock/base/result.h"
#include "dynarock/ecs/model/state.h"
#include "dynarock/json/document.h"

/// What CreateService and UpdateService have in common.
namespace dynarock::ecs {

/// A service of any status that the member `service` names. ServiceNotFoundException.
Result<Service*> find_service(Resources& resources, json::Value request);

/// Sets what does not make a new deployment, so far as the request has it.
/// InvalidParameterException.
Result<void> set_options(Service& service, json::Value request, const aws::Shape& shape);

/// The active definition of that name. ClientException.
Result<const TaskDefinition*> find_active_definition(const Resources& resources,
                                                     std::string_view name);

}  // namespace dynarock::ecs
