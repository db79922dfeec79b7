#include "dynarock/json/syntax_error.h"

#include <algorithm>

#include "dynarock/json/document.h"

namespace dynarock::json {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

/// The brackets and the string that are open at an offset.
struct Open {
  std::vector<std::size_t> brackets;
  std::size_t string = std::string_view::npos;  // where it starts
};

Open open_at(std::string_view text, std::size_t offset) {
  Open open;
  for (std::size_t at = 0; at < std::min(offset, text.size()); ++at) {
    const char c = text[at];
    if (open.string != std::string_view::npos) {
      if (c == '\\') ++at;
      if (c == '"') open.string = std::string_view::npos;
    } else if (c == '"') {
      open.string = at;
    } else if (c == '{' || c == '[') {
      open.brackets.push_back(at);
    } else if ((c == '}' || c == ']') && !open.brackets.empty()) {
      open.brackets.pop_back();
    }
  }
  return open;
}

std::string quoted(char c) { return std::string("'") + c + "'"; }

/// A text that ends too early: what is still open.
SyntaxError cut_short(std::string_view text, const Open& open) {
  if (text.find_first_not_of(kBlanks) == std::string_view::npos) return {0, "the text is empty"};
  if (open.brackets.empty()) return {text.size(), "the text ends in the middle of a value"};
  const std::size_t bracket = open.brackets.back();
  return {bracket, "this " + quoted(text[bracket]) + " is never closed"};
}

SyntaxError in_string(std::string_view text, std::size_t stopped_at, std::size_t start) {
  if (stopped_at >= text.size()) return {start, "this string is never closed"};
  // The parser stops behind the character that makes no escape.
  if (stopped_at - start > 2 && text[stopped_at - 2] == '\\')
    return {stopped_at - 2, "a backslash that is no escape of JSON"};
  if (text[stopped_at] == '\n' || text[stopped_at] == '\r')
    return {start, "this string is not closed on its line"};
  if (static_cast<unsigned char>(text[stopped_at]) < 0x20)
    return {stopped_at, "a control character in a string"};
  return {start, "this string is not UTF-8, or has an escape that is none of JSON's"};
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : line_starts_{0} {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (text[at] == '\n') line_starts_.push_back(at + 1);
}

Position LineIndex::position(std::size_t offset) const {
  const auto behind = std::ranges::upper_bound(line_starts_, offset);
  return {static_cast<std::size_t>(behind - line_starts_.begin()), offset - *(behind - 1) + 1};
}

SyntaxError describe_syntax_error(std::string_view text, std::size_t stopped_at) {
  const Open open = open_at(text, stopped_at);
  if (open.string != std::string_view::npos) return in_string(text, stopped_at, open.string);
  if (stopped_at >= text.size()) return cut_short(text, open);
  if (open.brackets.size() > Document::kMaxDepth - 1)
    return {stopped_at, "more than " + std::to_string(Document::kMaxDepth) + " levels deep"};

  const char found = text[stopped_at];
  const std::size_t before =
      stopped_at == 0 ? std::string_view::npos : text.find_last_not_of(kBlanks, stopped_at - 1);
  const char previous = before == std::string_view::npos ? '\0' : text[before];
  const bool in_object = !open.brackets.empty() && text[open.brackets.back()] == '{';

  if (previous == ',' && (found == '}' || found == ']'))
    return {before, "a trailing comma: nothing follows it before the " + quoted(found)};
  if (found == '/' || found == '#') return {stopped_at, "a comment, which JSON does not have"};
  if (found == '\'') return {stopped_at, "a single quote: JSON's strings are in double quotes"};
  if (found == ',') return {stopped_at, "a comma where a value belongs"};
  if (found == '}' || found == ']') {
    if (previous == ':') return {stopped_at, "a value is missing before the " + quoted(found)};
    return {stopped_at, quoted(found) + " closes nothing that is open here"};
  }
  if (open.brackets.empty() && previous != '\0')
    return {stopped_at, "something follows the end of the document"};
  const bool starts_member = previous == '{' || (in_object && previous == ',');
  if (starts_member)
    return {stopped_at, "a member's name in double quotes belongs here, not " + quoted(found)};
  if (in_object && previous == '"' && found != ':') {
    // Behind a name a colon is missing, behind a value a comma; a string may be either.
    return {stopped_at, "a ':' or a ',' is missing before the " + quoted(found)};
  }
  if (previous != ':' && previous != '[' && previous != ',' && previous != '\0')
    return {stopped_at, "a comma is missing before the " + quoted(found)};
  return {stopped_at, "a value belongs here, not " + quoted(found)};
}

}  // namespace dynarock::json
