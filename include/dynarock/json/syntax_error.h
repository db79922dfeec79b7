#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dynarock::json {

/// A place in a text as an editor shows it: lines and columns from 1, columns in bytes.
struct Position {
  std::size_t line = 0;
  std::size_t column = 0;

  bool operator==(const Position&) const = default;
};

/// Turns offsets into positions. Refers to nothing after it is made.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);
  /// `offset` in bytes from the start of the text.
  Position position(std::size_t offset) const;

 private:
  std::vector<std::size_t> line_starts_;
};

/// What is wrong with a text that is not JSON, for a person: "a trailing comma".
struct SyntaxError {
  std::size_t offset = 0;  ///< of the culprit, in bytes from the start
  std::string problem;     ///< one clause, without a full stop
};

/// Says why Document::parse() refused `text`, given where it stopped.
SyntaxError describe_syntax_error(std::string_view text, std::size_t stopped_at);

}  // namespace dynarock::json
