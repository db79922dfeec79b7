#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dynarock/auth/credential_store.h"
#include "dynarock/base/clock.h"
#include "dynarock/base/ids.h"
#include "dynarock/iam/model/entities.h"
#include "dynarock/iam/model/principal_policies.h"
#include "dynarock/storage/store.h"

namespace dynarock::iam {

/// What a key was last used for.
struct KeyUse {
  Timestamp time;
  std::string service, region;
};

/// All that IAM and STS know, in memory and in the store. Safe to use from several threads.
class State final : public auth::CredentialStore {
 public:
  /// Reads what the store holds; it must outlive the state.
  explicit State(storage::Store& store);
  ~State() override;

  /// An account, held unchanged for as long as this lives.
  class Reader {
   public:
    const Account& operator*() const { return account_; }
    const Account* operator->() const { return &account_; }

   private:
    friend class State;
    Reader(std::shared_mutex& mutex, const State& state, std::string_view account);
    std::shared_lock<std::shared_mutex> lock_;
    const Account& account_;
  };
  Reader read(std::string_view account) const { return {mutex_, *this, account}; }

  /// An account being changed by this one thread. What is changed must be saved, and what is saved
  /// takes effect with commit(), all or nothing: on failing, change nothing first.
  class Writer {
   public:
    Account& operator*() { return account_; }
    Account* operator->() { return &account_; }

    template <class T>
    void save(const T& entity);
    template <class T>
    void erase(const T& entity);
    /// The account's alias and root keys.
    void save_account();
    /// Deleted keys open nothing any more.
    void revoke(const AccessKey& key);
    void issue(auth::IssuedCredentials session);
    void commit();

   private:
    friend class State;
    Writer(State& state, std::string_view account);
    State& state_;
    std::unique_lock<std::shared_mutex> lock_;
    Account& account_;
    storage::Batch batch_;
    bool entities_changed_ = false;
  };
  Writer write(std::string_view account) { return {*this, account}; }

  std::shared_ptr<const auth::IssuedCredentials> find(
      std::string_view access_key_id) const override;
  /// To the minute, and not kept in the store.
  void note_use(std::string_view access_key_id, std::string_view service, std::string_view region,
                Timestamp now) override;
  std::optional<KeyUse> last_use(std::string_view access_key_id) const;

  /// Counts changes of users, groups, roles and policies: whatever was read of them at one version
  /// holds until the next. Making sessions changes none of these.
  std::uint64_t version() const { return version_.load(std::memory_order_acquire); }
  /// Of a user or role, or of the user who made a federated session; empty for the root, who needs
  /// none. To be kept for as long as version() stays the same.
  PrincipalPolicies policies_of(const auth::Principal& principal) const;

  /// The root's first key, made if there is none.
  AccessKey root_key(std::string_view account, Ids& ids, Timestamp now);
  /// Makes a key the root's only one.
  void set_root_key(std::string_view account, AccessKey key);

  /// Forgets credentials that expired an hour ago or earlier.
  void step(Timestamp now);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Credentials =
      std::unordered_map<std::string, std::shared_ptr<const auth::IssuedCredentials>, Hash,
                         std::equal_to<>>;

  void load();
  const Account& account_or_empty(std::string_view account) const;
  Account& account_to_change(std::string_view account);
  void index_keys(const std::string& account, const User& user);
  void index_root_keys(const Account& account);

  storage::Store& store_;
  mutable std::shared_mutex mutex_;
  std::map<std::string, Account, std::less<>> accounts_;
  Credentials credentials_;
  mutable std::mutex use_mutex_;
  std::unordered_map<std::string, KeyUse> uses_;
  std::atomic<std::uint64_t> version_{1};
};

/// `AKIA...` or `ASIA...` and its secret. The id tells its account, as AWS's do.
AccessKey make_access_key(std::string_view prefix, std::string_view account, Ids& ids,
                          Timestamp now);
/// The account that an access key's id tells, or nothing for ids that tell none.
std::optional<std::string> account_in(std::string_view access_key_id);
/// `AIDA` and the like with 17 more characters.
std::string make_unique_id(std::string_view prefix, Ids& ids);

}  // namespace dynarock::iam
