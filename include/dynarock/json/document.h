#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dynarock::json {

/// The kinds that hold others come last.
enum class Kind : std::uint8_t { null, boolean_true, boolean_false, number, string, array, object };

class Document;

/// One value of a parsed document: a cheap handle that holds as long as its document and the text
/// that was parsed.
class Value {
 public:
  Value() = default;

  Kind kind() const;
  bool is_null() const { return kind() == Kind::null; }
  bool is_string() const { return kind() == Kind::string; }
  bool is_number() const { return kind() == Kind::number; }
  bool is_boolean() const { return kind() == Kind::boolean_true || kind() == Kind::boolean_false; }
  bool is_array() const { return kind() == Kind::array; }
  bool is_object() const { return kind() == Kind::object; }

  /// A string's characters, escapes resolved; a number's literal as written; else empty.
  std::string_view text() const;
  bool boolean() const { return kind() == Kind::boolean_true; }
  /// Elements of an array, members of an object, else 0.
  std::size_t size() const;
  bool empty() const { return size() == 0; }

  /// The member of that name, the last one if there are several; nothing if absent or JSON null,
  /// for AWS's protocols treat both alike.
  std::optional<Value> find(std::string_view name) const;
  /// The text of a string member, or nothing.
  std::optional<std::string_view> find_text(std::string_view name) const;

  /// The JSON text of an array or object as it stands in the source, brackets included.
  std::string_view source() const;
  /// Where in the source the value starts, in bytes: its quote, bracket or first character.
  std::size_t offset() const;
  /// The same of its name. Only for a value that is an object's member.
  std::size_t name_offset() const { return Value(document_, node_ - 1).offset(); }

  struct Member;
  class ElementIterator;
  class MemberIterator;
  struct Elements;
  struct Members;
  /// For range-for over an array (empty for other kinds).
  Elements elements() const;
  /// For range-for over an object (empty for other kinds), in source order, duplicates included.
  Members members() const;

 private:
  friend class Document;
  Value(const Document* document, std::uint32_t node) : document_(document), node_(node) {}

  const Document* document_ = nullptr;
  std::uint32_t node_ = 0;
};

/// JSON parsed into a flat array of nodes: no allocation per value, strings left in the source text
/// unless they hold escapes. A document can be parsed into again and keeps its capacity.
class Document {
 public:
  /// Deeper nesting is refused, as is malformed UTF-8. AWS's own parser stops at about a thousand.
  static constexpr std::size_t kMaxDepth = 1000;

  Document() = default;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  /// Whether `text` is one JSON value (RFC 8259) and nothing else. The text must outlive the
  /// values.
  [[nodiscard]] bool parse(std::string_view text);
  /// The parsed value. Only after parse() returned true.
  Value root() const { return Value(this, 0); }
  /// Where parse() stopped, in bytes from the start. Only after it returned false; see
  /// find_syntax_error() for words.
  std::size_t stopped_at() const { return stopped_at_; }

 private:
  friend class Value;
  friend class Parser;

  struct Node {
    Kind kind;
    bool unescaped = false;    // text lies in unescaped_, not in the source
    std::uint32_t start = 0;   // of the text (without quotes) or of the opening bracket
    std::uint32_t length = 0;  // of the text, or of the whole bracketed source
    std::uint32_t next = 0;    // of brackets: the node behind all they hold; of an unescaped text:
                               // where it starts in the source
    std::uint32_t count = 0;   // elements or members
  };

  static bool holds_others(const Node& node) { return node.kind >= Kind::array; }

  std::string_view source_;
  std::vector<Node> nodes_;
  std::string unescaped_;
  std::size_t stopped_at_ = 0;
};

struct Value::Member {
  std::string_view name;
  Value value;
};

class Value::ElementIterator {
 public:
  using value_type = Value;
  using difference_type = std::ptrdiff_t;
  ElementIterator() = default;
  ElementIterator(const Document* document, std::uint32_t node)
      : document_(document), node_(node) {}
  Value operator*() const { return Value(document_, node_); }
  ElementIterator& operator++();
  void operator++(int) { ++*this; }
  bool operator==(const ElementIterator& other) const { return node_ == other.node_; }

 private:
  const Document* document_ = nullptr;
  std::uint32_t node_ = 0;
};

class Value::MemberIterator {
 public:
  using value_type = Member;
  using difference_type = std::ptrdiff_t;
  MemberIterator() = default;
  MemberIterator(const Document* document, std::uint32_t node) : document_(document), node_(node) {}
  Member operator*() const;
  MemberIterator& operator++();
  void operator++(int) { ++*this; }
  bool operator==(const MemberIterator& other) const { return node_ == other.node_; }

 private:
  const Document* document_ = nullptr;
  std::uint32_t node_ = 0;
};

struct Value::Elements {
  ElementIterator first, last;
  ElementIterator begin() const { return first; }
  ElementIterator end() const { return last; }
};

struct Value::Members {
  MemberIterator first, last;
  MemberIterator begin() const { return first; }
  MemberIterator end() const { return last; }
};

// Reading a document is a great many of these small steps, so the compiler gets to see them.

inline Kind Value::kind() const { return document_->nodes_[node_].kind; }

inline std::string_view Value::text() const {
  const Document::Node& node = document_->nodes_[node_];
  if (node.kind != Kind::string && node.kind != Kind::number) return {};
  const std::string_view from =
      node.unescaped ? std::string_view(document_->unescaped_) : document_->source_;
  return {from.data() + node.start, node.length};
}

inline std::size_t Value::size() const { return document_->nodes_[node_].count; }

inline std::size_t Value::offset() const {
  const Document::Node& node = document_->nodes_[node_];
  if (node.kind != Kind::string) return node.start;
  return (node.unescaped ? node.next : node.start) - 1;
}

inline Value::Elements Value::elements() const {
  if (!is_array()) return {};
  return {ElementIterator(document_, node_ + 1),
          ElementIterator(document_, document_->nodes_[node_].next)};
}

inline Value::Members Value::members() const {
  if (!is_object()) return {};
  return {MemberIterator(document_, node_ + 1),
          MemberIterator(document_, document_->nodes_[node_].next)};
}

inline Value::ElementIterator& Value::ElementIterator::operator++() {
  const Document::Node& node = document_->nodes_[node_];
  node_ = Document::holds_others(node) ? node.next : node_ + 1;
  return *this;
}

inline Value::Member Value::MemberIterator::operator*() const {
  return {Value(document_, node_).text(), Value(document_, node_ + 1)};
}

inline Value::MemberIterator& Value::MemberIterator::operator++() {
  const Document::Node& value = document_->nodes_[node_ + 1];
  node_ = Document::holds_others(value) ? value.next : node_ + 2;
  return *this;
}

}  // namespace dynarock::json
