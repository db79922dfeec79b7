#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string_view>

#include "dynarock/base/clock.h"
#include "dynarock/base/result.h"
#include "dynarock/http/message.h"

namespace dynarock::auth {

/// What a request says of who sent it: its SigV4 material, from the Authorization header or from a
/// presigned URL's query. The shape has been checked, the signature has not. The views refer to the
/// request, or to text that this object owns.
struct Authorization {
  std::string_view access_key_id;
  /// The scope's day, `20130609`.
  std::string_view date;
  std::string_view region;
  std::string_view service;
  /// As sent: names in lower case, separated by semicolons.
  std::string_view signed_headers;
  /// As sent: the hexadecimal digits of the signature.
  std::string_view signature;
  /// Empty for a long-term key.
  std::string_view session_token;
  /// Whether the material stood in the query.
  bool presigned = false;
  /// When the request was signed, `20130609T095204Z`.
  std::array<char, 16> signed_at{};

  std::string_view signed_at_text() const { return {signed_at.data(), signed_at.size()}; }

  /// Holds what had to be percent-decoded.
  std::unique_ptr<char[]> decoded;
};

/// What a request must be signed for.
struct RequiredScope {
  /// The signing name, such as "dynamodb".
  std::string_view service;
  /// Empty where any region will do.
  std::string_view region{};
};

/// Reads a request's SigV4 material and checks its shape in AWS's order and with AWS's texts. Given
/// the time, what was signed more than 15 minutes before or after it is refused too, and a
/// presigned request that brings X-Amz-Expires as many seconds after its signing.
Result<Authorization> parse_authorization(const http::Request& request, const RequiredScope& scope,
                                          std::optional<Timestamp> now = std::nullopt);

/// Whether a request brings SigV4 material at all.
bool is_signed(const http::Request& request);

/// The service that a request's credential scope names, as it stands there; empty if the request is
/// not signed or its credential is malformed.
std::string_view signing_name_of(const http::Request& request);

/// The account that a key stands for: the key itself if it is 12 digits, as a convenience of ours,
/// else `default_account`.
std::string_view account_of(std::string_view access_key_id, std::string_view default_account);

}  // namespace dynarock::auth
