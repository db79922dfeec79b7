#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "dynarock/aws/service.h"
#include "dynarock/base/ids.h"
#include "dynarock/base/result.h"
#include "dynarock/iam/model/state.h"
#include "dynarock/json/document.h"

namespace dynarock::iam {

/// All that an operation can reach.
struct Context {
  State& state;
  Ids& ids;
  aws::Call& call;

  State::Reader read() const { return state.read(call.account); }
  State::Writer write() const { return state.write(call.account); }
};

AwsError no_such_entity(std::string message);
AwsError already_exists(std::string message);
AwsError limit_exceeded(std::string message);
AwsError delete_conflict(std::string message);

/// UnmodifiableEntity for a service's role.
Result<void> check_changeable(const Role& role);

/// How AWS calls a kind of entity: "The user with name x cannot be found."
template <class T>
struct Kind;
template <>
struct Kind<User> {
  static constexpr std::string_view noun = "user", name = "User", member = "UserName";
  static constexpr std::string_view id_prefix = "AIDA";
  static constexpr auto entities = &Account::users;
};
template <>
struct Kind<Group> {
  static constexpr std::string_view noun = "group", name = "Group", member = "GroupName";
  static constexpr std::string_view id_prefix = "AGPA";
  static constexpr auto entities = &Account::groups;
};
template <>
struct Kind<Role> {
  static constexpr std::string_view noun = "role", name = "Role", member = "RoleName";
  static constexpr std::string_view id_prefix = "AROA";
  static constexpr auto entities = &Account::roles;
};
template <>
struct Kind<InstanceProfile> {
  static constexpr std::string_view noun = "instance profile", name = "Instance Profile";
  static constexpr std::string_view member = "InstanceProfileName", id_prefix = "AIPA";
  static constexpr auto entities = &Account::instance_profiles;
};

/// The entity of that name, or NoSuchEntity.
template <class T>
Result<const T*> find(const ByName<T>& entities, std::string_view name) {
  const auto found = entities.find(name);
  if (found != entities.end()) return &found->second;
  const std::string text(name);
  if constexpr (std::is_same_v<T, InstanceProfile>)
    return fail(no_such_entity("Instance Profile " + text + " cannot be found."));
  else
    return fail(no_such_entity("The " + std::string(Kind<T>::noun) + " with name " + text +
                               " cannot be found."));
}
template <class T>
Result<T*> find(ByName<T>& entities, std::string_view name) {
  return find(std::as_const(entities), name).map([](const T* found) {
    return const_cast<T*>(found);
  });
}

/// The entity that a request names, to be read or changed. A service's role is UnmodifiableEntity.
template <class T>
Result<const T*> find_named(const Account& account, json::Value request) {
  return find(account.*Kind<T>::entities, *request.find_text(Kind<T>::member));
}
template <class T>
Result<T*> find_changeable(Account& account, json::Value request) {
  T* found = DYNAROCK_TRY(find(account.*Kind<T>::entities, *request.find_text(Kind<T>::member)));
  if constexpr (std::is_same_v<T, Role>) DYNAROCK_TRY(check_changeable(*found));
  return found;
}

/// EntityAlreadyExists if there is one of that name.
template <class T>
Result<void> check_free(const ByName<T>& entities, std::string_view name) {
  if (!entities.contains(name)) return {};
  const std::string_view words = std::is_same_v<T, InstanceProfile> ? " " : " with name ";
  return fail(already_exists(std::string(Kind<T>::name) + std::string(words) + std::string(name) +
                             " already exists."));
}

/// Fills in what every new entity has: name, path, id and time of creation.
void begin_entity(Context& context, Entity& entity, std::string_view name, std::string_view path,
                  std::string_view id_prefix);

}  // namespace dynarock::iam
