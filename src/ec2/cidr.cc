#include "ec2/cidr.h"

#include <charconv>

namespace dynarock::ec2 {
namespace {

/// A decimal number without sign and without zeros before it.
std::optional<std::uint32_t> number(std::string_view text, std::uint32_t max) {
  std::uint32_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end || value > max) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::uint32_t> parse_ipv4(std::string_view text) {
  std::uint32_t address = 0;
  for (int part = 0; part < 4; ++part) {
    const std::size_t dot = part < 3 ? text.find('.') : text.size();
    if (dot == std::string_view::npos) return std::nullopt;
    const auto byte = number(text.substr(0, dot), 255);
    if (!byte) return std::nullopt;
    address = address << 8 | *byte;
    text.remove_prefix(part < 3 ? dot + 1 : dot);
  }
  return address;
}

std::string ipv4_text(std::uint32_t address) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) {
    text += std::to_string(address >> shift & 255);
    if (shift > 0) text += '.';
  }
  return text;
}

Cidr::Cidr(std::uint32_t address, int prefix_length)
    : prefix_length_(prefix_length), first_(address & mask()) {}

std::optional<Cidr> Cidr::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto address = parse_ipv4(text.substr(0, slash));
  const auto length = number(text.substr(slash + 1), 32);
  if (!address || !length) return std::nullopt;
  return Cidr(*address, static_cast<int>(*length));
}

std::string Cidr::text() const { return ipv4_text(first_) + "/" + std::to_string(prefix_length_); }

}  // namespace dynarock::ec2
