#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dynarock::ecs {

/// Whose resources are meant, and where.
struct Place {
  std::string account, region;
  auto operator<=>(const Place&) const = default;
};

/// `arn:aws:ecs:us-east-1:123456789012:<rest>`.
std::string arn_of(const Place& place, std::string_view rest);
std::string cluster_arn(const Place& place, std::string_view cluster);
std::string service_arn(const Place& place, std::string_view cluster, std::string_view service);
/// `id` is 32 hexadecimal digits.
std::string task_arn(const Place& place, std::string_view cluster, std::string_view id);
std::string container_arn(const Place& place, std::string_view cluster, std::string_view task_id,
                          std::string_view container_id);
std::string definition_arn(const Place& place, std::string_view family, std::int64_t revision);

/// What stands behind the last slash of an ARN, or the whole text if it has none.
std::string_view last_part(std::string_view arn);
/// The short name of a cluster given by name or ARN; "default" if it is not given.
std::string_view cluster_name(std::optional<std::string_view> given);

/// A definition as requests name it: `family`, `family:revision` or an ARN with the latter.
struct DefinitionName {
  std::string_view family;
  /// Nothing for the latest that is active.
  std::optional<std::int64_t> revision;
};
/// Nothing if what follows the colon is no positive number.
std::optional<DefinitionName> parse_definition_name(std::string_view given);

}  // namespace dynarock::ecs
