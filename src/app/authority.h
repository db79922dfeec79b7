#pragma once

#include <mutex>
#include <optional>

#include "app/admin.h"
#include "dynarock/http/certificate.h"
#include "dynarock/storage/store.h"
#include "dynarock/vault/vault.h"

namespace dynarock::app {

/// Issues the server's certificates. It is made when it is first needed and kept in the store,
/// under `Uc` and, sealed, `Uk`, so that clients may go on trusting it. Safe to use from several
/// threads.
class Authority {
 public:
  /// What it is given must outlive it.
  Authority(storage::Store& store, vault::Vault& vault) : store_(store), vault_(vault) {}

  const http::Certificate& own();

 private:
  storage::Store& store_;
  vault::Vault& vault_;
  std::mutex mutex_;  // guards the making of the member below
  std::optional<http::Certificate> own_;
};

/// Tells its certificate in PEM. `authority` must outlive it.
Admin::Page authority_page(Authority& authority);

}  // namespace dynarock::app
