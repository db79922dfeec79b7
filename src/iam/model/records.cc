#include "iam/model/records.h"

#include <stdexcept>
#include <utility>

#include "dynarock/base/numbers.h"
#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

namespace dynarock::iam {
namespace {

using json::Value;
using json::Writer;

std::string text(Value record, std::string_view name) {
  return std::string(record.find_text(name).value_or(""));
}

std::int64_t number(Value record, std::string_view name) {
  const auto value = record.find(name);
  return value ? leading_number<std::int64_t>(value->text()) : 0;
}

Timestamp time(Value record, std::string_view name) {
  return Timestamp(std::chrono::microseconds(number(record, name)));
}

void write_time(Writer& out, std::string_view name, Timestamp time) {
  out.member(name, time.time_since_epoch().count());
}

template <class Each>
void for_each(Value record, std::string_view name, Each each) {
  if (const auto list = record.find(name))
    for (const Value element : list->elements()) each(element);
}

void write_texts(Writer& out, std::string_view name, const std::vector<std::string>& texts) {
  out.key(name).begin_array();
  for (const std::string& one : texts) out.string(one);
  out.end_array();
}

std::vector<std::string> read_texts(Value record, std::string_view name) {
  std::vector<std::string> texts;
  for_each(record, name, [&](Value one) { texts.emplace_back(one.text()); });
  return texts;
}

void write_entity(Writer& out, const Entity& entity) {
  out.member("name", entity.name).member("path", entity.path).member("id", entity.id);
  write_time(out, "created", entity.created);
  out.key("tags").begin_array();
  for (const Tag& tag : entity.tags)
    out.begin_object().member("key", tag.key).member("value", tag.value).end_object();
  out.end_array();
}

void read_entity(Value record, Entity& entity) {
  entity.name = text(record, "name");
  entity.path = text(record, "path");
  entity.id = text(record, "id");
  entity.created = time(record, "created");
  for_each(record, "tags", [&](Value tag) {
    entity.tags.push_back({text(tag, "key"), text(tag, "value")});
  });
}

void write_identity(Writer& out, const Identity& identity) {
  write_entity(out, identity);
  out.key("inline_policies").begin_object();
  for (const auto& [name, document] : identity.inline_policies) out.member(name, document);
  out.end_object();
  write_texts(out, "attached_policies", identity.attached_policies);
  out.member("permissions_boundary", identity.permissions_boundary);
}

void read_identity(Value record, Identity& identity) {
  read_entity(record, identity);
  if (const auto policies = record.find("inline_policies"))
    for (const Value::Member policy : policies->members())
      identity.inline_policies.emplace(policy.name, policy.value.text());
  identity.attached_policies = read_texts(record, "attached_policies");
  identity.permissions_boundary = text(record, "permissions_boundary");
}

void write_keys(Writer& out, std::string_view name, const std::vector<AccessKey>& keys) {
  out.key(name).begin_array();
  for (const AccessKey& key : keys) {
    out.begin_object().member("id", key.id).member("secret", key.secret);
    out.member("active", key.active);
    write_time(out, "created", key.created);
    out.end_object();
  }
  out.end_array();
}

std::vector<AccessKey> read_keys(Value record, std::string_view name) {
  std::vector<AccessKey> keys;
  for_each(record, name, [&](Value key) {
    keys.push_back({text(key, "id"), text(key, "secret"), key.find("active")->boolean(),
                    time(key, "created")});
  });
  return keys;
}

void read(Value record, User& user) {
  read_identity(record, user);
  user.access_keys = read_keys(record, "access_keys");
  user.groups = read_texts(record, "groups");
}

void read(Value record, Group& group) { read_identity(record, group); }

void read(Value record, Role& role) {
  read_identity(record, role);
  role.trust_policy = text(record, "trust_policy");
  role.description = text(record, "description");
  role.max_session_seconds = number(record, "max_session_seconds");
}

void read(Value record, ManagedPolicy& policy) {
  read_entity(record, policy);
  policy.description = text(record, "description");
  policy.updated = time(record, "updated");
  policy.default_version = number(record, "default_version");
  policy.next_version = number(record, "next_version");
  for_each(record, "versions", [&](Value version) {
    policy.versions.push_back(
        {number(version, "number"), text(version, "document"), time(version, "created")});
  });
}

void read(Value record, InstanceProfile& profile) {
  read_entity(record, profile);
  profile.role = text(record, "role");
}

template <class T>
void read_into(Value record, ByName<T>& entities) {
  T entity;
  read(record, entity);
  const std::string name = entity.name;
  entities.emplace(name, std::move(entity));
}

void read_account(Value record, Account& account) {
  account.alias = text(record, "alias");
  account.root_keys = read_keys(record, "root_keys");
}

struct Reader {
  std::string_view kind;
  void (*read)(Value record, Account& account);
};
constexpr Reader kReaders[] = {
    {kAccountKind, read_account},
    {"user", [](Value record, Account& account) { read_into(record, account.users); }},
    {"group", [](Value record, Account& account) { read_into(record, account.groups); }},
    {"role", [](Value record, Account& account) { read_into(record, account.roles); }},
    {"policy", [](Value record, Account& account) { read_into(record, account.policies); }},
    {"instance-profile",
     [](Value record, Account& account) { read_into(record, account.instance_profiles); }},
};

/// Parses one of our own records.
class Record {
 public:
  explicit Record(std::string_view text) {
    if (!document_.parse(text)) throw std::runtime_error("an IAM record is not JSON");
  }
  Value root() const { return document_.root(); }

