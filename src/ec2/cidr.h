#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dynarock::ec2 {

/// `10.0.0.1` as a number, the first byte highest; nothing for other texts.
std::optional<std::uint32_t> parse_ipv4(std::string_view text);
std::string ipv4_text(std::uint32_t address);

/// A range of IPv4 addresses.
class Cidr {
 public:
  /// The bits of `address` behind the prefix are cleared. `prefix_length` is 0 to 32.
  Cidr(std::uint32_t address, int prefix_length);
  /// Of `10.0.0.0/16`; nothing for other texts. Bits behind the prefix may be set.
  static std::optional<Cidr> parse(std::string_view text);

  std::uint32_t first() const { return first_; }
  std::uint32_t last() const { return first_ | ~mask(); }
  int prefix_length() const { return prefix_length_; }
  bool contains(std::uint32_t address) const { return (address & mask()) == first_; }
  bool contains(const Cidr& other) const {
    return prefix_length_ <= other.prefix_length_ && contains(other.first_);
  }
  bool overlaps(const Cidr& other) const { return contains(other) || other.contains(*this); }
  std::string text() const;

  bool operator==(const Cidr&) const = default;

 private:
  std::uint32_t mask() const { return prefix_length_ == 0 ? 0 : ~0U << (32 - prefix_length_); }

  int prefix_length_;
  std::uint32_t first_;
};

}  // namespace dynarock::ec2
