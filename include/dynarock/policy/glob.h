#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dynarock::policy {

// Wildcards inside a pattern are bytes that UTF-8 never has, so that a literal `*` (from `${*}`, or
// out of a variable's value) can stand beside them.
inline constexpr char kAnyRun = '\xff';        ///< `*`: any characters, also none
inline constexpr char kAnyCharacter = '\xfe';  ///< `?`: one character, of however many bytes

/// `text` with `*` and `?` made wildcards.
std::string encode_wildcards(std::string_view text);

/// A pattern with wildcards, prepared for matching. Time is linear in the text for any pattern: a
/// `*` never backtracks, and what stands between two of them is searched for bit-parallel.
class Glob {
 public:
  /// Matches the empty text only.
  Glob() = default;
  /// `pattern` as encode_wildcards() makes it.
  explicit Glob(std::string_view pattern);

  bool matches(std::string_view text) const {
    // Most patterns fail here, and most of those by their length alone.
    if (head_.plain && !(has_run_ ? text.starts_with(head_.text) : text == head_.text))
      return false;
    return matches_in_full(text);
  }
  /// Whether it matches everything: `*`.
  bool matches_all() const {
    return has_run_ && head_.text.empty() && tail_.text.empty() && middle_.empty();
  }

 private:
  /// What stands between two `*`.
  struct Segment {
    std::string text;
    bool plain = true;                 // has no `?`
    std::vector<std::uint64_t> masks;  // of an inner one with `?`: per byte, where it may stand
  };

  bool matches_in_full(std::string_view text) const;
  static Segment make_segment(std::string_view text);
  static void add_masks(Segment& segment);
  static std::size_t match_front(const Segment& segment, std::string_view text);
  static std::size_t match_back(const Segment& segment, std::string_view text);
  static std::size_t find_end(const Segment& segment, std::string_view text);

  Segment head_, tail_;  // anchored at the start, at the end
  std::vector<Segment> middle_;
  bool has_run_ = false;
};

}  // namespace dynarock::policy
