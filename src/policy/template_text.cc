#include "dynarock/policy/template_text.h"

#include "dynarock/base/characters.h"
#include "dynarock/policy/glob.h"

namespace dynarock::policy {
namespace {

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// `aws:username` or `aws:PrincipalTag/team, 'none'`.
TemplateText::Key parse_key(std::string_view inside) {
  TemplateText::Key key;
  const std::size_t comma = inside.find(',');
  key.name = trim(inside.substr(0, comma));
  key.lower_name = lower_case(key.name);
  if (comma != std::string_view::npos) {
    std::string_view fallback = trim(inside.substr(comma + 1));
    if (fallback.size() >= 2 && fallback.starts_with('\'') && fallback.ends_with('\''))
      fallback = fallback.substr(1, fallback.size() - 2);
    key.fallback = fallback;
  }
  return key;
}

/// A value could hold the bytes that stand for wildcards only if it is not text.
bool is_safe(std::string_view value) {
  return value.find(kAnyRun) == std::string_view::npos &&
         value.find(kAnyCharacter) == std::string_view::npos;
}

}  // namespace

TemplateText::TemplateText(std::string_view source, Variables variables, Wildcards wildcards) {
  const auto append = [&](std::string_view text) {
    texts_.back() += wildcards == Wildcards::kYes ? encode_wildcards(text) : std::string(text);
  };
  while (!source.empty()) {
    const std::size_t start = variables == Variables::kYes ? source.find("${") : source.npos;
    const std::size_t end = start == source.npos ? source.npos : source.find('}', start);
    if (end == source.npos) break;
    append(source.substr(0, start));
    const std::string_view inside = source.substr(start + 2, end - start - 2);
    if (inside == "*" || inside == "?" || inside == "$") {
      texts_.back() += inside;
    } else {
      keys_.push_back(parse_key(inside));
      texts_.emplace_back();
    }
    source.remove_prefix(end + 1);
  }
  append(source);
}

std::optional<std::string> TemplateText::resolve(const Context& context) const {
  std::string text = texts_.front();
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const Key& key = keys_[i];
    const auto values = context.find(key.lower_name);
    if (values.size() == 1 && is_safe(values.front())) {
      text += values.front();
    } else if (values.empty() && key.fallback) {
      text += *key.fallback;
    } else {
      return std::nullopt;
    }
    text += texts_[i + 1];
  }
  return text;
}

}  // namespace dynarock::policy
