#include "dynarock/regex/expression.h"

#include <algorithm>
#include <charconv>

#include "dynarock/base/characters.h"

namespace dynarock::regex {
namespace {

constexpr std::size_t kMaxSteps = 4096;
constexpr std::size_t kMaxDepth = 100;
constexpr std::string_view kSpecial = "\\^$.|?*+()[{";

/// Takes the first character off a text that is UTF-8.
char32_t take_character(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  const std::size_t size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  char32_t character = size == 1 ? first : first & (0x7fu >> size);
  for (std::size_t i = 1; i < size; ++i) character = (character << 6) | (byte(i) & 0x3fu);
  text.remove_prefix(size);
  return character;
}

using Ranges = std::vector<std::pair<char32_t, char32_t>>;

/// What an escape such as `\d` stands for; in upper case what it leaves out.
Ranges class_of(char lower) {
  switch (lower) {
    case 'd':
      return {{'0', '9'}};
    case 'w':
      return {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
    default:
      return {{'\t', '\r'}, {' ', ' '}};
  }
}

/// All that is not in the ranges, which are in order.
Ranges complement(const Ranges& ranges) {
  Ranges rest;
  char32_t from = 0;
  for (const auto& [first, last] : ranges) {
    if (first > from) rest.emplace_back(from, first - 1);
    from = last + 1;
  }
  rest.emplace_back(from, 0x10ffff);
  return rest;
}

}  // namespace

bool Expression::Set::contains(char32_t c) const {
  const bool listed = std::ranges::any_of(
      ranges, [c](const auto& range) { return range.first <= c && c <= range.second; });
  return listed != negated;
}

/// Recursive descent; each function says whether it could read on.
class Parser {
 public:
  explicit Parser(std::string_view pattern) : rest_(pattern) {}

  std::optional<Expression> run() {
    if (!alternatives(0) || !rest_.empty()) return std::nullopt;
    return std::move(expression_);
  }

 private:
  using Kind = Expression::Kind;
  using Set = Expression::Set;
  using Step = Expression::Step;

  std::size_t here() const { return expression_.steps_.size(); }
  bool accept(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void add(Step step) { expression_.steps_.push_back(step); }
  void add_set(Set set) {
    add({.kind = Kind::one_of, .set = expression_.sets_.size()});
    expression_.sets_.push_back(std::move(set));
  }

  bool alternatives(std::size_t depth) {
    if (depth > kMaxDepth) return false;
    const std::size_t start = here();
    if (!sequence(depth)) return false;
    if (!accept('|')) return true;
    const auto length = static_cast<std::ptrdiff_t>(here() - start);
    auto& steps = expression_.steps_;
    steps.insert(steps.begin() + static_cast<std::ptrdiff_t>(start),
                 {.kind = Kind::fork, .otherwise = length + 2});
    const std::size_t jump = here();
    add({.kind = Kind::jump});
    if (!alternatives(depth + 1)) return false;
    steps[jump].next = static_cast<std::ptrdiff_t>(here() - jump);
    return true;
  }

  bool sequence(std::size_t depth) {
    while (!rest_.empty() && rest_[0] != '|' && rest_[0] != ')') {
      const std::size_t start = here();
      if (!atom(depth) || !quantifier(start) || here() > kMaxSteps) return false;
    }
    return true;
  }

  bool atom(std::size_t depth) {
    if (accept('^')) return add({.kind = Kind::at_start}), true;
    if (accept('$')) return add({.kind = Kind::at_end}), true;
    if (accept('.')) return add_set({{{'\n', '\n'}, {'\r', '\r'}}, true}), true;
    if (accept('[')) return set();
    if (accept('(')) {
      if (accept('?') && !accept(':')) return false;
      return alternatives(depth + 1) && accept(')');
    }
    Set one;
    if (!character(one.ranges)) return false;
    add_set(std::move(one));
    return true;
  }

  /// A character that stands for itself, or an escape.
  bool character(Ranges& ranges) {
    if (accept('\\')) return escape(ranges);
    if (kSpecial.find(rest_[0]) != std::string_view::npos) return false;
    const char32_t one = take_character(rest_);
    ranges.emplace_back(one, one);
    return true;
  }

  bool escape(Ranges& ranges) {
    if (rest_.empty()) return false;
    const char c = rest_[0];
    const char lower = static_cast<char>(c | 0x20);
    constexpr std::pair<char, char> kControls[] = {{'t', '\t'}, {'n', '\n'}, {'r', '\r'}};
    for (const auto& [name, control] : kControls)
      if (accept(name)) return ranges.emplace_back(control, control), true;
    if (c != '\0' && std::string_view("dDwWsS").find(c) != std::string_view::npos) {
      rest_.remove_prefix(1);
      const Ranges listed = c == lower ? class_of(lower) : complement(class_of(lower));
      ranges.insert(ranges.end(), listed.begin(), listed.end());
      return true;
    }
    if (is_alphanumeric(c)) return false;
    const char32_t one = take_character(rest_);
    ranges.emplace_back(one, one);
    return true;
  }

  /// After its opening bracket.
  bool set() {
    Set set;
    set.negated = accept('^');
    do {
      if (rest_.empty()) return false;
      const std::size_t before = set.ranges.size();
      if (!set_member(set.ranges)) return false;
      const bool single = set.ranges.size() == before + 1;
      if (!single || rest_.size() < 2 || rest_[0] != '-' || rest_[1] == ']') continue;
      rest_.remove_prefix(1);
      Ranges end;
      if (!set_member(end) || end.size() != 1 || end[0].first < set.ranges.back().first)
        return false;
      set.ranges.back().second = end[0].first;
    } while (!accept(']'));
    add_set(std::move(set));
    return true;
  }

  bool set_member(Ranges& ranges) {
    if (rest_.empty() || rest_[0] == '[') return false;
    if (accept('\\')) return escape(ranges);
    const char32_t one = take_character(rest_);
    ranges.emplace_back(one, one);
    return true;
  }

  /// What follows an atom, whose steps begin at `start`.
  bool quantifier(std::size_t start) {
    constexpr std::size_t kNoLimit = kMaxSteps + 1;
    std::size_t least = 0, most = kNoLimit;
    if (accept('?'))
      most = 1;
    else if (accept('+'))
      least = 1;
    else if (accept('{')) {
      if (!number(least)) return false;
      most = least;
      if (accept(',')) {
        most = kNoLimit;
        if (!rest_.starts_with('}') && !number(most)) return false;
      }
      if (!accept('}') || most < least) return false;
    } else if (!accept('*')) {
      return true;
    }
    // Whether it takes much or little makes no difference to a whole match, but Java's possessive
    // ones do.
    if (!accept('?') && rest_.starts_with('+')) return false;
    return repeat(start, least, most, most == kNoLimit);
  }

  bool number(std::size_t& value) {
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc{} || value > kMaxSteps) return false;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return true;
  }

