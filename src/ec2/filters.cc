#include "ec2/filters.h"

#include <algorithm>
#include <vector>

#include "dynarock/policy/glob.h"
#include "ec2/tags.h"

namespace dynarock::ec2 {
namespace {

constexpr std::string_view kTagPrefix = "tag:";

const FilterSpec* find_spec(std::string_view name, std::span<const FilterSpec> specs) {
  const auto found = std::ranges::find(specs, name, &FilterSpec::name);
  return found == specs.end() ? nullptr : &*found;
}

bool is_of_tags(std::string_view name) {
  return name.starts_with(kTagPrefix) || name == "tag-key" || name == "tag-value";
}

/// Appends what the path leads to.
void collect(const Record& record, std::string_view path, std::vector<std::string>& texts) {
  if (record.is_array()) {
    for (const Record& element : record) collect(element, path, texts);
  } else if (path.empty()) {
    texts.push_back(record.is_string() ? record.get<std::string>() : record.dump());
  } else {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const auto member = record.find(path.substr(0, dot));
    if (member != record.end())
      collect(*member, path.substr(std::min(dot + 1, path.size())), texts);
  }
}

/// What the filter of that name looks at.
std::vector<std::string> texts_at(const Record& record, std::string_view name,
                                  std::span<const FilterSpec> specs) {
  std::vector<std::string> texts;
  if (const FilterSpec* spec = find_spec(name, specs)) {
    collect(record, spec->path, texts);
    return texts;
  }
  for (const Record& tag : tags_of(record)) {
    if (name == "tag-key")
      texts.push_back(text(tag, "Key"));
    else if (name == "tag-value" || text(tag, "Key") == name.substr(kTagPrefix.size()))
      texts.push_back(text(tag, "Value"));
  }
  return texts;
}

}  // namespace

Result<void> check_filters(json::Value filters, std::span<const FilterSpec> specs) {
  for (const json::Value filter : filters.elements()) {
    const std::string_view name = filter.find_text("Name").value_or("");
    if (!is_of_tags(name) && !find_spec(name, specs))
      return fail(
          {"InvalidParameterValue", "The filter '" + std::string(name) + "' is invalid", {}});
  }
  return {};
}

bool passes(const Record& record, json::Value filters, std::span<const FilterSpec> specs) {
  return std::ranges::all_of(filters.elements(), [&](json::Value filter) {
    const auto texts = texts_at(record, filter.find_text("Name").value_or(""), specs);
    const auto values = filter.find("Values");
    return values && std::ranges::any_of(values->elements(), [&texts](json::Value value) {
             const policy::Glob pattern(policy::encode_wildcards(value.text()));
             return std::ranges::any_of(
                 texts, [&pattern](const std::string& text) { return pattern.matches(text); });
           });
  });
}

}  // namespace dynarock::ec2
