// The functions of OpenSSL that its version 3 calls deprecated: those that it has in their stead
// look the algorithm up in every call, which takes several times as long as a short text does.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "auth/sha256.h"

#include <openssl/sha.h>

#include <algorithm>
#include <cstddef>
#include <initializer_list>

namespace dynarock::auth {
namespace {

Digest sha256_of(std::initializer_list<std::string_view> parts) {
  SHA256_CTX context;
  SHA256_Init(&context);
  for (const std::string_view part : parts) SHA256_Update(&context, part.data(), part.size());
  Digest digest;
  SHA256_Final(digest.data(), &context);
  return digest;
}

}  // namespace

Digest sha256(std::string_view text) { return sha256_of({text}); }

// RFC 2104.
Digest hmac_sha256(std::string_view key, std::string_view text) {
  const Digest short_key = key.size() > SHA256_CBLOCK ? sha256(key) : Digest{};
  if (key.size() > SHA256_CBLOCK) key = bytes_of(short_key);
  std::array<char, SHA256_CBLOCK> inner{}, outer{};
  std::ranges::copy(key, inner.begin());
  outer = inner;
  for (char& c : inner) c = static_cast<char>(c ^ 0x36);
  for (char& c : outer) c = static_cast<char>(c ^ 0x5c);
  const Digest digest = sha256_of({{inner.data(), inner.size()}, text});
  return sha256_of({{outer.data(), outer.size()}, bytes_of(digest)});
}

}  // namespace dynarock::auth
