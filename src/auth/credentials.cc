#include "dynarock/auth/credentials.h"

#include <cstdlib>

#include "auth/container_credentials.h"
#include "auth/profile_file.h"

namespace dynarock::auth {
namespace {

constexpr const char* kLocalRegion = "us-east-1";

/// A profile's settings out of both files; those of the credentials file count.
struct FoundProfile {
  std::string name;
  /// Whether it was asked for by name.
  bool named = false;
  bool exists = false;
  Profile settings;

  std::string setting(std::string_view key) const {
    const auto found = settings.find(key);
    return found == settings.end() ? "" : found->second;
  }
};

std::filesystem::path file_path(const CredentialSources& sources, const char* variable,
                                const char* name) {
  const std::string path = sources.environment(variable);
  const std::string home = sources.environment("HOME");
  if (path.empty()) return std::filesystem::path(home) / ".aws" / name;
  return path.starts_with("~/") ? std::filesystem::path(home) / path.substr(2)
                                : std::filesystem::path(path);
}

FoundProfile find_profile(const CredentialSources& sources) {
  FoundProfile found;
  found.name = sources.profile.empty() ? sources.environment("AWS_PROFILE") : sources.profile;
  found.named = !found.name.empty();
  if (!found.named) found.name = "default";
  const Profiles files[] = {
      read_profiles(file_path(sources, "AWS_SHARED_CREDENTIALS_FILE", "credentials"),
                    ProfileFileKind::kCredentials),
      read_profiles(file_path(sources, "AWS_CONFIG_FILE", "config"), ProfileFileKind::kConfig)};
  for (const Profiles& file : files) {
    const auto profile = file.find(found.name);
    if (profile == file.end()) continue;
    found.exists = true;
    found.settings.insert(profile->second.begin(), profile->second.end());
  }
  return found;
}

/// What a profile can hold in place of keys; none of it is supported here.
const char* indirection(const FoundProfile& profile) {
  for (const char* key : {"role_arn", "sso_session", "sso_start_url", "credential_process",
                          "web_identity_token_file", "login_session"}) {
    if (profile.settings.contains(key)) return key;
  }
  return nullptr;
}

}  // namespace

CredentialSources process_sources(std::string profile) {
  return {.environment =
              [](const char* name) {
                const char* value = std::getenv(name);
                return std::string(value == nullptr ? "" : value);
              },
          .profile = std::move(profile)};
}

tl::expected<Credentials, std::string> find_credentials(const CredentialSources& sources,
                                                        const http::Endpoint& endpoint) {
  const std::string key = sources.environment("AWS_ACCESS_KEY_ID");
  if (sources.profile.empty() && !key.empty()) {
    const std::string secret = sources.environment("AWS_SECRET_ACCESS_KEY");
    if (secret.empty()) {
      return tl::unexpected<std::string>("AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not");
    }
    return Credentials{key, secret, sources.environment("AWS_SESSION_TOKEN")};
  }
  const FoundProfile profile = find_profile(sources);
  const std::string quoted = "profile \"" + profile.name + "\"";
  if (profile.named && !profile.exists) {
    return tl::unexpected("there is no " + quoted + " in ~/.aws/credentials or ~/.aws/config");
  }
  const std::string profile_key = profile.setting("aws_access_key_id");
  if (!profile_key.empty()) {
    const std::string secret = profile.setting("aws_secret_access_key");
    if (secret.empty()) return tl::unexpected(quoted + " has no aws_secret_access_key");
    return Credentials{profile_key, secret, profile.setting("aws_session_token")};
  }
  if (const char* setting = indirection(profile)) {
    return tl::unexpected(quoted + " uses " + setting +
                          ", which is not supported; put keys into the environment with: eval "
                          "\"$(aws configure export-credentials --profile " +
                          profile.name + " --format env)\"");
  }
  if (has_container_credentials(sources)) return container_credentials(sources);
  if (endpoint.is_loopback()) return Credentials{"test", "test", ""};
  return tl::unexpected("no credentials for " + endpoint.host +
                        ": none in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, in " + quoted +
                        " of ~/.aws/credentials and ~/.aws/config, or from a container's agent");
}

tl::expected<std::string, std::string> find_region(const CredentialSources& sources,
                                                   const http::Endpoint& endpoint) {
  for (const char* variable : {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
    std::string region = sources.environment(variable);
    if (!region.empty()) return region;
  }
  std::string region = find_profile(sources).setting("region");
  if (!region.empty()) return region;
  if (endpoint.is_loopback()) return kLocalRegion;
  return tl::unexpected<std::string>("no region; give --region or set AWS_REGION");
}

}  // namespace dynarock::auth
