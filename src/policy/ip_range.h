#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace dynarock::policy {

/// An IPv4 or IPv6 address with a prefix length: `203.0.113.0/24`, `2001:db8::/32`; an address
/// alone is a range of one.
class IpRange {
 public:
  /// Nothing if it is no address or the prefix is too long.
  static std::optional<IpRange> parse(std::string_view text);

  /// Whether all of `other` lies in this range. IPv4 and IPv6 never contain each other.
  bool contains(const IpRange& other) const;

 private:
  std::array<std::uint8_t, 16> bytes_{};
  unsigned size_ = 0;  // in bits
  unsigned prefix_ = 0;
};

}  // namespace dynarock::policy
