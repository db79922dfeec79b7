#include "dynarock/base/ids.h"

#include <random>
#include <string_view>

namespace dynarock {
namespace {

std::uint64_t system_seed() {
  std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

}  // namespace

Ids::Ids() : seeded_(false), state_(system_seed()) {}

Ids::Ids(std::uint64_t seed) : seeded_(true), state_(seed) {}

// SplitMix64 (Steele, Lea, Flood 2014): identifiers need to be distinct, not secret.
std::uint64_t Ids::next() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

std::string Ids::request_id() {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::string id(52, '0');
  const std::lock_guard lock(mutex_);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (i % 10 == 0) bits = next();
    id[i] = kAlphabet[bits % kAlphabet.size()];
    bits /= kAlphabet.size();
  }
  return id;
}

std::string Ids::hex(std::size_t count) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(count, '0');
  const std::lock_guard lock(mutex_);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i % 16 == 0) bits = next();
    text[i] = kDigits[bits & 15];
    bits >>= 4;
  }
  return text;
}

std::string Ids::text(std::size_t count, std::string_view alphabet) {
  std::string text(count, ' ');
  const std::lock_guard lock(mutex_);
  for (char& c : text) c = alphabet[next() % alphabet.size()];
  return text;
}

std::string Ids::secret(std::size_t count) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (seeded_) return text(count, kAlphabet);
  std::random_device device;
  std::string secret(count, ' ');
  for (char& c : secret) c = kAlphabet[device() % kAlphabet.size()];
  return secret;
}

std::string Ids::uuid() {
  std::string text = hex(32);
  constexpr std::string_view kVariants = "89ab";
  text[12] = '4';
  text[16] = kVariants[static_cast<unsigned char>(text[16]) & 3];
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) text.insert(dash, 1, '-');
  return text;
}

}  // namespace dynarock
