#pragma once

#include "aws/xml_writer.h"
#include "dynarock/aws/service.h"
#include "dynarock/aws/shape.h"
#include "dynarock/json/document.h"

namespace dynarock::aws {

/// Writes an answer's members as elements, named as the dialect has it. Throws std::logic_error for
/// a member that the shape does not have.
void write_members(json::Value object, const Shape& shape, QueryDialect dialect, XmlWriter& xml);

}  // namespace dynarock::aws
