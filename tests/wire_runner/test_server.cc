#include "tests/wire_runner/test_server.h"

#include "app/authorization.h"
#include "app/services.h"
#include "dynarock/aws/dispatcher.h"
#include "dynarock/base/ids.h"
#include "dynarock/storage/store.h"

namespace dynarock::wire {
namespace {

constexpr Timestamp kStart{std::chrono::seconds(1'700'000'000)};
constexpr std::uint64_t kSeed = 1;
/// The dispatcher's default.
constexpr char kAccount[] = "000000000000";
constexpr char kAdminPolicy[] = "arn:aws:iam::aws:policy/AdministratorAccess";

class Server final : public TestServer {
 public:
  explicit Server(const TestServerOptions& options)
      : options_(options),
        clock_(kStart),
        ids_(kSeed),
        store_(storage::Store::open({})),
        services_(*store_, clock_, ids_, caller_ids_,
                  {.lag = {options.stale_reads, options.gsi_delay}}),
        principals_(services_.identities),
        authorization_({}, services_.states(), principals_, organization_),
        dispatcher_({.credentials = &services_.identities,
                     .authentication = {.verify = options.enforce_iam},
                     .authorizer = options.enforce_iam ? &authorization_.authorizer() : nullptr},
                    services_.all(), clock_, ids_, &last_note_) {
    if (options.enforce_iam)
      root_ = services_.identities.root_key(kAccount, caller_ids_, clock_.now());
  }

  http::Response handle(const http::Request& request) override {
    return dispatcher_.handle(request);
  }
  std::vector<aws::Service*> services() override { return services_.all(); }
  Timestamp now() const override { return clock_.now(); }
  void advance(std::chrono::microseconds by) override {
    clock_.advance(by);
    services_.step(clock_.now());
  }
  std::optional<auth::Credentials> credentials(const std::string& access_key) override {
    if (!root_) return std::nullopt;
    if (access_key == "root") return auth::Credentials{root_->id, root_->secret, ""};
    const auto found = services_.identities.find(access_key);
    if (found)
      return auth::Credentials{access_key, found->secret_access_key,
                               found->session ? found->session->token : ""};
    if (options_.unknown_keys_are_admins)
      return admin_session(std::string(auth::account_of(access_key, kAccount)));
    return auth::Credentials{access_key, "made up", ""};
  }
  std::string last_note() const override { return last_note_.note(); }

 private:
  auth::Credentials admin_session(const std::string& account) {
    iam::Role role;
    role.name = "admin";
    role.attached_policies = {kAdminPolicy};
    auth::Session session;
    session.token = "token";
    session.issued = clock_.now();
    session.expires = clock_.now() + std::chrono::hours(1);
    const iam::AccessKey key = iam::make_access_key("ASIA", account, caller_ids_, clock_.now());
    auto change = services_.identities.write(account);
    change.save(change->roles.insert_or_assign(role.name, role).first->second);
    change.issue({.access_key_id = key.id,
                  .secret_access_key = key.secret,
                  .principal = {.kind = auth::PrincipalKind::kRoleSession,
                                .account = account,
                                .arn = "arn:aws:sts::" + account + ":assumed-role/admin/test",
                                .user_id = "AROAADMIN:test",
                                .name = role.name},
                  .session = session});
    change.commit();
    return {key.id, key.secret, session.token};
  }

  const TestServerOptions options_;
  ManualClock clock_;
  Ids ids_;
  /// Of those that the tests' callers need, so that they change no others.
  Ids caller_ids_{kSeed + 1};
  LastNote last_note_;
  std::unique_ptr<storage::Store> store_;
  app::Services services_;
  std::optional<iam::AccessKey> root_;
  const authz::Organization organization_;
  const app::IamPrincipals principals_;
  app::Authorization authorization_;
  aws::Dispatcher dispatcher_;
};

}  // namespace

std::unique_ptr<TestServer> make_test_server(const TestServerOptions& options) {
  return std::make_unique<Server>(options);
}

}  // namespace dynarock::wire
