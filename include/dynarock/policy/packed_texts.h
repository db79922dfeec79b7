#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ranges>
#include <string>
#include <string_view>

namespace dynarock::policy {

/// Texts one after the other in a single string, each behind its size: many of them take one
/// allocation. Refers to that string.
class PackedTexts {
 public:
  using Size = std::uint32_t;

  class Iterator {
   public:
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    explicit Iterator(const char* at) : at_(at) {}

    std::string_view operator*() const { return {at_ + sizeof(Size), size_at(at_)}; }
    Iterator& operator++() {
      at_ += sizeof(Size) + size_at(at_);
      return *this;
    }
    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    bool operator==(const Iterator&) const = default;

   private:
    const char* at_ = nullptr;
  };

  PackedTexts() = default;
  explicit PackedTexts(std::string_view packed) : packed_(packed) {}

  Iterator begin() const { return Iterator(packed_.data()); }
  Iterator end() const { return Iterator(packed_.data() + packed_.size()); }
  bool empty() const { return packed_.empty(); }
  /// The first; there must be one.
  std::string_view front() const { return *begin(); }
  std::size_t size() const {
    return static_cast<std::size_t>(std::ranges::distance(begin(), end()));
  }

  static Size size_at(const char* at) {
    Size size = 0;
    std::memcpy(&size, at, sizeof size);
    return size;
  }
  static void set_size(char* at, std::size_t size) {
    const auto narrow = static_cast<Size>(size);
    std::memcpy(at, &narrow, sizeof narrow);
  }
  /// Puts a text between others, or behind the last.
  static void insert(std::string& packed, std::size_t at, std::string_view text) {
    packed.insert(at, sizeof(Size), '\0');
    set_size(packed.data() + at, text.size());
    packed.insert(at + sizeof(Size), text);
  }

 private:
  std::string_view packed_;
};

}  // namespace dynarock::policy
