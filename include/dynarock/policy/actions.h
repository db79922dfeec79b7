#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace dynarock::policy {

/// As the Service Authorization Reference groups actions.
enum class AccessLevel : std::uint8_t { kList, kRead, kWrite, kPermissionsManagement, kTagging };

/// What an action can be on. `shape` is the last part of its ARNs, each `{}` a name without slashes
/// or colons: `table/{}/index/{}`.
struct ResourceType {
  std::string_view name;
  std::string_view shape;
};

/// One action that policies can name.
struct ActionInfo {
  std::string_view name;  ///< without the service: `GetItem`
  AccessLevel level;
  /// Bits by index into the service's resource types; 0 for an action whose resource is always `*`.
  std::uint32_t resource_types;
  /// Bits by index into the service's condition keys: those that its requests carry.
  std::uint32_t keys;
};

/// A condition key of a service's own.
struct ConditionKey {
  std::string_view name;  ///< `dynamodb:LeadingKeys`
  bool multivalued;
};

struct ServiceActions {
  std::string_view service;  ///< the prefix of its actions: `dynamodb`
  std::span<const ActionInfo> actions;
  std::span<const ResourceType> resource_types;
  std::span<const ConditionKey> keys;
};

/// The services whose actions are known here. Null for others.
const ServiceActions* find_service(std::string_view service);
/// Case does not matter. Null if the service has no such action.
const ActionInfo* find_action(const ServiceActions& service, std::string_view name);

/// Names that are operations of the API but no actions, with what is asked for in their stead:
/// `dynamodb:TransactWriteItems`. Empty if there is nothing to say.
std::string_view action_hint(std::string_view action);

/// Whether there is a global condition key of that name, as `aws:SourceIp` or
/// `aws:PrincipalTag/team`; case does not matter.
bool is_global_key(std::string_view name);

}  // namespace dynarock::policy
