#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace dynarock::auth {

using Header = std::pair<std::string_view, std::string_view>;

/// A request as SigV4 sees it.
struct RequestToSign {
  std::string_view method;
  /// Path and query as on the wire.
  std::string_view target;
  /// The headers that are signed, in any order and case.
  std::span<const Header> signed_headers;
  /// SHA-256 of the body in lower-case hexadecimal digits.
  std::string_view payload_hash;
};

/// `host;x-amz-date`: names in lower case, sorted, each once.
std::string signed_header_names(std::span<const Header> headers);

/// The canonical request, by the rules that hold for every service but S3.
std::string canonical_request(const RequestToSign& request);

}  // namespace dynarock::auth
