#pragma once

#include <string>
#include <string_view>

#include "dynarock/auth/credential_store.h"
#include "dynarock/iam/model/entities.h"

// What lies in the store: JSON under the keys
//
//   A <account>/account                    the account's alias and root keys
//   A <account>/user/<name>                and so for group, role, policy, instance-profile; names
//                                          in lower case
//   A <account>/session/<access key id>    temporary credentials
namespace dynarock::iam {

inline constexpr std::string_view kPrefix = "A";

/// `kind` is the word in the key.
std::string record_key(std::string_view account, std::string_view kind, std::string_view name);

struct RecordName {
  std::string_view account, kind, name;
};
/// The parts of such a key.
RecordName parse_record_key(std::string_view key);

/// The word in keys for what is kept under a name.
inline std::string_view kind_of(const User&) { return "user"; }
inline std::string_view kind_of(const Group&) { return "group"; }
inline std::string_view kind_of(const Role&) { return "role"; }
inline std::string_view kind_of(const ManagedPolicy&) { return "policy"; }
inline std::string_view kind_of(const InstanceProfile&) { return "instance-profile"; }
inline constexpr std::string_view kAccountKind = "account";
inline constexpr std::string_view kSessionKind = "session";

std::string encode(const User& user);
std::string encode(const Group& group);
std::string encode(const Role& role);
std::string encode(const ManagedPolicy& policy);
std::string encode(const InstanceProfile& profile);
std::string encode_account(const Account& account);
std::string encode_session(const auth::IssuedCredentials& credentials);

/// Reads a record into the account that it belongs to. A session becomes credentials instead.
void decode_into(Account& account, std::string_view kind, std::string_view record);
auth::IssuedCredentials decode_session(std::string_view record);

}  // namespace dynarock::iam
