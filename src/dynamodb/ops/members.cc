#include "dynamodb/ops/members.h"

#include <charconv>

namespace dynarock::dynamodb {

bool flag_member(json::Value request, std::string_view name, bool fallback) {
  const auto value = request.find(name);
  if (!value) return fallback;
  if (!value->is_string()) return value->boolean();
  const std::string_view text = value->text();
  const char first = text.empty() ? '0' : text.front();
  return first == 't' || first == 'T' || first == 'y' || first == 'Y' || first == '1';
}

std::optional<std::int64_t> integer_member(json::Value request, std::string_view name) {
  const auto value = request.find(name);
  if (!value) return std::nullopt;
  const std::string_view text = value->text();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  // A fraction is cut off; an exponent is rare enough for the slower way.
  if (error == std::errc() && (end == text.data() + text.size() || *end == '.')) return number;
  double real = 0;
  std::from_chars(text.data(), text.data() + text.size(), real);
  return static_cast<std::int64_t>(real);
}

}  // namespace dynarock::dynamodb
