#include "app/wiring.h"

#include <vector>

#include "app/admin.h"
#include "app/authorization.h"
#include "app/credentials_page.h"
#include "app/explain_page.h"
#include "app/observed_pages.h"
#include "app/organization_file.h"
#include "app/periodic.h"
#include "dynarock/aws/dispatcher.h"
#include "dynarock/base/clock.h"
#include "dynarock/base/ids.h"
#include "dynarock/dynamodb/engine/engine.h"
#include "dynarock/dynamodb/engine/ttl.h"
#include "dynarock/dynamodb/service.h"
#include "dynarock/iam/model/state.h"
#include "dynarock/iam/service.h"
#include "dynarock/logs/service.h"
#include "dynarock/secretsmanager/service.h"
#include "dynarock/ssm/service.h"
#include "dynarock/storage/store.h"
#include "dynarock/sts/service.h"
#include "dynarock/vault/vault.h"

namespace dynarock::app {
namespace {

storage::StoreOptions store_options(const ServeOptions& options) {
  return {
      .directory = options.data,
      .durability = options.fsync ? storage::Durability::kFsync : storage::Durability::kProcess};
}

/// Of calls within the program, whose senders need not prove who they are.
aws::DispatcherOptions internal_options(const ServeOptions& options,
                                        auth::CredentialStore& credentials) {
  return {.account = options.account,
          .region = options.region,
          .shared = options.shared,
          .credentials = &credentials};
}

aws::DispatcherOptions dispatcher_options(const ServeOptions& options,
                                          auth::CredentialStore& credentials,
                                          Authorization* authorization) {
  aws::DispatcherOptions result = internal_options(options, credentials);
  if (authorization) result.authorizer = &authorization->authorizer();
  result.authentication = {.verify = options.iam != IamMode::kOff,
                           .check_clock = !options.ignore_clock_skew,
                           .test_keys = options.allow_test_keys || options.iam == IamMode::kAudit};
  return result;
}

std::unique_ptr<Authorization> make_authorization(const ServeOptions& options,
                                                  const AuthorizedStates& states) {
  // Its mistakes are told in every mode.
  authz::Organization organization;
  if (!options.organization.empty()) organization = read_organization(options.organization);
  if (options.iam == IamMode::kOff) return nullptr;
  const auto mode = options.iam == IamMode::kEnforce ? authz::Mode::kEnforce : authz::Mode::kAudit;
  return std::make_unique<Authorization>(authz::Options{.mode = mode}, states,
                                         std::move(organization));
}

dynamodb::StreamOptions stream_options(const ServeOptions& options) {
  return {.shards = options.stream_shards, .shard_records = options.stream_shard_records};
}

dynamodb::Settings settings(const ServeOptions& options) {
  return {.transient_status = std::chrono::milliseconds(options.transient_status_ms)};
}

dynamodb::ReadLag read_lag(const ServeOptions& options) {
  return {.eventual = std::chrono::milliseconds(options.stale_reads_ms),
          .global_index = std::chrono::milliseconds(options.gsi_delay_ms)};
}

constexpr std::chrono::seconds kJobInterval{1};

}  // namespace

struct Instance::Parts {
  Parts(const ServeOptions& options, const Clock& clock, aws::CallLog* log)
      : store(storage::Store::open(store_options(options))),
        engine(*store, clock, stream_options(options), read_lag(options)),
        dynamodb(dynamodb::make_service(engine, ids, settings(options))),
        dynamodb_streams(dynamodb::make_streams_service(engine, ids, settings(options))),
        iam_state(*store),
        iam(iam::make_service(iam_state, ids)),
        sts(sts::make_service(iam_state, ids)),
        vault(*store, ids),
        parameters(*store),
        ssm(ssm::make_service(parameters, vault)),
        secrets(*store),
        secretsmanager(secretsmanager::make_service(secrets, vault, ids)),
        log_groups(*store),
        logs(logs::make_service(log_groups)),
        services{dynamodb.get(), dynamodb_streams.get(), iam.get(), sts.get(),
                 ssm.get(),      secretsmanager.get(),   logs.get()},
        authorization(make_authorization(
            options, {engine.catalog(), iam_state, parameters, secrets, log_groups})),
        dispatcher(dispatcher_options(options, iam_state, authorization.get()), services, clock,
                   ids, log),
        internal_dispatcher(internal_options(options, iam_state), services, clock, ids, nullptr),
        admin(dispatcher),
        ttl(engine, *store, std::chrono::seconds(options.ttl_delay_seconds)),
        jobs(kJobInterval, [this, &clock] { run_jobs(clock.now()); }) {
    if (!options.root_access_key_id.empty())
      iam_state.set_root_key(options.account, {.id = options.root_access_key_id,
                                               .secret = options.root_secret_access_key,
                                               .created = clock.now()});
    admin.add("credentials", credentials_page(iam_state, ids, clock, options.account));
    admin.add("explain", explain_page(authorization.get()));
    admin.add("least-privilege", least_privilege_page(authorization.get()));
    admin.add("grants", grants_page(authorization.get()));
  }

  void run_jobs(Timestamp now) {
    try {
      ttl.step(now);
      engine.streams().step(now);
      iam_state.step(now);
    } catch (const storage::StoreError&) {
      // A disk that has failed is reported by the calls that need it.
    }
  }

  Ids ids;
  std::unique_ptr<storage::Store> store;
  dynamodb::Engine engine;
  std::unique_ptr<aws::Service> dynamodb;
  std::unique_ptr<aws::Service> dynamodb_streams;
  iam::State iam_state;
  std::unique_ptr<aws::Service> iam;
  std::unique_ptr<aws::Service> sts;
  vault::Vault vault;
  ssm::Parameters parameters;
  std::unique_ptr<aws::Service> ssm;
  secretsmanager::Secrets secrets;
  std::unique_ptr<aws::Service> secretsmanager;
  logs::LogGroups log_groups;
  std::unique_ptr<aws::Service> logs;
  std::vector<aws::Service*> services;
  /// Null while IAM is off.
  std::unique_ptr<Authorization> authorization;
  aws::Dispatcher dispatcher;
  aws::Dispatcher internal_dispatcher;
  Admin admin;
  dynamodb::Ttl ttl;
  Periodic jobs;
};

Instance::Instance(const ServeOptions& options, const Clock& clock, aws::CallLog* log)
    : parts_(std::make_unique<Parts>(options, clock, log)) {}

Instance::~Instance() = default;

http::Handler& Instance::handler() { return parts_->admin; }
http::Handler& Instance::internal_handler() { return parts_->internal_dispatcher; }

}  // namespace dynarock::app
