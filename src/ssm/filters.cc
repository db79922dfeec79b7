#include "ssm/filters.h"

#include <algorithm>
#include <array>
#include <span>

#include "ssm/names.h"
#include "ssm/shapes.h"

namespace dynarock::ssm {
namespace {

constexpr std::string_view kTagPrefix = "tag:";

constexpr auto kMatching = std::to_array<std::string_view>({"BeginsWith", "Equals"});
constexpr auto kNameMatching =
    std::to_array<std::string_view>({"BeginsWith", "Contains", "Equals"});
constexpr auto kDepths = std::to_array<std::string_view>({"Recursive", "OneLevel"});

/// What one key of a filter allows.
struct KeyRule {
  std::string_view key;
  bool of_all, of_path;
  /// The first is not the default: Equals is, or OneLevel.
  std::span<const std::string_view> options;
  /// Empty if any value will do.
  std::span<const std::string_view> values;
};
constexpr std::string_view kListedTypes[] = {"String", "StringList", "SecureString"};
constexpr std::string_view kListedTiers[] = {"Standard", "Advanced", "Intelligent-Tiering"};
constexpr auto kRules = std::to_array<KeyRule>({{"Path", true, false, kDepths, {}},
                                                {"Name", true, false, kNameMatching, {}},
                                                {"Type", true, true, kMatching, kListedTypes},
                                                {"KeyId", true, true, kMatching, {}},
                                                {"Tier", true, false, kMatching, kListedTiers},
                                                {"DataType", true, false, kMatching, {}},
                                                {"Label", false, true, kMatching, {}},
                                                {kTagPrefix, true, false, kMatching, {}}});

std::string joined(std::span<const std::string_view> texts) {
  std::string list = "[";
  for (const std::string_view text : texts) {
    if (list.size() > 1) list += ", ";
    list += text;
  }
  return list + "]";
}

const KeyRule& rule_of(std::string_view key) {
  if (key.starts_with(kTagPrefix)) key = kTagPrefix;
  return *std::ranges::find(kRules, key, &KeyRule::key);
}

bool contains(std::span<const std::string_view> texts, std::string_view text) {
  return std::ranges::find(texts, text) != texts.end();
}

Result<void> check_values(const KeyRule& rule, const std::vector<std::string>& values) {
  if (values.empty() && rule.key != kTagPrefix)
    return fail({"InvalidFilterValue",
                 "The following filter values are missing : null for filter key " +
                     std::string(rule.key) + ".",
                 {}});
  for (const std::string& value : values) {
    if (rule.key == "Path") DYNAROCK_TRY(check_path(value));
    if (!rule.values.empty() && !contains(rule.values, value))
      return fail({"InvalidFilterValue",
                   "The following filter value is not valid: " + value +
                       ". Valid values include: " + joined(rule.values) + ".",
                   {}});
  }
  return {};
}

/// What a parameter has under a key: none or one, but several labels.
std::vector<std::string> texts_of(std::string_view key, const Parameter& parameter) {
  const Version& version = parameter.latest();
  if (key == "Type") return {version.type};
  if (key == "KeyId")
    return version.is_secure() ? std::vector{version.key_id} : std::vector<std::string>();
  if (key == "Tier") return {version.tier};
  if (key == "DataType") return {version.data_type};
  if (key == "Label") return version.labels;
  for (const Tag& tag : parameter.tags)
    if (tag.key == key.substr(kTagPrefix.size())) return {tag.value};
  return {};
}

std::string_view without_slash(std::string_view name) {
  return name.starts_with('/') ? name.substr(1) : name;
}

bool compares(std::string_view option, std::string_view text, std::string_view value) {
  if (option == "BeginsWith") return text.starts_with(value);
  if (option == "Contains") return text.find(value) != std::string_view::npos;
  return text == value;
}

/// Names are compared without the slash before them, which a single level need not have.
bool name_compares(std::string_view option, std::string_view name, std::string_view value) {
  if (option == "Contains") return compares(option, name, value);
  return compares(option, without_slash(name), without_slash(value));
}

}  // namespace

Result<Filters> Filters::of_all(json::Value request) { return parse(request, false); }
Result<Filters> Filters::of_path(json::Value request) { return parse(request, true); }

Result<Filters> Filters::parse(json::Value request, bool by_path) {
  Filters filters;
  const auto given = request.find("ParameterFilters");
  if (!given) return filters;
  for (const json::Value one : given->elements()) {
    Filter filter;
    filter.key = *one.find_text("Key");
    const KeyRule& rule = rule_of(filter.key);
    if (!(by_path ? rule.of_path : rule.of_all))
      return fail({"InvalidFilterKey",
                   "The following filter key is not valid: " + filter.key +
                       ". Valid filter keys include: " +
                       (by_path ? "[Type, KeyId]." : "[Path, Name, Type, KeyId, Tier]."),
                   {}});
    if (const auto values = one.find("Values"))
      for (const json::Value value : values->elements()) filter.values.emplace_back(value.text());
    DYNAROCK_TRY(check_values(rule, filter.values));
    if (std::ranges::find(filters.filters_, filter.key, &Filter::key) != filters.filters_.end())
      return fail({"InvalidFilterKey",
                   "The following filter is duplicated in the request: " + filter.key +
                       ". A request can contain only one occurrence of a specific filter.",
                   {}});
    filter.option = one.find_text("Option").value_or(rule.options.back());
    if (!contains(rule.options, filter.option))
      return fail({"InvalidFilterOption",
                   "The following filter option is not valid: " + filter.option +
                       ". Valid options include: " + joined(rule.options) + ".",
                   {}});
    filters.filters_.push_back(std::move(filter));
  }
  return filters;
}

bool Filters::match(const Parameter& parameter) const {
  return std::ranges::all_of(filters_, [&](const Filter& one) { return matches(one, parameter); });
}

bool Filters::matches(const Filter& filter, const Parameter& parameter) {
  const auto any_value = [&](auto test) { return std::ranges::any_of(filter.values, test); };
  if (filter.key == "Name")
    return any_value([&](const std::string& value) {
      return name_compares(filter.option, parameter.name, value);
    });
  if (filter.key == "Path")
    return any_value([&](const std::string& value) {
      return lies_under(parameter.name, value, filter.option == "Recursive");
    });
  const std::vector<std::string> texts = texts_of(filter.key, parameter);
  if (filter.values.empty()) return !texts.empty();
  return std::ranges::any_of(texts, [&](const std::string& text) {
    return any_value(
        [&](const std::string& value) { return compares(filter.option, text, value); });
  });
}

bool lies_under(std::string_view name, std::string_view path, bool recursive) {
  // A name without a slash is a level of the root.
  name = without_slash(name);
  path = without_slash(path);
  if (path.ends_with('/')) path.remove_suffix(1);
  if (!path.empty()) {
    if (!name.starts_with(path) || name.substr(path.size(), 1) != "/") return false;
    name.remove_prefix(path.size() + 1);
  }
  return recursive || name.find('/') == std::string_view::npos;
}

}  // namespace dynarock::ssm
