#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dynarock::wire {

/// How a reply's body is compared: as JSON, to the byte, not at all.
enum class Compare : std::uint8_t { json, exact, any };

/// The reply that a step expects.
struct ExpectedReply {
  int status = 0;
  Compare compare = Compare::json;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

/// A command of a wire file and what should come of it.
struct Step {
  /// The comment above it.
  std::string name;
  /// Where it stands, counted from 1.
  std::size_t line = 0;
  /// Its words: {"DynamoDB", "PutItem"}, {"clock", "advance", "2h"}.
  std::vector<std::string> words;
  /// All behind the first word, as written.
  std::string arguments;
  /// The lines below it, without the last line's end.
  std::string body;
  std::optional<ExpectedReply> reply;
  /// The reply's lines, [first, last), counted from 0; where it would stand if there is none.
  std::size_t reply_first = 0;
  std::size_t reply_last = 0;
};

/// A file of tests/wire; README.md there describes the notation.
struct WireFile {
  std::vector<std::string> lines;
  std::vector<Step> steps;
};

/// Reads the notation. Throws std::runtime_error with the line of what it can't read.
WireFile parse_wire_file(std::string_view text);

/// The file's text with the replies of some steps (by index, ascending) replaced.
std::string with_replies(const WireFile& file,
                         const std::vector<std::pair<std::size_t, ExpectedReply>>& replies);

}  // namespace dynarock::wire
