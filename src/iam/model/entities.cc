#include "dynarock/iam/model/entities.h"

#include <algorithm>

namespace dynarock::iam {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool NameLess::operator()(std::string_view left, std::string_view right) const {
  return std::ranges::lexicographical_compare(left, right,
                                              [](char a, char b) { return lower(a) < lower(b); });
}

const PolicyVersion* ManagedPolicy::find(std::int64_t number) const {
  const auto found = std::ranges::find(versions, number, &PolicyVersion::number);
  return found == versions.end() ? nullptr : &*found;
}

std::string arn_of(std::string_view account, std::string_view kind, const Entity& entity) {
  std::string arn = "arn:aws:iam::";
  return arn.append(account).append(":").append(kind).append(entity.path).append(entity.name);
}

std::string arn_of(std::string_view account, const User& user) {
  return arn_of(account, "user", user);
}
std::string arn_of(std::string_view account, const Group& group) {
  return arn_of(account, "group", group);
}
std::string arn_of(std::string_view account, const Role& role) {
  return arn_of(account, "role", role);
}
std::string arn_of(std::string_view account, const ManagedPolicy& policy) {
  return arn_of(account, "policy", policy);
}
std::string arn_of(std::string_view account, const InstanceProfile& profile) {
  return arn_of(account, "instance-profile", profile);
}

const ManagedPolicy* find_policy(const Account& account, std::string_view arn) {
  if (const ManagedPolicy* policy = find_aws_policy(arn)) return policy;
  const auto found = account.policies.find(arn.substr(arn.rfind('/') + 1));
  const bool same = found != account.policies.end() && arn_of(account.id, found->second) == arn;
  return same ? &found->second : nullptr;
}

}  // namespace dynarock::iam
