#pragma once

#include <span>
#include <string>
#include <string_view>

namespace dynarock {

/// The candidate that `word` is most likely a misspelling of, or nothing if none is near.
std::string closest(std::string_view word, std::span<const std::string> candidates);

}  // namespace dynarock
