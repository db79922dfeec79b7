#pragma once

#include <string>

#include "dynarock/aws/shape.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

namespace dynarock::aws {

/// Writes a request's value as its model has it, for services that tell what they were told:
/// members that the shape lacks, and nulls, are left out; numbers and Booleans that came as strings
/// are written as what they are. The value has passed check_types().
void write_echo(json::Writer& out, json::Value value, const Shape& shape);
std::string echo_of(json::Value value, const Shape& shape);

}  // namespace dynarock::aws
