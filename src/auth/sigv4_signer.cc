#include "dynarock/auth/sigv4_signer.h"

#include <algorithm>
#include <initializer_list>

#include "auth/sha256.h"
#include "dynarock/auth/canonical_request.h"

namespace dynarock::auth {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
constexpr std::string_view kTerminator = "aws4_request";

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::string scope_text(std::string_view date, std::string_view region, std::string_view service) {
  std::string text(date);
  for (const std::string_view part : {region, service, kTerminator}) text.append("/").append(part);
  return text;
}

bool has_header(const OutgoingRequest& request, std::string_view name) {
  return std::ranges::any_of(request.headers, [name](const auto& header) {
    return std::ranges::equal(header.first, name, [](char a, char b) {
      return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
    });
  });
}

}  // namespace

std::string sha256_hex(std::string_view bytes) { return hex(bytes_of(sha256(bytes))); }

std::string signing_key(std::string_view secret_access_key, std::string_view date,
                        std::string_view region, std::string_view service) {
  std::string key = "AWS4" + std::string(secret_access_key);
  for (const std::string_view part : {date, region, service, kTerminator})
    key = bytes_of(hmac_sha256(key, part));
  return key;
}

std::string string_to_sign(std::string_view signed_at, std::string_view region,
                           std::string_view service, std::string_view canonical_request) {
  std::string text(kAlgorithm);
  text.append("\n").append(signed_at);
  text.append("\n").append(scope_text(signed_at.substr(0, 8), region, service));
  return text.append("\n").append(sha256_hex(canonical_request));
}

std::string signature_of(std::string_view signing_key, std::string_view string_to_sign) {
  return hex(bytes_of(hmac_sha256(signing_key, string_to_sign)));
}

std::vector<std::pair<std::string, std::string>> sign(const OutgoingRequest& request,
                                                      const Credentials& credentials,
                                                      const SigningScope& scope, Timestamp now) {
  const std::string signed_at = iso_basic(now);
  const std::string_view date = std::string_view(signed_at).substr(0, 8);
  std::vector<std::pair<std::string, std::string>> added;
  if (!has_header(request, "x-amz-date")) added.emplace_back("X-Amz-Date", signed_at);
  if (!credentials.session_token.empty()) {
    added.emplace_back("X-Amz-Security-Token", credentials.session_token);
  }
  std::vector<Header> headers = request.headers;
  headers.insert(headers.end(), added.begin(), added.end());

  const std::string payload_hash = sha256_hex(request.body);
  const std::string canonical =
      canonical_request({request.method, request.target, headers, payload_hash});
  const std::string key =
      signing_key(credentials.secret_access_key, date, scope.region, scope.service);
  const std::string signature =
      signature_of(key, string_to_sign(signed_at, scope.region, scope.service, canonical));
  added.emplace_back("Authorization",
                     std::string(kAlgorithm) + " Credential=" + credentials.access_key_id + "/" +
                         scope_text(date, scope.region, scope.service) + ", SignedHeaders=" +
                         signed_header_names(headers) + ", Signature=" + signature);
  return added;
}

}  // namespace dynarock::auth
