#include "app/wiring.h"

#include <cstdlib>
#include <utility>

#include "app/admin.h"
#include "app/authorization.h"
#include "app/check_page.h"
#include "app/credentials_page.h"
#include "app/explain_page.h"
#include "app/fargate.h"
#include "app/observed_pages.h"
#include "app/organization_file.h"
#include "app/periodic.h"
#include "app/placement_page.h"
#include "app/services.h"
#include "app/task_output_page.h"
#include "app/task_paths.h"
#include "dynarock/aws/dispatcher.h"
#include "dynarock/base/clock.h"
#include "dynarock/base/ids.h"
#include "dynarock/storage/store.h"

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
                                          Authorization* authorization,
                                          const aws::Network* network = nullptr) {
  aws::DispatcherOptions result = internal_options(options, credentials);
  result.network = network;
  result.lost = options.no_route;
  if (authorization) result.authorizer = &authorization->authorizer();
  result.authentication = {.verify = options.iam != IamMode::kOff,
                           .check_clock = !options.ignore_clock_skew,
                           .test_keys = options.allow_test_keys || options.iam == IamMode::kAudit};
  return result;
}

/// Of what ECS's agent does for tasks.
aws::DispatcherOptions agent_dispatcher_options(const ServeOptions& options,
                                                auth::CredentialStore& credentials,
                                                Authorization* authorization) {
  aws::DispatcherOptions result = dispatcher_options(options, credentials, authorization);
  if (authorization) result.authorizer = &authorization->authorizer().background();
  return result;
}

std::unique_ptr<Authorization> make_authorization(const ServeOptions& options,
                                                  const AuthorizedStates& states,
                                                  const IamPrincipals& principals,
                                                  const authz::Organization& organization) {
  if (options.iam == IamMode::kOff) return nullptr;
  const auto mode = options.iam == IamMode::kEnforce ? authz::Mode::kEnforce : authz::Mode::kAudit;
  return std::make_unique<Authorization>(authz::Options{.mode = mode}, states, principals,
                                         organization);
}

ServicesOptions services_options(const ServeOptions& options) {
  using std::chrono::milliseconds;
  return {
      .streams = {.shards = options.stream_shards, .shard_records = options.stream_shard_records},
      .lag = {.eventual = milliseconds(options.stale_reads_ms),
              .global_index = milliseconds(options.gsi_delay_ms)},
      .tables = {.transient_status = milliseconds(options.transient_status_ms)},
      .ttl_delay = std::chrono::seconds(options.ttl_delay_seconds)};
}

authz::Organization organization_of(const ServeOptions& options) {
  if (options.organization.empty()) return {};
  return read_organization(options.organization);
}

std::string environment(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

ecs::AgentOptions agent_options(const ServeOptions& options, const ec2::Network& network,
                                std::function<void(const std::string&)> warn) {
  return {
      .images = options.images,
      .credentials_lifetime = std::chrono::seconds(options.task_credentials_seconds),
      .limit_cpu = options.limit_task_cpu,
      .check_trust = options.iam == IamMode::kEnforce,
      .path = environment("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
      .home = environment("HOME", "/"),
      .subnet_block =
          [&network](const ecs::Place& place, std::string_view id) {
            const auto subnet = network.find_subnet({place.account, place.region}, id);
            return subnet ? subnet->cidr_block : std::string();
          },
      .log =
          options.quiet ? std::function<void(const std::string&)>([](const std::string&) {}) : warn,
      .warn = warn};
}

constexpr std::chrono::seconds kJobInterval{1};

}  // namespace

struct Instance::Parts {
  Parts(const ServeOptions& options, const Clock& clock, aws::CallLog* log,
        std::function<void(const std::string&)> warn)
      : store(storage::Store::open(store_options(options))),
        services(*store, clock, ids, ids, services_options(options)),
        authority(*store, services.vault),
        organization(organization_of(options)),
        principals(services.identities),
        authorization(make_authorization(options, services.states(), principals, organization)),
        task_paths(services.ecs, services.network),
        dispatcher(
            dispatcher_options(options, services.identities, authorization.get(), &task_paths),
            services.all(), clock, ids, log),
        internal_dispatcher(internal_options(options, services.identities), services.all(), clock,
                            ids, nullptr),
        agent_dispatcher(
            agent_dispatcher_options(options, services.identities, authorization.get()),
            services.all(), clock, ids, nullptr),
        admin(dispatcher),
        fargate(services.scheduler, agent_options(options, services.network, std::move(warn)),
                {services.ecs, services.identities, agent_dispatcher, clock, ids}),
        endpoints(fargate.agent().endpoints(admin)),
        jobs(kJobInterval, [this, &clock] { run_jobs(clock.now()); }) {
    if (!options.root_access_key_id.empty())
      services.identities.set_root_key(options.account, {.id = options.root_access_key_id,
                                                         .secret = options.root_secret_access_key,
                                                         .created = clock.now()});
    admin.add("credentials", credentials_page(services.identities, ids, clock, options.account));
    admin.add("ca.pem", authority_page(authority));
    admin.add("placement", placement_page(services.ecs, services.network, options.account));
    admin.add("task-output", task_output_page(fargate.agent()));
    admin.add("explain", explain_page(authorization.get()));
    admin.add("least-privilege", least_privilege_page(authorization.get()));
    admin.add("grants", grants_page(authorization.get()));
    admin.add("check", check_page(world(), {options.account, options.region}, clock));
  }

  check::World world() {
    return {.ecs = services.ecs,
            .network = services.network,
            .identities = services.identities,
            .principals = principals,
            .organization = organization,
            .observations = authorization ? &authorization->authorizer().observations() : nullptr,
            .catalog = services.engine.catalog(),
            .resources = services.tables,
            .parameters = services.parameters,
            .secrets = services.secrets,
            .log_groups = services.log_groups};
  }

  void run_jobs(Timestamp now) {
    try {
      services.step(now);
    } catch (const storage::StoreError&) {
      // A disk that has failed is reported by the calls that need it.
    }
  }

  Ids ids;
  std::unique_ptr<storage::Store> store;
  Services services;
  Authority authority;
  /// Its mistakes are told in every mode.
  const authz::Organization organization;
  const IamPrincipals principals;
  /// Null while IAM is off.
  std::unique_ptr<Authorization> authorization;
  const TaskPaths task_paths;
  aws::Dispatcher dispatcher;
  aws::Dispatcher internal_dispatcher;
  /// Judges what ECS's agent does for tasks, and does not log it.
  aws::Dispatcher agent_dispatcher;
  Admin admin;
  Fargate fargate;
  std::unique_ptr<http::Handler> endpoints;
  Periodic jobs;
};

Instance::Instance(const ServeOptions& options, const Clock& clock, aws::CallLog* log,
                   std::function<void(const std::string&)> warn)
    : parts_(std::make_unique<Parts>(options, clock, log, std::move(warn))) {}

Instance::~Instance() = default;

http::Handler& Instance::handler() { return *parts_->endpoints; }
http::Handler& Instance::internal_handler() { return parts_->internal_dispatcher; }
Authority& Instance::authority() { return parts_->authority; }

std::vector<std::string_view> Instance::service_names() const {
  std::vector<std::string_view> names;
  for (const aws::Service* service : parts_->services.all()) names.push_back(service->name());
  return names;
}
void Instance::start_tasks(std::string url) { parts_->fargate.start(std::move(url)); }
void Instance::stop_tasks() { parts_->fargate.stop(); }

}  // namespace dynarock::app
