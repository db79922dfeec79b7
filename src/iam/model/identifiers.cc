#include <cstdint>

#include "dynarock/base/numbers.h"
#include "dynarock/iam/model/state.h"

// An access key's id is `AKIA` and 16 characters of base 32: a bit that is set, 40 bits of account,
// the rest random. AWS does not document this, but its own ids decode so.

namespace dynarock::iam {
namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kPrefixLength = 4;
constexpr std::size_t kIdLength = 20;
/// The characters that hold the bit and the account, and what of their bits lies behind these.
constexpr std::size_t kAccountCharacters = 9;
constexpr unsigned kSpareBits = kAccountCharacters * 5 - 41;
constexpr std::uint64_t kMark = std::uint64_t{1} << (kAccountCharacters * 5 - 1);

}  // namespace

AccessKey make_access_key(std::string_view prefix, std::string_view account, Ids& ids,
                          Timestamp now) {
  const auto number = leading_number<std::uint64_t>(account);
  const std::string random = ids.text(kIdLength - kPrefixLength, kBase32);
  const std::uint64_t spare = kBase32.find(random[0]) & ((1U << kSpareBits) - 1);
  std::uint64_t bits = kMark | number << kSpareBits | spare;

  AccessKey key{.id = std::string(prefix) + random, .secret = ids.secret(40), .created = now};
  for (std::size_t i = kAccountCharacters; i > 0; --i, bits >>= 5)
    key.id[kPrefixLength + i - 1] = kBase32[bits & 31];
  return key;
}

std::optional<std::string> account_in(std::string_view access_key_id) {
  if (!auth::has_issued_form(access_key_id)) return std::nullopt;
  std::uint64_t bits = 0;
  for (const char c : access_key_id.substr(kPrefixLength, kAccountCharacters)) {
    const std::size_t digit = kBase32.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = bits << 5 | digit;
  }
  if ((bits & kMark) == 0) return std::nullopt;
  std::string account = std::to_string((bits & ~kMark) >> kSpareBits);
  if (account.size() > 12) return std::nullopt;
  return account.insert(0, 12 - account.size(), '0');
}

std::string make_unique_id(std::string_view prefix, Ids& ids) {
  constexpr std::size_t kLength = 17;
  return std::string(prefix) + ids.text(kLength, kBase32);
}

}  // namespace dynarock::iam
