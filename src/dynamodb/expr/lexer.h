#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dynarock::dynamodb::expr {

enum class TokenKind : std::uint8_t {
  kName,              // abc
  kNamePlaceholder,   // #abc
  kValuePlaceholder,  // :abc
  kIndex,             // 0, 12: no sign, no leading zero
  kKeyword,           // one of the ten below, in any case
  kSymbol,            // punctuation and operators
  kUnknown,           // a character that has no place in an expression
  kEnd
};

enum class Keyword : std::uint8_t {
  kNone,
  kAnd,
  kOr,
  kNot,
  kIn,
  kBetween,
  kSet,
  kRemove,
  kAdd,
  kDelete
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Keyword keyword = Keyword::kNone;
  std::string_view text;
  std::size_t offset = 0;

  std::size_t end() const { return offset + text.size(); }
  bool is(Keyword word) const { return keyword == word; }
  bool is(std::string_view symbol) const { return kind == TokenKind::kSymbol && text == symbol; }
};

/// Splits an expression into tokens, the last one of kind kEnd. Anything can be split; the tokens'
/// texts are views of the source.
std::vector<Token> tokenize(std::string_view source);

}  // namespace dynarock::dynamodb::expr
