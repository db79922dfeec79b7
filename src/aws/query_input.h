#pragma once

#include <string>
#include <string_view>

#include "dynarock/aws/service.h"
#include "dynarock/aws/shape.h"

namespace dynarock::aws {

/// The value of a parameter of a form as sent, percent-encoded; empty if it is not there.
std::string_view form_parameter(std::string_view form, std::string_view name);

/// Appends the JSON document that a form stands for (`Tags.member.1.Key=a&...`), by the shape of
/// the operation's input: lists as `X.member.N` or `X.N`, maps as `X.entry.N.key` and `.value` or
/// `X.N...`, structures as `X.Y`. A value that does not read as its shape's kind becomes a string,
/// for check_types() to refuse. Parameters that the shape does not have are left out; of those sent
/// twice the first counts. EC2's dialect calls a member by its wire name with a capital.
void append_form_as_json(std::string_view form, const Shape& shape, QueryDialect dialect,
                         std::string& out);

}  // namespace dynarock::aws
