#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace dynarock::auth {

/// A profile's settings by name.
using Profile = std::map<std::string, std::string, std::less<>>;
/// Profiles by name.
using Profiles = std::map<std::string, Profile, std::less<>>;

enum class ProfileFileKind {
  kCredentials,  ///< sections are `[name]`
  kConfig,       ///< sections are `[default]` and `[profile name]`; others are no profiles
};

/// Reads the text of ~/.aws/credentials or ~/.aws/config. Settings nested below another are left
/// out, as is what is no setting.
Profiles parse_profiles(std::string_view text, ProfileFileKind kind);

/// The same of a file; none if it can't be read.
Profiles read_profiles(const std::filesystem::path& path, ProfileFileKind kind);

}  // namespace dynarock::auth
