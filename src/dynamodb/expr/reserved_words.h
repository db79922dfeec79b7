#pragma once

#include <string_view>

namespace dynarock::dynamodb::expr {

/// Whether the word (in any case) must not stand for an attribute in an expression.
bool is_reserved_word(std::string_view word);

}  // namespace dynarock::dynamodb::expr
