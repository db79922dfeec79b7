#include "dynarock/auth/signature.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dynarock/auth/canonical_request.h"
#include "dynarock/auth/sigv4_signer.h"

namespace dynarock::auth {
namespace {

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, [](char a, char b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(a) == lower(b);
  });
}

/// The headers that are signed; nothing if one of them is not there.
std::optional<std::vector<Header>> signed_headers_of(const http::Request& request,
                                                     std::string_view names) {
  std::vector<Header> headers;
  headers.reserve(request.headers.size());
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(';'), names.size());
    const std::string_view name = names.substr(0, end);
    names.remove_prefix(std::min(names.size(), end + 1));
    const std::size_t before = headers.size();
    for (const Header& header : request.headers)
      if (equal_ignoring_case(header.first, name)) headers.push_back(header);
    if (headers.size() == before) return std::nullopt;
  }
  return headers;
}

/// A presigned target as it was signed, which is without the signature.
std::string without_signature(std::string_view target) {
  constexpr std::string_view kName = "X-Amz-Signature=";
  const std::size_t mark = std::min(target.find('?'), target.size());
  std::string result(target.substr(0, mark));
  char separator = '?';
  for (std::string_view rest = target.substr(std::min(target.size(), mark + 1)); !rest.empty();) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + 1));
    if (pair.starts_with(kName)) continue;
    result += separator;
    result += pair;
    separator = '&';
  }
  return result;
}

/// A key derived from a secret, which tells whether the key id still has that secret.
struct DerivedKey {
  std::string secret, key;
};

const std::string& derive_key(const Authorization& authorization, std::string_view secret) {
  constexpr std::size_t kMostKept = 256;
  thread_local std::unordered_map<std::string, DerivedKey> kept;
  thread_local std::string name;
  name.assign(authorization.access_key_id);
  for (const std::string_view part :
       {authorization.date, authorization.region, authorization.service})
    name.append("/").append(part);
  if (kept.size() >= kMostKept && !kept.contains(name)) kept.clear();
  DerivedKey& derived = kept[name];
  if (derived.secret != secret)
    derived = {std::string(secret), signing_key(secret, authorization.date, authorization.region,
                                                authorization.service)};
  return derived.key;
}

bool is_signed_by(const http::Request& request, const Authorization& authorization,
                  std::string_view secret) {
  const auto headers = signed_headers_of(request, authorization.signed_headers);
  if (!headers) return false;
  const std::string presigned =
      authorization.presigned ? without_signature(request.target) : std::string();
  const std::string canonical =
      canonical_request({.method = request.method,
                         .target = authorization.presigned ? presigned : request.target,
                         .signed_headers = *headers,
                         .payload_hash = sha256_hex(request.body)});
  const std::string text = string_to_sign(authorization.signed_at_text(), authorization.region,
                                          authorization.service, canonical);
  return equal_in_constant_time(signature_of(derive_key(authorization, secret), text),
                                authorization.signature);
}

}  // namespace

bool equal_in_constant_time(std::string_view left, std::string_view right) {
  return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

Result<void> check_signature(const http::Request& request, const Authorization& authorization,
                             std::string_view secret_access_key) {
  if (is_signed_by(request, authorization, secret_access_key)) return {};
  return fail({"InvalidSignatureException",
               "The request signature we calculated does not match the signature you provided. "
               "Check your AWS Secret Access Key and signing method. Consult the service "
               "documentation for details.",
               {}});
}

}  // namespace dynarock::auth
