#include "policy/ip_range.h"

#include <arpa/inet.h>

#include <charconv>
#include <string>

namespace dynarock::policy {

std::optional<IpRange> IpRange::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::string address(text.substr(0, slash));
  IpRange range;
  if (::inet_pton(AF_INET, address.c_str(), range.bytes_.data()) == 1) {
    range.size_ = 32;
  } else if (::inet_pton(AF_INET6, address.c_str(), range.bytes_.data()) == 1) {
    range.size_ = 128;
  } else {
    return std::nullopt;
  }
  range.prefix_ = range.size_;
  if (slash == text.npos) return range;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data() + slash + 1, end, range.prefix_);
  if (error != std::errc() || stopped != end || range.prefix_ > range.size_) return std::nullopt;
  return range;
}

bool IpRange::contains(const IpRange& other) const {
  if (size_ != other.size_ || prefix_ > other.prefix_) return false;
  for (unsigned bit = 0; bit < prefix_; bit += 8) {
    const unsigned unused = prefix_ - bit >= 8 ? 0 : 8 - (prefix_ - bit);
    if (((bytes_[bit / 8] ^ other.bytes_[bit / 8]) >> unused) != 0) return false;
  }
  return true;
}

}  // namespace dynarock::policy
