#include "dynarock/policy/context.h"

#include <algorithm>

#include "dynarock/base/characters.h"

namespace dynarock::policy {
namespace {

/// What the keys of most resources fit in.
constexpr std::size_t kUsualBytes = 384;

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return left.size() == right.size() && std::ranges::equal(left, right, [](char a, char b) {
           return lower_case(a) == lower_case(b);
         });
}

}  // namespace

/// Where the values of a key are packed; it is appended without any if it is not there.
std::size_t Context::make_entry(std::string_view name) {
  const PackedTexts texts(packed_);
  for (auto at = texts.begin(); at != texts.end(); ++at) {
    const bool found = equal_ignoring_case(*at++, name);
    if (found)
      return static_cast<std::size_t>((*at).data() - packed_.data()) - sizeof(PackedTexts::Size);
  }
  packed_.reserve(kUsualBytes);
  PackedTexts::insert(packed_, packed_.size(), name);
  const std::size_t entry = packed_.size();
  PackedTexts::insert(packed_, entry, {});
  return entry;
}

std::size_t Context::make_empty(std::string_view name) {
  const std::size_t entry = make_entry(name);
  char* const at = packed_.data() + entry;
  const std::size_t size = PackedTexts::size_at(at);
  PackedTexts::set_size(at, 0);
  packed_.erase(entry + sizeof(PackedTexts::Size), size);
  return entry;
}

void Context::add_value(std::size_t entry, std::string_view value) {
  const std::size_t start = entry + sizeof(PackedTexts::Size);
  const std::size_t end = start + PackedTexts::size_at(packed_.data() + entry);
  const std::size_t before = packed_.size();
  PackedTexts::insert(packed_, end, value);
  PackedTexts::set_size(packed_.data() + entry, end - start + packed_.size() - before);
}

void Context::set(std::string_view name, std::span<const std::string> values) {
  const std::size_t entry = make_empty(name);
  for (const std::string& value : values) add_value(entry, value);
}

void Context::set(std::string_view name, std::string_view value) {
  add_value(make_empty(name), value);
}

void Context::add(std::string_view name, std::string_view value) {
  add_value(make_entry(name), value);
}

PackedTexts Context::find(std::string_view lower_name) const {
  for (const Context* context = this; context != nullptr; context = context->base_) {
    const PackedTexts texts(context->packed_);
    for (auto at = texts.begin(); at != texts.end(); ++at) {
      const bool found = equal_ignoring_case(*at++, lower_name);
      if (found) return PackedTexts(*at);
    }
  }
  return {};
}

std::vector<Context::Entry> Context::entries() const {
  std::vector<Entry> all;
  const PackedTexts texts(packed_);
  for (auto at = texts.begin(); at != texts.end(); ++at) {
    const std::string_view name = *at++;
    all.push_back({name, PackedTexts(*at)});
  }
  return all;
}

}  // namespace dynarock::policy