  bool repeat(std::size_t start, std::size_t least, std::size_t most, bool unlimited) {
    auto& steps = expression_.steps_;
    const std::vector<Step> body(steps.begin() + static_cast<std::ptrdiff_t>(start), steps.end());
    steps.resize(start, {.kind = Kind::jump});
    const std::size_t copies = unlimited ? least + 1 : most;
    if (copies * (body.size() + 2) > kMaxSteps) return false;
    const auto length = static_cast<std::ptrdiff_t>(body.size());
    const auto append_body = [&] { steps.insert(steps.end(), body.begin(), body.end()); };
    for (std::size_t i = 0; i < least; ++i) append_body();
    if (unlimited) {
      add({.kind = Kind::fork, .otherwise = length + 2});
      append_body();
      add({.kind = Kind::jump, .next = -length - 1});
      return true;
    }
    for (std::size_t i = least; i < most; ++i) {
      add({.kind = Kind::fork, .otherwise = length + 1});
      append_body();
    }
    return true;
  }

  std::string_view rest_;
  Expression expression_;
};

/// All ways through the steps at once, character by character.
class Run {
 public:
  explicit Run(const Expression& expression)
      : expression_(expression), seen_(expression.steps_.size() + 1) {}

  bool matches(std::string_view text) {
    enter({0}, true, text.empty());
    while (!text.empty()) {
      const char32_t character = take_character(text);
      std::vector<std::size_t> next;
      for (const std::size_t at : waiting_)
        if (at < end() && expression_.sets_[expression_.steps_[at].set].contains(character))
          next.push_back(at + 1);
      enter(std::move(next), false, text.empty());
    }
    return std::ranges::find(waiting_, end()) != waiting_.end();
  }

 private:
  std::size_t end() const { return expression_.steps_.size(); }

  /// Goes on from these steps to those that wait for a character, or to the end.
  void enter(std::vector<std::size_t> open, bool at_start, bool at_end) {
    ++round_;
    waiting_.clear();
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      if (std::exchange(seen_[at], round_) == round_) continue;
      if (at == end() || expression_.steps_[at].kind == Expression::Kind::one_of) {
        waiting_.push_back(at);
        continue;
      }
      const Expression::Step& step = expression_.steps_[at];
      if (step.kind == Expression::Kind::at_start && !at_start) continue;
      if (step.kind == Expression::Kind::at_end && !at_end) continue;
      open.push_back(at + static_cast<std::size_t>(step.next));
      if (step.kind == Expression::Kind::fork)
        open.push_back(at + static_cast<std::size_t>(step.otherwise));
    }
  }

  const Expression& expression_;
  std::vector<std::size_t> waiting_;
  /// In which round a step was last come to.
  std::vector<std::size_t> seen_;
  std::size_t round_ = 0;
};

std::optional<Expression> Expression::parse(std::string_view pattern) {
  return Parser(pattern).run();
}

bool Expression::matches(std::string_view text) const { return Run(*this).matches(text); }

}  // namespace dynarock::regex
