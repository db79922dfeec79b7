#include "dynarock/auth/authorization.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "auth/request_date.h"
#include "dynarock/base/characters.h"
#include "dynarock/base/ids.h"
#include "dynarock/base/numbers.h"
#include "dynarock/base/uri_encoding.h"

namespace dynarock::auth {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
constexpr std::string_view kTerminator = "aws4_request";
/// How far a client's clock may be off.
constexpr std::chrono::minutes kSkew{15};

/// The parameters of either form, before their contents are looked at.
struct Parameters {
  std::string_view algorithm, credential, signature, signed_headers, date, expires, session_token;
  bool presigned = false;
  std::unique_ptr<char[]> decoded;
};

struct NamedParameter {
  std::string_view name;
  std::string_view Parameters::*member;
};

// Both in the order in which AWS complains of what is missing.
constexpr NamedParameter kHeaderParameters[] = {{"Credential", &Parameters::credential},
                                                {"Signature", &Parameters::signature},
                                                {"SignedHeaders", &Parameters::signed_headers}};
constexpr NamedParameter kQueryParameters[] = {
    {"X-Amz-Algorithm", &Parameters::algorithm},
    {"X-Amz-Credential", &Parameters::credential},
    {"X-Amz-Signature", &Parameters::signature},
    {"X-Amz-SignedHeaders", &Parameters::signed_headers},
    {"X-Amz-Date", &Parameters::date},
};
constexpr NamedParameter kQueryOptions[] = {{"X-Amz-Expires", &Parameters::expires},
                                            {"X-Amz-Security-Token", &Parameters::session_token}};

tl::unexpected<AwsError> incomplete(std::string message) {
  return fail({"IncompleteSignatureException", std::move(message), {}});
}

tl::unexpected<AwsError> invalid(std::string message) {
  return fail({"InvalidSignatureException", std::move(message), {}});
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Cuts off and returns what stands before the first of the separators. Not find_first_of(), which
/// costs a call of memchr() a character.
std::string_view next_part(std::string_view& rest, char separator, char other) {
  const auto end = std::ranges::find_if(rest, [&](char c) { return c == separator || c == other; });
  const std::string_view part(rest.begin(), end);
  rest = end == rest.end() ? std::string_view{} : std::string_view(end + 1, rest.end());
  return part;
}

std::string_view next_part(std::string_view& rest, char separator) {
  return next_part(rest, separator, separator);
}

std::string_view query_of(std::string_view target) {
  const std::size_t mark = target.find('?');
  return mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
}

bool has_query_parameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    std::string_view pair = next_part(query, '&');
    if (next_part(pair, '=') == name) return true;
  }
  return false;
}

Result<Parameters> query_parameters(std::string_view query) {
  Parameters result;
  result.presigned = true;
  result.decoded = std::make_unique<char[]>(query.size());
  char* free_space = result.decoded.get();
  const auto take = [&](std::span<const NamedParameter> parameters, std::string_view name,
                        std::string_view value) {
    const auto known = std::ranges::find(parameters, name, &NamedParameter::name);
    if (known == parameters.end()) return;
    result.*known->member = uri_decode(value, free_space);
    free_space += value.size();
  };
  for (std::string_view rest = query; !rest.empty();) {
    std::string_view value = next_part(rest, '&');
    const std::string_view name = next_part(value, '=');
    take(kQueryParameters, name, value);
    take(kQueryOptions, name, value);
  }
  std::string message;
  for (const NamedParameter& parameter : kQueryParameters) {
    if ((result.*parameter.member).empty()) {
      message.append("AWS query-string parameters must include '")
          .append(parameter.name)
          .append("'. ");
    }
  }
  if (!message.empty()) return incomplete(message + "Re-examine the query-string parameters.");
  return result;
}

