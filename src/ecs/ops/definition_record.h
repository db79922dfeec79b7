#pragma once

#include <string>

#include "dynarock/base/result.h"
#include "dynarock/ecs/model/names.h"
#include "dynarock/ecs/model/task_definition.h"
#include "dynarock/json/document.h"

namespace dynarock::ecs {

/// A definition as RegisterTaskDefinition is asked for it, with what ECS fills in; its revision and
/// ARN, and what they make of the record, are left to number_definition(). ClientException for
/// sizes that can't be read.
Result<TaskDefinition> definition_of(json::Value request, Timestamp now,
                                     const std::string& registered_by);

/// Sets the revision, the ARN and both in the record.
void number_definition(TaskDefinition& definition, const Place& place, std::int64_t revision);

/// Whether ECS takes such a definition. ClientException with the first mistake.
Result<void> check_definition(const TaskDefinition& definition, json::Value request);

/// Whether Fargate has tasks of that size: CPU units and MiB.
bool is_fargate_size(std::int64_t cpu, std::int64_t memory);

}  // namespace dynarock::ecs
