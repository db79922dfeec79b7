#include "logs/filter_pattern.h"

#include <algorithm>

#include "logs/operations.h"

namespace dynarock::logs {

Result<FilterPattern> FilterPattern::parse(std::string_view text) {
  FilterPattern pattern;
  const auto skip_blanks = [&] {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\n\r"), text.size()));
  };
  for (skip_blanks(); !text.empty(); skip_blanks()) {
    std::vector<std::string>& list = text[0] == '?'   ? pattern.any_
                                     : text[0] == '-' ? pattern.none_
                                                      : pattern.all_;
    if (&list != &pattern.all_) text.remove_prefix(1);
    const bool quoted = text.starts_with('"');
    if (quoted) text.remove_prefix(1);
    if (!quoted && (text.empty() || text[0] == '{' || text[0] == '[' || text[0] == '%'))
      return fail(invalid_parameter("Invalid filter pattern"));
    const std::size_t end = quoted ? text.find('"') : text.find_first_of(" \t\n\r");
    if (quoted && end == std::string_view::npos)
      return fail(invalid_parameter("Invalid filter pattern"));
    list.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(list.back().size() + (quoted ? 1 : 0), text.size()));
  }
  return pattern;
}

bool FilterPattern::matches(std::string_view message) const {
  const auto has = [message](const std::string& term) {
    return message.find(term) != std::string_view::npos;
  };
  return std::ranges::all_of(all_, has) && std::ranges::none_of(none_, has) &&
         (any_.empty() || std::ranges::any_of(any_, has));
}

}  // namespace dynarock::logs
