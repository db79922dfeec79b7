#include "dynamodb/partiql/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "dynamodb/partiql/keywords.h"
#include "dynarock/base/characters.h"

namespace dynarock::dynamodb::partiql {
namespace {

// Longer ones first.
constexpr auto kSymbols = std::to_array<std::string_view>(
    {"<<", ">>", "<>", "<=", ">=", "!=", "||", "<", ">", "=", "(", ")", "[", "]",
     "{",  "}",  ",",  ".",  ":",  ";",  "?",  "+", "-", "*", "/", "%", "@"});

bool is_name_start(char c) { return is_letter(c) || is_one_of(c, "_$"); }
bool is_name(char c) { return is_name_start(c) || is_digit(c); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
}

template <class Accepts>
std::size_t run_length(std::string_view text, Accepts accepts) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, accepts) - text.begin());
}

// Numbers are read as Java's BigDecimal, whose exponent and scale are 32-bit integers.
bool is_big_decimal(std::string_view number) {
  const std::size_t e = number.find_first_of("eE");
  std::string_view exponent_text = e == number.npos ? "0" : number.substr(e + 1);
  if (exponent_text.starts_with('+')) exponent_text.remove_prefix(1);
  std::int32_t exponent = 0;
  const char* end = exponent_text.data() + exponent_text.size();
  const auto parsed = std::from_chars(exponent_text.data(), end, exponent);
  if (parsed.ec != std::errc() || parsed.ptr != end) return false;
  const std::string_view mantissa = number.substr(0, e);
  const std::size_t point = mantissa.find('.');
  const std::int64_t decimals =
      point == mantissa.npos ? 0 : static_cast<std::int64_t>(mantissa.size() - point - 1);
  const std::int64_t scale = decimals - exponent;
  return scale >= std::numeric_limits<std::int32_t>::min() &&
         scale <= std::numeric_limits<std::int32_t>::max();
}

class Lexer {
 public:
  explicit Lexer(std::string_view statement) : statement_(statement) {}

  Result<std::vector<Token>> run() {
    tokens_.reserve(statement_.size() / 4 + 2);
    while (skip_blanks()) {
      if (at_ == statement_.size()) {
        tokens_.push_back({TokenKind::kEnd, {}, {at_, 0}});
        return std::move(tokens_);
      }
      if (!take_token()) break;
    }
    return fail(not_well_formed(""));
  }

 private:
  std::string_view rest() const { return statement_.substr(at_); }

  void add(TokenKind kind, std::string_view text, std::size_t length) {
    tokens_.push_back({kind, text, {at_, length}});
    at_ += length;
  }

  // Also comments; false if one does not end.
  bool skip_blanks() {
    for (;;) {
      at_ += run_length(rest(), is_blank);
      if (rest().starts_with("--")) {
        at_ += run_length(rest(), [](char c) { return c != '\n'; });
      } else if (rest().starts_with("/*")) {
        const std::size_t end = statement_.find("*/", at_ + 2);
        if (end == statement_.npos) return false;
        at_ = end + 2;
      } else {
        return true;
      }
    }
  }

  bool take_token() {
    const std::string_view text = rest();
    const char first = text.front();
    if (is_name_start(first)) return take_word();
    if (is_digit(first) || (first == '.' && text.size() > 1 && is_digit(text[1])))
      return take_number();
    if (first == '\'') return take_quoted(TokenKind::kString);
    if (first == '"') return take_quoted(TokenKind::kQuotedName);
    if (first == '`') return take_quoted(TokenKind::kIon);
    for (const std::string_view symbol : kSymbols) {
      if (!text.starts_with(symbol)) continue;
      add(TokenKind::kSymbol, symbol == "!=" ? "<>" : symbol, symbol.size());
      return true;
    }
    return false;
  }

  bool take_word() {
    const std::string_view word = rest().substr(0, run_length(rest(), is_name));
    const std::string_view keyword = keyword_of(word);
    if (keyword.empty())
      add(TokenKind::kName, word, word.size());
    else
      add(TokenKind::kKeyword, keyword, word.size());
    return true;
  }

  bool take_number() {
    const std::string_view text = rest();
    std::size_t length = run_length(text, is_digit);
    if (length < text.size() && text[length] == '.')
      length += 1 + run_length(text.substr(length + 1), is_digit);
    if (length < text.size() && (text[length] == 'e' || text[length] == 'E')) {
      ++length;
      if (length < text.size() && (text[length] == '+' || text[length] == '-')) ++length;
      length += run_length(text.substr(length), is_digit);
    }
    const bool goes_on = length < text.size() && is_name(text[length]);
    if (goes_on || !is_big_decimal(text.substr(0, length))) return false;
    add(TokenKind::kNumber, text.substr(0, length), length);
    return true;
  }

  // A doubled quote stands for itself, save in Ion.
  bool take_quoted(TokenKind kind) {
    const std::string_view text = rest();
    const char quote = text.front();
    std::size_t end = text.find(quote, 1);
    while (kind != TokenKind::kIon && end != text.npos && end + 1 < text.size() &&
           text[end + 1] == quote)
      end = text.find(quote, end + 2);
    if (end == text.npos) return false;
    add(kind, text.substr(1, end - 1), end + 1);
    return true;
  }

  std::string_view statement_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::string place(Span span, std::string_view statement) {
  const std::string_view before = statement.substr(0, span.offset);
  const auto line = std::ranges::count(before, '\n') + 1;
  const std::size_t line_start = before.rfind('\n') + 1;
  return " at " + std::to_string(line) + ':' +
         std::to_string(characters(before.substr(line_start)) + 1) + ':' +
         std::to_string(characters(statement.substr(span.offset, span.length)));
}

AwsError not_well_formed(std::string_view detail) {
  return validation_error("Statement wasn't well formed, can't be processed: " +
                          std::string(detail));
}

Result<std::vector<Token>> tokenize(std::string_view statement) { return Lexer(statement).run(); }

}  // namespace dynarock::dynamodb::partiql
