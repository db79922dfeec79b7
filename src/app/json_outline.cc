#include "app/json_outline.h"

#include <algorithm>

namespace dynarock::app {
namespace {

/// Walks over JSON without looking into values. Once anything is amiss, failed() stays true.
class Walker {
 public:
  explicit Walker(std::string_view text) : text_(text) {}

  bool failed() const { return failed_; }
  bool at_end() {
    skip_blanks();
    return position_ == text_.size();
  }

  bool take(char wanted) {
    skip_blanks();
    if (position_ == text_.size() || text_[position_] != wanted) return false;
    ++position_;
    return true;
  }

  void require(char wanted) {
    if (!take(wanted)) failed_ = true;
  }

  /// A string's text between its quotes.
  std::string_view string() {
    require('"');
    const std::size_t start = position_;
    skip_string();
    return failed_ ? std::string_view{} : text_.substr(start, position_ - 1 - start);
  }

  std::string_view value() {
    skip_blanks();
    const std::size_t start = position_;
    std::size_t depth = 0;
    do {
      if (position_ == text_.size()) {
        failed_ = true;
        break;
      }
      const char c = text_[position_];
      if (depth == 0 && position_ > start && (c == ',' || c == ']' || c == '}')) break;
      ++position_;
      if (c == '"') skip_string();
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && depth > 0) --depth;
      if (depth == 0 && (c == '"' || c == '}' || c == ']')) break;
    } while (!failed_);
    return text_.substr(start, position_ - start);
  }

 private:
  void skip_blanks() {
    while (position_ < text_.size() && (text_[position_] == ' ' || text_[position_] == '\t' ||
                                        text_[position_] == '\r' || text_[position_] == '\n')) {
      ++position_;
    }
  }

  /// To behind the closing quote; the opening one has been taken.
  void skip_string() {
    while (!failed_) {
      position_ = text_.find_first_of("\"\\", position_);
      if (position_ == std::string_view::npos || position_ + 1 > text_.size()) {
        position_ = text_.size();
        failed_ = true;
      } else if (text_[position_] == '"') {
        ++position_;
        return;
      } else {
        position_ = std::min(position_ + 2, text_.size());
      }
    }
  }

  std::string_view text_;
  std::size_t position_ = 0;
  bool failed_ = false;
};

}  // namespace

std::optional<std::vector<OutlineMember>> outline_object(std::string_view text) {
  Walker walker(text);
  std::vector<OutlineMember> members;
  walker.require('{');
  if (!walker.take('}')) {
    do {
      OutlineMember member;
      member.name = walker.string();
      walker.require(':');
      member.value = walker.value();
      members.push_back(member);
    } while (!walker.failed() && walker.take(','));
    walker.require('}');
  }
  if (walker.failed() || !walker.at_end()) return std::nullopt;
  return members;
}

std::optional<std::vector<std::string_view>> outline_array(std::string_view text) {
  Walker walker(text);
  std::vector<std::string_view> elements;
  walker.require('[');
  if (!walker.take(']')) {
    do {
      elements.push_back(walker.value());
    } while (!walker.failed() && walker.take(','));
    walker.require(']');
  }
  if (walker.failed() || !walker.at_end()) return std::nullopt;
  return elements;
}

std::size_t line_of(std::string_view text, std::size_t offset) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

}  // namespace dynarock::app
