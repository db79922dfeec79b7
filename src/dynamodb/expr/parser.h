#pragma once

#include <string_view>
#include <vector>

#include "dynamodb/expr/syntax.h"
#include "dynarock/base/result.h"

namespace dynarock::dynamodb::expr {

// The grammars of the expressions. Nothing is looked up or checked but syntax, size and redundant
// parentheses. Errors lack the "Invalid ...Expression: " in front. The trees refer to the source.

enum class SizeText { kWithSize, kWithout };

/// Refuses empty and oversized expressions. Some parameters' messages tell the size.
Result<void> check_length(std::string_view source, SizeText size_text);

Result<Node> parse_condition_syntax(std::string_view source);
Result<std::vector<SectionSyntax>> parse_update_syntax(std::string_view source);
/// Paths only.
Result<std::vector<Node>> parse_projection_syntax(std::string_view source);

}  // namespace dynarock::dynamodb::expr
