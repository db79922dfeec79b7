#include "dynarock/auth/canonical_request.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "dynarock/base/uri_encoding.h"

namespace dynarock::auth {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

/// Without blanks at the ends, and with one for each run of them.
std::string squeeze(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!is_blank) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

using OwnedHeader = std::pair<std::string, std::string>;

/// In lower case, sorted by name, values of one name joined in the order they were sent.
std::vector<OwnedHeader> canonical_headers(std::span<const Header> headers) {
  std::vector<OwnedHeader> sorted;
  sorted.reserve(headers.size());
  for (const auto& [name, value] : headers) sorted.emplace_back(lower(name), squeeze(value));
  std::ranges::stable_sort(sorted, {}, &OwnedHeader::first);
  std::vector<OwnedHeader> joined;
  joined.reserve(sorted.size());
  for (OwnedHeader& header : sorted) {
    if (!joined.empty() && joined.back().first == header.first) {
      joined.back().second += "," + header.second;
    } else {
      joined.push_back(std::move(header));
    }
  }
  return joined;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return parts;
}

/// Empty and dot segments resolved, each segment encoded as it was sent, so twice in all.
std::string canonical_path(std::string_view path) {
  std::vector<std::string_view> segments;
  for (const std::string_view segment : split(path, '/')) {
    if (segment == "..") {
      if (!segments.empty()) segments.pop_back();
    } else if (!segment.empty() && segment != ".") {
      segments.push_back(segment);
    }
  }
  std::string result;
  for (const std::string_view segment : segments) {
    result += '/';
    append_uri_encoded(segment, result);
  }
  if (result.empty() || path.ends_with('/')) result += '/';
  return result;
}

std::string canonical_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> parameters;
  for (const std::string_view pair : split(query, '&')) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto& [name, value] = parameters.emplace_back();
    append_uri_encoded(uri_decoded(pair.substr(0, equals)), name);
    append_uri_encoded(uri_decoded(pair.substr(std::min(pair.size(), equals + 1))), value);
  }
  std::ranges::sort(parameters);
  std::string result;
  for (const auto& [name, value] : parameters) {
    if (!result.empty()) result += '&';
    result.append(name).append("=").append(value);
  }
  return result;
}

std::string names_of(const std::vector<OwnedHeader>& headers) {
  std::string names;
  for (const OwnedHeader& header : headers) {
    if (!names.empty()) names += ';';
    names += header.first;
  }
  return names;
}

}  // namespace

std::string signed_header_names(std::span<const Header> headers) {
  return names_of(canonical_headers(headers));
}

std::string canonical_request(const RequestToSign& request) {
  const std::size_t mark = std::min(request.target.find('?'), request.target.size());
  const std::string_view query = request.target.substr(std::min(request.target.size(), mark + 1));
  const std::vector<OwnedHeader> headers = canonical_headers(request.signed_headers);
  std::string text(request.method);
  text.append("\n").append(canonical_path(request.target.substr(0, mark)));
  text.append("\n").append(canonical_query(query)).append("\n");
  for (const auto& [name, value] : headers)
    text.append(name).append(":").append(value).append("\n");
  text.append("\n").append(names_of(headers));
  return text.append("\n").append(request.payload_hash);
}

}  // namespace dynarock::auth
