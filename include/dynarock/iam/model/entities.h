#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"

namespace dynarock::iam {

/// IAM's names are equal if they differ in case only.
struct NameLess {
  using is_transparent = void;
  bool operator()(std::string_view left, std::string_view right) const;
};
template <class T>
using ByName = std::map<std::string, T, NameLess>;

struct Tag {
  std::string key, value;
};

/// What everything has that IAM keeps under a name.
struct Entity {
  std::string name;
  /// Begins and ends with a slash.
  std::string path = "/";
  /// `AIDA...` and the like, never used again.
  std::string id;
  Timestamp created;
  /// In the order in which they were first set; keys differ in more than case.
  std::vector<Tag> tags;
};

/// What users, groups and roles have in common.
struct Identity : Entity {
  /// Documents by name.
  ByName<std::string> inline_policies;
  /// The ARNs of managed policies, in the order in which they were attached.
  std::vector<std::string> attached_policies;
  /// A managed policy's ARN, or empty.
  std::string permissions_boundary;
};

struct AccessKey {
  std::string id, secret;
  bool active = true;
  Timestamp created;
};

struct User : Identity {
  std::vector<AccessKey> access_keys;
  /// Names, in the order in which the user was added.
  std::vector<std::string> groups;
};

struct Group : Identity {};

struct Role : Identity {
  std::string trust_policy;
  std::string description;
  std::int64_t max_session_seconds = 3600;

  /// Such roles belong to a service: only it changes them.
  bool is_service_linked() const { return path.starts_with("/aws-service-role/"); }
};

struct PolicyVersion {
  std::int64_t number = 1;
  std::string document;
  Timestamp created;
};

struct ManagedPolicy : Entity {
  std::string description;
  Timestamp updated;
  /// Ascending.
  std::vector<PolicyVersion> versions;
  std::int64_t default_version = 1;
  /// The number that the next version gets; those of deleted ones do not come back.
  std::int64_t next_version = 2;

  const PolicyVersion* find(std::int64_t number) const;
  const PolicyVersion& default_document() const { return *find(default_version); }
};

struct InstanceProfile : Entity {
  /// A role's name, or empty.
  std::string role;
};

/// What IAM knows of one account.
struct Account {
  std::string id;
  std::string alias;
  /// The keys of the account's root; made when first asked for.
  std::vector<AccessKey> root_keys;
  ByName<User> users;
  ByName<Group> groups;
  ByName<Role> roles;
  ByName<ManagedPolicy> policies;
  ByName<InstanceProfile> instance_profiles;
};

/// `arn:aws:iam::<account>:<kind><path><name>`, kind being "user", "policy" and so on.
std::string arn_of(std::string_view account, std::string_view kind, const Entity& entity);
std::string arn_of(std::string_view account, const User& user);
std::string arn_of(std::string_view account, const Group& group);
std::string arn_of(std::string_view account, const Role& role);
std::string arn_of(std::string_view account, const ManagedPolicy& policy);
std::string arn_of(std::string_view account, const InstanceProfile& profile);

/// A policy that AWS keeps for all accounts, or null: `arn:aws:iam::aws:policy/...`.
const ManagedPolicy* find_aws_policy(std::string_view arn);
/// All of them, by name.
const ByName<ManagedPolicy>& aws_policies();
/// The account that stands in the ARNs of those.
inline constexpr std::string_view kAwsAccount = "aws";

/// The managed policy of that ARN, the account's own or AWS's; null if there is none.
const ManagedPolicy* find_policy(const Account& account, std::string_view arn);

}  // namespace dynarock::iam