Result<Parameters> header_parameters(const http::Request& request, std::string_view header) {
  Parameters result;
  std::string_view rest = header;
  result.algorithm = next_part(rest, ' ', ',');
  while (!rest.empty()) {
    std::string_view value = next_part(rest, ' ', ',');
    if (value.empty()) continue;
    if (value.find('=') == std::string_view::npos) {
      return incomplete("'" + std::string(value) +
                        "' not a valid key=value pair (missing equal-sign) in Authorization "
                        "header: '" +
                        std::string(header) + "'.");
    }
    const std::string_view name = next_part(value, '=');
    const auto* known = std::ranges::find(kHeaderParameters, name, &NamedParameter::name);
    if (known != std::end(kHeaderParameters)) result.*known->member = value;
  }
  result.date = request.header("x-amz-date");
  if (result.date.empty()) result.date = request.header("date");
  result.session_token = request.header("x-amz-security-token");

  std::string message;
  for (const NamedParameter& parameter : kHeaderParameters) {
    if ((result.*parameter.member).empty()) {
      message.append("Authorization header requires '")
          .append(parameter.name)
          .append("' parameter. ");
    }
  }
  if (result.date.empty()) {
    message +=
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
  }
  if (!message.empty()) return incomplete(message + "Authorization=" + std::string(header));
  return result;
}

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, [](char a, char b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(a) == lower(b);
  });
}

bool signs_host(std::string_view signed_headers) {
  while (!signed_headers.empty()) {
    if (equal_ignoring_case(next_part(signed_headers, ';'), "host")) return true;
  }
  return false;
}

/// Any name goes that could be a region's: people name their local ones as they like.
bool is_region(std::string_view text) {
  constexpr std::size_t kShortest = 2, kLongest = 64;
  return text.size() >= kShortest && text.size() <= kLongest && is_made_of(text, "-_");
}

struct Credential {
  std::string_view key, date, region, service, terminator;
};

Result<Credential> split_credential(std::string_view text) {
  std::string_view rest = text;
  while (rest.ends_with('/')) rest.remove_suffix(1);
  if (std::ranges::count(rest, '/') != 4) {
    return incomplete(
        "Credential must have exactly 5 slash-delimited elements, e.g. "
        "keyid/date/region/service/term, got '" +
        std::string(text) + "'");
  }
  Credential result;
  for (std::string_view* part :
       {&result.key, &result.date, &result.region, &result.service, &result.terminator}) {
    *part = next_part(rest, '/');
  }
  return result;
}

Result<void> check_scope(const Credential& credential, const RequiredScope& scope,
                         std::string_view signed_at) {
  const std::string_view day = signed_at.substr(0, 8);
  const bool fits_region =
      scope.region.empty() ? is_region(credential.region) : credential.region == scope.region;
  if (fits_region && credential.service == scope.service && credential.terminator == kTerminator &&
      credential.date == day) {
    return {};
  }
  std::string message;
  if (!fits_region) {
    message += "Credential should be scoped to a valid region. ";
  }
  if (credential.service != scope.service) {
    message.append("Credential should be scoped to correct service: '")
        .append(scope.service)
        .append("'. ");
  }
  if (credential.terminator != kTerminator) {
    message.append("Credential should be scoped with a valid terminator: 'aws4_request', not '")
        .append(credential.terminator)
        .append("'. ");
  }
  if (credential.date != day) {
    message
        .append("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date ")
        .append("from HTTP: '")
        .append(credential.date)
        .append("' != '")
        .append(day)
        .append("', from '")
        .append(signed_at)
        .append("'.");
  }
  return invalid(std::move(message));
}

