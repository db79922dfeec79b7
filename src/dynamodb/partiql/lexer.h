#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/result.h"

namespace dynarock::dynamodb::partiql {

/// A stretch of a statement, in bytes.
struct Span {
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// Where the span is, as AWS tells of it: ` at 1:25:3` for line, column and length in characters,
/// the first two from 1.
std::string place(Span span, std::string_view statement);

enum class TokenKind : std::uint8_t {
  kEnd,
  kName,
  kQuotedName,
  kKeyword,
  kString,
  kNumber,
  kIon,  ///< in backquotes
  kSymbol
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  /// Keywords in lower case, `!=` as `<>`, what is in quotes without them but with its doubled
  /// quotes; all else as written.
  std::string_view text;
  Span span;

  bool is_symbol(std::string_view symbol) const {
    return kind == TokenKind::kSymbol && text == symbol;
  }
  bool is_keyword(std::string_view keyword) const {
    return kind == TokenKind::kKeyword && text == keyword;
  }
};

/// `Statement wasn't well formed, can't be processed: ` and the detail, which may be empty.
AwsError not_well_formed(std::string_view detail);

/// Takes a statement apart; the last token is kEnd. Texts are views of the statement and constants.
Result<std::vector<Token>> tokenize(std::string_view statement);

}  // namespace dynarock::dynamodb::partiql
