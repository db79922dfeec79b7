#include <cstdint>

#include "dynarock/base/utf8.h"
#include "dynarock/json/document.h"
#include "json/plain_run.h"

namespace dynarock::json {

/// Builds a document in one pass over the text, without recursion.
class Parser {
 public:
  Parser(Document& document, std::string_view text) : document_(document), text_(text) {}

  /// How far the text was read.
  std::size_t position() const { return at_; }

  bool run() {
    skip_blanks();
    if (!value()) return false;
    while (depth_ != 0)
      if (!(innermost().kind == Kind::object ? next_member() : next_element())) return false;
    skip_blanks();
    return at_ == text_.size();
  }

 private:
  using Node = Document::Node;

  /// The innermost array or object that is still open.
  Node& innermost() { return document_.nodes_[innermost_]; }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }

  void skip_blanks() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return;
      ++at_;
    }
  }

  void add(Kind kind, std::size_t start, std::size_t length) {
    document_.nodes_.push_back(Node{kind, false, static_cast<std::uint32_t>(start),
                                    static_cast<std::uint32_t>(length), 0, 0});
  }

  bool value() {
    switch (peek()) {
      case '{':
        return open(Kind::object);
      case '[':
        return open(Kind::array);
      case '"':
        return string();
      case 't':
        return literal("true", Kind::boolean_true);
      case 'f':
        return literal("false", Kind::boolean_false);
      case 'n':
        return literal("null", Kind::null);
      default:
        return number();
    }
  }

  bool open(Kind kind) {
    if (depth_ == Document::kMaxDepth) return false;
    ++depth_;
    add(kind, at_++, 0);
    // Until it is closed, an array or object refers to the one that it is in.
    document_.nodes_.back().next = innermost_;
    innermost_ = static_cast<std::uint32_t>(document_.nodes_.size() - 1);
    return true;
  }

  bool close() {
    Node& closed = innermost();
    ++at_;
    closed.length = static_cast<std::uint32_t>(at_ - closed.start);
    innermost_ = closed.next;
    closed.next = static_cast<std::uint32_t>(document_.nodes_.size());
    --depth_;
    return true;
  }

  bool next_element() {
    skip_blanks();
    Node& array = innermost();
    if (peek() == ']') return close();
    if (array.count != 0 && !take(',')) return false;
    ++array.count;
    skip_blanks();
    return value();
  }

  bool next_member() {
    skip_blanks();
    Node& object = innermost();
    if (peek() == '}') return close();
    if (object.count != 0 && !take(',')) return false;
    ++object.count;
    skip_blanks();
    if (peek() != '"' || !string()) return false;
    skip_blanks();
    if (!take(':')) return false;
    skip_blanks();
    return value();
  }

  bool literal(std::string_view word, Kind kind) {
    if (text_.substr(at_, word.size()) != word) return false;
    add(kind, at_, word.size());
    at_ += word.size();
    return true;
  }

  bool digits() {
    const std::size_t first = at_;
    while (peek() >= '0' && peek() <= '9') ++at_;
    return at_ != first;
  }

  bool number() {
    const std::size_t start = at_;
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!digits()) return false;
    }
    add(Kind::number, start, at_ - start);
    return true;
  }

  /// Skips what stands for itself inside a string. False if that is not UTF-8.
  bool plain_characters() {
    const PlainRun plain = plain_run(text_.substr(at_));
    const bool valid = plain.ascii || is_utf8(text_.substr(at_, plain.length));
    at_ += plain.length;
    return valid;
  }

  bool string() {
    const std::size_t start = ++at_;
    if (!plain_characters()) return false;
    if (peek() == '\\') return escaped_string(start);
    if (!take('"')) return false;
    add(Kind::string, start, at_ - 1 - start);
    return true;
  }

  /// Goes on with a string at its first backslash.
  bool escaped_string(std::size_t start) {
    std::string& out = document_.unescaped_;
    const std::size_t out_start = out.size();
    std::size_t plain = start;
    while (true) {
      out.append(text_, plain, at_ - plain);
      if (take('"')) break;
      if (!take('\\') || !escape(out)) return false;
      plain = at_;
      if (!plain_characters()) return false;
    }
    add(Kind::string, out_start, out.size() - out_start);
    document_.nodes_.back().unescaped = true;
    document_.nodes_.back().next = static_cast<std::uint32_t>(start);
    return true;
  }

  bool escape(std::string& out) {
    const char c = peek();
    ++at_;
    switch (c) {
      case '"':
      case '\\':
      case '/':
        out += c;
        return true;
      case 'b':
        out += '\b';
        return true;
      case 'f':
        out += '\f';
        return true;
      case 'n':
        out += '\n';
        return true;
      case 'r':
        out += '\r';
        return true;
      case 't':
        out += '\t';
        return true;
      case 'u':
        return unicode_escape(out);
      default:
        return false;
    }
  }

  bool hex4(char32_t& unit) {
    if (text_.size() - at_ < 4) return false;
    unit = 0;
    for (int i = 0; i < 4; ++i) {
      const char c = text_[at_++];
      const char lower = static_cast<char>(c | 0x20);
      if (c >= '0' && c <= '9')
        unit = unit * 16 + static_cast<char32_t>(c - '0');
      else if (lower >= 'a' && lower <= 'f')
        unit = unit * 16 + static_cast<char32_t>(lower - 'a' + 10);
      else
        return false;
    }
    return true;
  }

  // A lone surrogate has no UTF-8 form; Java's encoder writes a question mark for it.
  bool unicode_escape(std::string& out) {
    char32_t unit = 0;
    if (!hex4(unit)) return false;
    const bool high = unit >= 0xd800 && unit < 0xdc00;
    const bool low = unit >= 0xdc00 && unit < 0xe000;
    if (high && text_.substr(at_, 2) == "\\u") {
      const std::size_t behind_high = at_;
      at_ += 2;
      char32_t second = 0;
      if (!hex4(second)) return false;
      if (second >= 0xdc00 && second < 0xe000) {
        append_utf8(0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00), out);
        return true;
      }
      at_ = behind_high;
    }
    append_utf8(high || low ? U'?' : unit, out);
    return true;
  }

  Document& document_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::uint32_t innermost_ = 0;
};

bool Document::parse(std::string_view text) {
  nodes_.clear();
  unescaped_.clear();
  source_ = text;
  stopped_at_ = 0;
  if (text.size() > UINT32_MAX) return false;
  Parser parser(*this, text);
  if (parser.run()) return true;
  stopped_at_ = parser.position();
  return false;
}

}  // namespace dynarock::json