 private:
  json::Document document_;
};

template <class Write>
std::string object(Write write) {
  std::string record;
  Writer out(record);
  out.begin_object();
  write(out);
  out.end_object();
  return record;
}

}  // namespace

std::string record_key(std::string_view account, std::string_view kind, std::string_view name) {
  std::string key(kPrefix);
  key.append(account).append("/").append(kind);
  if (name.empty()) return key;
  key += '/';
  for (const char c : name) key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return key;
}

RecordName parse_record_key(std::string_view key) {
  const auto next = [&key] {
    const std::size_t end = std::min(key.find('/'), key.size());
    const std::string_view part = key.substr(0, end);
    key.remove_prefix(std::min(key.size(), end + 1));
    return part;
  };
  key.remove_prefix(kPrefix.size());
  RecordName parts;
  parts.account = next();
  parts.kind = next();
  parts.name = key;
  return parts;
}

std::string encode(const User& user) {
  return object([&](Writer& out) {
    write_identity(out, user);
    write_keys(out, "access_keys", user.access_keys);
    write_texts(out, "groups", user.groups);
  });
}

std::string encode(const Group& group) {
  return object([&](Writer& out) { write_identity(out, group); });
}

std::string encode(const Role& role) {
  return object([&](Writer& out) {
    write_identity(out, role);
    out.member("trust_policy", role.trust_policy).member("description", role.description);
    out.member("max_session_seconds", role.max_session_seconds);
  });
}

std::string encode(const ManagedPolicy& policy) {
  return object([&](Writer& out) {
    write_entity(out, policy);
    out.member("description", policy.description);
    write_time(out, "updated", policy.updated);
    out.member("default_version", policy.default_version);
    out.member("next_version", policy.next_version);
    out.key("versions").begin_array();
    for (const PolicyVersion& version : policy.versions) {
      out.begin_object().member("number", version.number).member("document", version.document);
      write_time(out, "created", version.created);
      out.end_object();
    }
    out.end_array();
  });
}

std::string encode(const InstanceProfile& profile) {
  return object([&](Writer& out) {
    write_entity(out, profile);
    out.member("role", profile.role);
  });
}

std::string encode_account(const Account& account) {
  return object([&](Writer& out) {
    out.member("alias", account.alias);
    write_keys(out, "root_keys", account.root_keys);
  });
}

std::string encode_session(const auth::IssuedCredentials& credentials) {
  const auth::Principal& principal = credentials.principal;
  const auth::Session& session = *credentials.session;
  return object([&](Writer& out) {
    out.member("id", credentials.access_key_id).member("secret", credentials.secret_access_key);
    out.member("kind", static_cast<std::int64_t>(principal.kind));
    out.member("account", principal.account).member("arn", principal.arn);
    out.member("user_id", principal.user_id).member("name", principal.name);
    out.key("tags").begin_array();
    for (const auto& [key, value] : principal.tags)
      out.begin_object().member("key", key).member("value", value).end_object();
    out.end_array();
    out.member("token", session.token);
    write_time(out, "issued", session.issued);
    write_time(out, "expires", session.expires);
    write_texts(out, "policies", session.policies);
    write_texts(out, "transitive_tag_keys", session.transitive_tag_keys);
    out.member("source_identity", session.source_identity);
  });
}

void decode_into(Account& account, std::string_view kind, std::string_view record) {
  const Record parsed(record);
  for (const Reader& reader : kReaders)
    if (reader.kind == kind) return reader.read(parsed.root(), account);
  throw std::runtime_error("an IAM record of unknown kind " + std::string(kind));
}

auth::IssuedCredentials decode_session(std::string_view record) {
  const Record parsed(record);
  const Value root = parsed.root();
  auth::IssuedCredentials result;
  result.access_key_id = text(root, "id");
  result.secret_access_key = text(root, "secret");
  result.principal.kind = static_cast<auth::PrincipalKind>(number(root, "kind"));
  result.principal.account = text(root, "account");
  result.principal.arn = text(root, "arn");
  result.principal.user_id = text(root, "user_id");
  result.principal.name = text(root, "name");
  for_each(root, "tags", [&](Value tag) {
    result.principal.tags.emplace_back(text(tag, "key"), text(tag, "value"));
  });
  result.session = {.token = text(root, "token"),
                    .issued = time(root, "issued"),
                    .expires = time(root, "expires"),
                    .policies = read_texts(root, "policies"),
                    .transitive_tag_keys = read_texts(root, "transitive_tag_keys"),
                    .source_identity = text(root, "source_identity")};
  return result;
}

}  // namespace dynarock::iam
