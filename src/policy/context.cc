#include "dynarock/policy/context.h"

#include <algorithm>

namespace dynarock::policy {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

Context::Entry& Context::entry(std::string_view name) {
  std::string lower = lower_case(name);
  const auto found = std::ranges::find(entries_, lower, &Entry::lower_name);
  if (found != entries_.end()) return *found;
  entries_.push_back({std::string(name), std::move(lower), {}});
  return entries_.back();
}

void Context::set(std::string_view name, std::vector<std::string> values) {
  entry(name).values = std::move(values);
}

void Context::set(std::string_view name, std::string value) {
  std::vector<std::string>& values = entry(name).values;
  values.clear();
  values.push_back(std::move(value));
}

void Context::add(std::string_view name, std::string value) {
  entry(name).values.push_back(std::move(value));
}

std::span<const std::string> Context::find(std::string_view lower_name) const {
  for (const Context* context = this; context != nullptr; context = context->base_)
    for (const Entry& candidate : context->entries_)
      if (candidate.lower_name == lower_name) return candidate.values;
  return {};
}

}  // namespace dynarock::policy
