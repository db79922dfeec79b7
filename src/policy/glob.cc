#include "dynarock/policy/glob.h"

#include <cstring>

namespace dynarock::policy {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kWordBits = 64;

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

std::size_t words_for(std::size_t bits) { return (bits + kWordBits - 1) / kWordBits; }

}  // namespace

std::string encode_wildcards(std::string_view text) {
  std::string encoded(text);
  for (char& c : encoded) {
    if (c == '*') c = kAnyRun;
    if (c == '?') c = kAnyCharacter;
  }
  return encoded;
}

Glob::Glob(std::string_view pattern) {
  std::size_t run = pattern.find(kAnyRun);
  has_run_ = run != kNone;
  head_ = make_segment(pattern.substr(0, run));
  while (run != kNone) {
    pattern.remove_prefix(run + 1);
    run = pattern.find(kAnyRun);
    Segment segment = make_segment(pattern.substr(0, run));
    if (run == kNone) {
      tail_ = std::move(segment);
    } else if (!segment.text.empty()) {
      add_masks(segment);
      middle_.push_back(std::move(segment));
    }
  }
}

Glob::Segment Glob::make_segment(std::string_view text) {
  return {std::string(text), text.find(kAnyCharacter) == kNone, {}};
}

void Glob::add_masks(Segment& segment) {
  if (segment.plain) return;
  const std::size_t words = words_for(segment.text.size());
  segment.masks.assign(256 * words, 0);
  for (std::size_t at = 0; at < segment.text.size(); ++at) {
    const std::uint64_t bit = std::uint64_t{1} << (at % kWordBits);
    for (unsigned byte = 0; byte < 256; ++byte) {
      const char c = static_cast<char>(byte);
      if (segment.text[at] == kAnyCharacter ? !continues_character(c) : segment.text[at] == c)
        segment.masks[byte * words + at / kWordBits] |= bit;
    }
  }
}

/// How many bytes at the front of the text it takes; kNone if it does not match there.
std::size_t Glob::match_front(const Segment& segment, std::string_view text) {
  if (segment.plain) return text.starts_with(segment.text) ? segment.text.size() : kNone;
  std::size_t at = 0;
  for (const char wanted : segment.text) {
    if (at == text.size() || (wanted != kAnyCharacter && wanted != text[at])) return kNone;
    ++at;
    if (wanted == kAnyCharacter)
      while (at < text.size() && continues_character(text[at])) ++at;
  }
  return at;
}

/// The same at the back.
std::size_t Glob::match_back(const Segment& segment, std::string_view text) {
  if (segment.plain) return text.ends_with(segment.text) ? segment.text.size() : kNone;
  std::size_t left = text.size();
  for (std::size_t i = segment.text.size(); i-- > 0;) {
    const char wanted = segment.text[i];
    if (wanted == kAnyCharacter)
      while (left > 0 && continues_character(text[left - 1])) --left;
    if (left == 0 || (wanted != kAnyCharacter && wanted != text[left - 1])) return kNone;
    --left;
  }
  return text.size() - left;
}

/// Where its first occurrence ends. (memmem is linear, unlike std::string_view::find.)
std::size_t Glob::find_end(const Segment& segment, std::string_view text) {
  if (segment.plain) {
    const void* found =
        ::memmem(text.data(), text.size(), segment.text.data(), segment.text.size());
    if (found == nullptr) return kNone;
    return static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) +
           segment.text.size();
  }
  // Shift-and: bit i says that the text read so far ends with the segment's first i + 1 characters.
  // A `?` stays set through the rest of its character.
  const std::size_t words = words_for(segment.text.size());
  const std::size_t last = segment.text.size() - 1;
  // No literal holds the byte of `?`, so its masks are the places of `?` alone.
  const std::size_t any_character = static_cast<unsigned char>(kAnyCharacter) * words;
  std::vector<std::uint64_t> state(words, 0);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t masks = static_cast<unsigned char>(text[at]) * words;
    std::uint64_t carry = 1;
    for (std::size_t word = 0; word < words; ++word) {
      const std::uint64_t stays =
          continues_character(text[at]) ? state[word] & segment.masks[any_character + word] : 0;
      const std::uint64_t next_carry = state[word] >> (kWordBits - 1);
      state[word] = (((state[word] << 1) | carry) & segment.masks[masks + word]) | stays;
      carry = next_carry;
    }
    if ((state[last / kWordBits] >> (last % kWordBits) & 1) != 0) return at + 1;
  }
  return kNone;
}

bool Glob::matches_in_full(std::string_view text) const {
  const std::size_t front = match_front(head_, text);
  if (front == kNone) return false;
  text.remove_prefix(front);
  if (!has_run_) return text.empty();
  const std::size_t back = match_back(tail_, text);
  if (back == kNone) return false;
  text.remove_suffix(back);
  for (const Segment& segment : middle_) {
    const std::size_t end = find_end(segment, text);
    if (end == kNone) return false;
    text.remove_prefix(end);
  }
  return true;
}

}  // namespace dynarock::policy
