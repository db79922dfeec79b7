#include "dynamodb/expr/lexer.h"

#include <array>
#include <utility>

#include "dynarock/base/characters.h"

namespace dynarock::dynamodb::expr {

namespace {

constexpr auto kKeywords = std::to_array<std::pair<std::string_view, Keyword>>({
    {"AND", Keyword::kAnd},
    {"OR", Keyword::kOr},
    {"NOT", Keyword::kNot},
    {"IN", Keyword::kIn},
    {"BETWEEN", Keyword::kBetween},
    {"SET", Keyword::kSet},
    {"REMOVE", Keyword::kRemove},
    {"ADD", Keyword::kAdd},
    {"DELETE", Keyword::kDelete},
});

// Longer ones first.
constexpr auto kSymbols = std::to_array<std::string_view>(
    {"<>", "<=", ">=", "<", ">", "=", "(", ")", ",", ".", "[", "]", "+", "-"});

bool is_word(char c) { return is_alphanumeric(c) || c == '_'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

Keyword keyword_of(std::string_view text) {
  for (const auto& [word, keyword] : kKeywords) {
    if (word.size() != text.size()) continue;
    std::size_t same = 0;
    while (same < word.size() && upper(text[same]) == word[same]) ++same;
    if (same == word.size()) return keyword;
  }
  return Keyword::kNone;
}

std::size_t word_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_word(text[length])) ++length;
  return length;
}

std::size_t index_length(std::string_view text) {
  if (text.front() == '0') return 1;
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  return length;
}

std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
    ++length;
  }
  return length;
}

Token next_token(std::string_view rest) {
  const char first = rest.front();
  if (is_letter(first)) {
    const std::string_view text = rest.substr(0, word_length(rest));
    const Keyword keyword = keyword_of(text);
    return {keyword == Keyword::kNone ? TokenKind::kName : TokenKind::kKeyword, keyword, text};
  }
  if (is_digit(first)) return {TokenKind::kIndex, {}, rest.substr(0, index_length(rest))};
  if (first == '#' || first == ':') {
    const std::size_t length = word_length(rest.substr(1));
    if (length > 0) {
      return {first == '#' ? TokenKind::kNamePlaceholder : TokenKind::kValuePlaceholder,
              {},
              rest.substr(0, 1 + length)};
    }
  }
  for (const std::string_view symbol : kSymbols) {
    if (rest.starts_with(symbol)) return {TokenKind::kSymbol, {}, rest.substr(0, symbol.size())};
  }
  return {TokenKind::kUnknown, {}, rest.substr(0, character_length(rest))};
}

}  // namespace

std::vector<Token> tokenize(std::string_view source) {
  std::vector<Token> tokens;
  tokens.reserve(source.size() / 4 + 2);
  std::size_t offset = 0;
  while (true) {
    while (offset < source.size() && is_blank(source[offset])) ++offset;
    if (offset == source.size()) break;
    Token token = next_token(source.substr(offset));
    token.offset = offset;
    offset = token.end();
    tokens.push_back(token);
  }
  tokens.push_back({TokenKind::kEnd, {}, source.substr(source.size()), source.size()});
  return tokens;
}

}  // namespace dynarock::dynamodb::expr
