#include "dynarock/iam/model/state.h"

#include <utility>

#include "iam/model/records.h"

namespace dynarock::iam {
namespace {

std::vector<std::pair<std::string, std::string>> pairs_of(const std::vector<Tag>& tags) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const Tag& tag : tags) pairs.emplace_back(tag.key, tag.value);
  return pairs;
}

auth::Principal principal_of(const std::string& account, const User& user) {
  return {.kind = auth::PrincipalKind::kUser,
          .account = account,
          .arn = arn_of(account, user),
          .user_id = user.id,
          .name = user.name,
          .tags = pairs_of(user.tags)};
}

std::shared_ptr<const auth::IssuedCredentials> credentials_of(const AccessKey& key,
                                                              auth::Principal principal) {
  return std::make_shared<auth::IssuedCredentials>(
      auth::IssuedCredentials{.access_key_id = key.id,
                              .secret_access_key = key.secret,
                              .active = key.active,
                              .principal = std::move(principal),
                              .session = std::nullopt});
}

}  // namespace

State::State(storage::Store& store) : store_(store) { load(); }

State::~State() = default;

void State::load() {
  const auto cursor = store_.cursor(kPrefix, storage::prefix_end(kPrefix));
  for (cursor->seek_first(); cursor->valid(); cursor->next()) {
    const RecordName name = parse_record_key(cursor->key());
    if (name.kind == kSessionKind) {
      auto session = std::make_shared<auth::IssuedCredentials>(decode_session(cursor->value()));
      credentials_.emplace(session->access_key_id, session);
    } else {
      decode_into(account_to_change(name.account), name.kind, cursor->value());
    }
  }
  for (const auto& [id, account] : accounts_) {
    index_root_keys(account);
    for (const auto& [name, user] : account.users) index_keys(id, user);
  }
}

const Account& State::account_or_empty(std::string_view account) const {
  static const Account kEmpty;
  const auto found = accounts_.find(account);
  return found == accounts_.end() ? kEmpty : found->second;
}

Account& State::account_to_change(std::string_view account) {
  const auto found = accounts_.find(account);
  if (found != accounts_.end()) return found->second;
  Account& made = accounts_[std::string(account)];
  made.id = account;
  return made;
}

void State::index_keys(const std::string& account, const User& user) {
  for (const AccessKey& key : user.access_keys)
    credentials_[key.id] = credentials_of(key, principal_of(account, user));
}

void State::index_root_keys(const Account& account) {
  for (const AccessKey& key : account.root_keys)
    credentials_[key.id] = credentials_of(key, auth::root_principal(account.id));
}

State::Reader::Reader(std::shared_mutex& mutex, const State& state, std::string_view account)
    : lock_(mutex), account_(state.account_or_empty(account)) {}

State::Writer::Writer(State& state, std::string_view account)
    : state_(state), lock_(state.mutex_), account_(state.account_to_change(account)) {}

template <class T>
void State::Writer::save(const T& entity) {
  batch_.put(record_key(account_.id, kind_of(entity), entity.name), encode(entity));
  if constexpr (std::is_same_v<T, User>) state_.index_keys(account_.id, entity);
  entities_changed_ = true;
}

template <class T>
void State::Writer::erase(const T& entity) {
  batch_.erase(record_key(account_.id, kind_of(entity), entity.name));
  entities_changed_ = true;
}

template void State::Writer::save(const User&);
template void State::Writer::save(const Group&);
template void State::Writer::save(const Role&);
template void State::Writer::save(const ManagedPolicy&);
template void State::Writer::save(const InstanceProfile&);
template void State::Writer::erase(const User&);
template void State::Writer::erase(const Group&);
template void State::Writer::erase(const Role&);
template void State::Writer::erase(const ManagedPolicy&);
template void State::Writer::erase(const InstanceProfile&);

void State::Writer::save_account() {
  batch_.put(record_key(account_.id, kAccountKind, {}), encode_account(account_));
  state_.index_root_keys(account_);
}

void State::Writer::revoke(const AccessKey& key) { state_.credentials_.erase(key.id); }

void State::Writer::issue(auth::IssuedCredentials session) {
  batch_.put(record_key(account_.id, kSessionKind, session.access_key_id), encode_session(session));
  const std::string id = session.access_key_id;
  state_.credentials_[id] = std::make_shared<auth::IssuedCredentials>(std::move(session));
}

void State::Writer::commit() {
  state_.store_.write(std::move(batch_));
  if (entities_changed_) state_.version_.fetch_add(1, std::memory_order_release);
}

std::shared_ptr<const auth::IssuedCredentials> State::find(std::string_view access_key_id) const {
  const std::shared_lock lock(mutex_);
  const auto found = credentials_.find(access_key_id);
  return found == credentials_.end() ? nullptr : found->second;
}

void State::note_use(std::string_view access_key_id, std::string_view service,
                     std::string_view region, Timestamp now) {
  // Most calls are of the key and minute of the thread's last.
  thread_local struct {
    const State* state = nullptr;
    std::string key, service;
    Timestamp minute;
  } last;
  const Timestamp minute = std::chrono::floor<std::chrono::minutes>(now);
  if (last.state == this && last.minute == minute && last.key == access_key_id &&
      last.service == service)
    return;
  last = {this, std::string(access_key_id), std::string(service), minute};
  const std::lock_guard lock(use_mutex_);
  uses_[last.key] = {now, last.service, std::string(region)};
}

std::optional<KeyUse> State::last_use(std::string_view access_key_id) const {
  const std::lock_guard lock(use_mutex_);
  const auto found = uses_.find(std::string(access_key_id));
  if (found == uses_.end()) return std::nullopt;
  return found->second;
}

PrincipalPolicies State::policies_of(const auth::Principal& principal) const {
  const Reader account = read(principal.account);
  if (principal.kind == auth::PrincipalKind::kRoleSession) {
    const auto role = account->roles.find(principal.name);
    return role == account->roles.end() ? PrincipalPolicies()
                                        : iam::policies_of(*account, role->second);
  }
  const auto user = account->users.find(principal.name);
  return user == account->users.end() ? PrincipalPolicies()
                                      : iam::policies_of(*account, user->second);
}

AccessKey State::root_key(std::string_view account, Ids& ids, Timestamp now) {
  Writer change = write(account);
  if (change->root_keys.empty()) {
    change->root_keys.push_back(make_access_key("AKIA", account, ids, now));
    change.save_account();
    change.commit();
  }
  return change->root_keys.front();
}

void State::set_root_key(std::string_view account, AccessKey key) {
  Writer change = write(account);
  for (const AccessKey& old : change->root_keys) change.revoke(old);
  change->root_keys = {std::move(key)};
  change.save_account();
  change.commit();
}

void State::step(Timestamp now) {
  constexpr std::chrono::hours kKept{1};
  const std::unique_lock lock(mutex_);
  storage::Batch batch;
  std::vector<std::string> expired;
  std::erase_if(credentials_, [&](const auto& entry) {
    const auth::IssuedCredentials& credentials = *entry.second;
    if (!credentials.session || credentials.session->expires + kKept > now) return false;
    batch.erase(record_key(credentials.principal.account, kSessionKind, entry.first));
    expired.push_back(entry.first);
    return true;
  });
  if (expired.empty()) return;
  store_.write(std::move(batch));
  const std::lock_guard use_lock(use_mutex_);
  for (const std::string& id : expired) uses_.erase(id);
}

}  // namespace dynarock::iam