Result<Parameters> find_parameters(const http::Request& request) {
  const std::string_view header = trim(request.header("authorization"));
  const std::string_view query = query_of(request.target);
  const bool presigned = !query.empty() && has_query_parameter(query, "X-Amz-Algorithm");
  if (!presigned && !header.starts_with("AWS4-")) {
    return fail(
        {"MissingAuthenticationTokenException", "Request is missing Authentication Token", {}});
  }
  if (presigned && !header.empty()) {
    return invalid(
        "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
  }
  return presigned ? query_parameters(query) : header_parameters(request, header);
}

/// A span of time as AWS's texts have it.
std::string words_of(std::chrono::seconds span) {
  const bool whole = span % std::chrono::minutes(1) == std::chrono::seconds(0);
  return whole ? std::to_string(span / std::chrono::minutes(1)) + " min."
               : std::to_string(span.count()) + " sec.";
}

/// How long after its signing a request is good for.
std::chrono::seconds lifetime(std::string_view expires) {
  constexpr std::chrono::hours kLongest{24 * 7};
  const auto seconds = parse_number<std::int64_t>(expires);
  if (!seconds || *seconds < 0) return kSkew;
  return std::min<std::chrono::seconds>(std::chrono::seconds(*seconds), kLongest);
}

Result<void> check_clock(Timestamp signed_at, std::string_view expires, Timestamp now) {
  const std::chrono::seconds life = lifetime(expires);
  if (signed_at < now - life)
    return invalid("Signature expired: " + iso_basic(signed_at) + " is now earlier than " +
                   iso_basic(now - life) + " (" + iso_basic(now) + " - " + words_of(life) + ")");
  if (signed_at > now + kSkew)
    return invalid("Signature not yet current: " + iso_basic(signed_at) + " is still later than " +
                   iso_basic(now + kSkew) + " (" + iso_basic(now) + " + " + words_of(kSkew) + ")");
  return {};
}

}  // namespace

Result<Authorization> parse_authorization(const http::Request& request, const RequiredScope& scope,
                                          std::optional<Timestamp> now) {
  Parameters parameters = DYNAROCK_TRY(find_parameters(request));
  const auto signed_at = parse_request_date(parameters.date);
  if (!signed_at) {
    return incomplete("Date must be in ISO-8601 'basic format'. Got '" +
                      std::string(parameters.date) +
                      "'. See http://en.wikipedia.org/wiki/ISO_8601");
  }
  if (now) DYNAROCK_TRY(check_clock(time_of(*signed_at), parameters.expires, *now));
  if (!signs_host(parameters.signed_headers)) {
    return invalid("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  }
  if (parameters.algorithm != kAlgorithm) {
    return incomplete("Unsupported AWS 'algorithm': '" + std::string(parameters.algorithm) +
                      "' (only AWS4-HMAC-SHA256 for now). ");
  }
  const Credential credential = DYNAROCK_TRY(split_credential(parameters.credential));
  Authorization result;
  result.access_key_id = credential.key;
  result.date = credential.date;
  result.region = credential.region;
  result.service = credential.service;
  result.signed_headers = parameters.signed_headers;
  result.signature = parameters.signature;
  result.session_token = parameters.session_token;
  result.presigned = parameters.presigned;
  result.signed_at = *signed_at;
  result.decoded = std::move(parameters.decoded);
  DYNAROCK_TRY(check_scope(credential, scope, result.signed_at_text()));
  return result;
}

bool is_signed(const http::Request& request) {
  return !request.header("authorization").empty() ||
         has_query_parameter(query_of(request.target), "X-Amz-Algorithm");
}

std::string_view signing_name_of(const http::Request& request) {
  const std::string_view header = request.header("authorization");
  const std::string_view source = header.empty() ? query_of(request.target) : header;
  constexpr std::string_view kName = "Credential=";
  const std::size_t start = source.find(kName);
  if (start == std::string_view::npos) return {};
  std::string_view credential = source.substr(start + kName.size());
  credential = credential.substr(0, credential.find_first_of(", &"));
  // Presigned URLs have the slashes encoded.
  const std::string_view slash = header.empty() && credential.find('/') == std::string_view::npos
                                     ? std::string_view("%2F")
                                     : std::string_view("/");
  for (int part = 0; part < 3; ++part) {
    const std::size_t end = credential.find(slash);
    if (end == std::string_view::npos) return {};
    credential.remove_prefix(end + slash.size());
  }
  return credential.substr(0, credential.find(slash));
}

std::string_view account_of(std::string_view access_key_id, std::string_view default_account) {
  return is_account_id(access_key_id) ? access_key_id : default_account;
}

}  // namespace dynarock::auth
