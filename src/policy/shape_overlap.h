#pragma once

#include <string_view>

namespace dynarock::policy {

/// Whether some text is both of the shape (see ResourceType) and matched by the pattern, whose `*`
/// and `?` are wildcards and whose variables can be anything.
bool overlaps(std::string_view pattern, std::string_view shape);

}  // namespace dynarock::policy
