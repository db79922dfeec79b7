#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "dynarock/base/characters.h"

namespace dynarock {

/// Makes the identifiers that answers carry. Seeded, the sequence is the same in every run, which
/// keeps recorded answers stable. Safe to use from several threads.
class Ids {
 public:
  /// Seeds from the operating system.
  Ids();
  explicit Ids(std::uint64_t seed);

  /// 52 characters of [0-9A-Z]: the form of DynamoDB's x-amzn-RequestId.
  std::string request_id();
  /// A random (version 4) UUID in lower case.
  std::string uuid();
  /// `count` lower-case hexadecimal digits.
  std::string hex(std::size_t count);
  /// `count` characters of an alphabet.
  std::string text(std::size_t count, std::string_view alphabet);
  /// `count` characters of [A-Za-z0-9+/] that nobody can foretell, unless seeded.
  std::string secret(std::size_t count);

 private:
  std::uint64_t next();

  const bool seeded_;
  std::mutex mutex_;
  std::uint64_t state_;
};

/// Whether a text is an AWS account's id: 12 digits.
constexpr bool is_account_id(std::string_view text) {
  return text.size() == 12 && all_digits(text);
}

}  // namespace dynarock
