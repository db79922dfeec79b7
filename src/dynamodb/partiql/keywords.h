#pragma once

#include <string_view>

namespace dynarock::dynamodb::partiql {

/// The keyword that `word` spells in whatever case, in lower case; empty if it is none.
std::string_view keyword_of(std::string_view word);

}  // namespace dynarock::dynamodb::partiql
