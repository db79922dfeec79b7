#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dynarock::app {

/// One member of an object: its name as written between the quotes, and its value's text.
struct OutlineMember {
  std::string_view name;
  std::string_view value;
};

/// The members of a JSON object, or the elements of an array, as views of the text; what is inside
/// them is skipped, not checked. Nothing if even the outline is malformed. For files too large to
/// parse as a whole.
std::optional<std::vector<OutlineMember>> outline_object(std::string_view text);
std::optional<std::vector<std::string_view>> outline_array(std::string_view text);

/// Where a JSON text is malformed, and how.
struct SyntaxError {
  std::size_t line = 0;
  std::size_t column = 0;
  std::string problem;
};

/// Checks a whole text; nothing if it is well-formed.
std::optional<SyntaxError> find_syntax_error(std::string_view text);

/// The line, from 1, that holds the byte at `offset`.
std::size_t line_of(std::string_view text, std::size_t offset);

}  // namespace dynarock::app
