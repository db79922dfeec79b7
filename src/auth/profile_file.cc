#include "auth/profile_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace dynarock::auth {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// The profile that a section is about; empty if it is about none.
std::string_view profile_name(std::string_view section, ProfileFileKind kind) {
  constexpr std::string_view kPrefix = "profile";
  if (kind == ProfileFileKind::kCredentials || section == "default") return section;
  if (!section.starts_with(kPrefix)) return {};
  const std::string_view rest = section.substr(kPrefix.size());
  if (rest.empty() || kBlanks.find(rest[0]) == std::string_view::npos) return {};
  std::string_view name = trim(rest);
  if (name.size() >= 2 && (name.front() == '"' || name.front() == '\'') &&
      name.back() == name.front()) {
    name = name.substr(1, name.size() - 2);
  }
  return name;
}

/// Without a comment, which starts with a blank and # or ;.
std::string_view strip_comment(std::string_view value) {
  for (std::size_t i = 1; i < value.size(); ++i) {
    const bool marks = value[i] == '#' || value[i] == ';';
    if (marks && kBlanks.find(value[i - 1]) != std::string_view::npos) return value.substr(0, i);
  }
  return value;
}

}  // namespace

Profiles parse_profiles(std::string_view text, ProfileFileKind kind) {
  Profiles profiles;
  Profile* current = nullptr;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(text.size(), end + 1));
    const std::string_view content = trim(line);
    if (content.empty() || content[0] == '#' || content[0] == ';') continue;
    if (content[0] == '[') {
      const std::string_view section = trim(content.substr(1, content.find(']') - 1));
      const std::string_view name = profile_name(section, kind);
      current = name.empty() ? nullptr : &profiles[std::string(name)];
      continue;
    }
    const bool nested = kBlanks.find(line[0]) != std::string_view::npos;
    const std::size_t equals = content.find('=');
    if (current == nullptr || nested || equals == std::string_view::npos) continue;
    current->insert_or_assign(std::string(trim(content.substr(0, equals))),
                              std::string(trim(strip_comment(content.substr(equals + 1)))));
  }
  return profiles;
}

Profiles read_profiles(const std::filesystem::path& path, ProfileFileKind kind) {
  std::ifstream file(path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  return parse_profiles(text, kind);
}

}  // namespace dynarock::auth
