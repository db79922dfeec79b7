#include "app/services.h"

#include "dynarock/ec2/service.h"
#include "dynarock/ecr/service.h"
#include "dynarock/ecs/service.h"
#include "dynarock/iam/service.h"
#include "dynarock/logs/service.h"
#include "dynarock/secretsmanager/service.h"
#include "dynarock/ssm/service.h"
#include "dynarock/sts/service.h"

namespace dynarock::app {

Services::Services(storage::Store& store, const Clock& clock, Ids& ids, Ids& secret_ids,
                   const ServicesOptions& options)
    : engine(store, clock, options.streams, options.lag),
      tables(engine.catalog()),
      ttl(engine, store, options.ttl_delay),
      identities(store),
      vault(store, secret_ids),
      parameters(store),
      secrets(store),
      log_groups(store),
      network(store, ids),
      ecs(store),
      task_network(network, ids, clock),
      scheduler(ecs, task_network, ids, {}),
      repositories(store) {
  services_.push_back(dynamodb::make_service(engine, ids, options.tables));
  services_.push_back(dynamodb::make_streams_service(engine, ids, options.tables));
  services_.push_back(iam::make_service(identities, ids));
  services_.push_back(sts::make_service(identities, ids));
  services_.push_back(ssm::make_service(parameters, vault));
  services_.push_back(secretsmanager::make_service(secrets, vault, secret_ids));
  services_.push_back(logs::make_service(log_groups));
  services_.push_back(ec2::make_service(network, ids));
  services_.push_back(ecr::make_service(repositories, secret_ids));
  services_.push_back(ecs::make_service(ecs, scheduler, task_network, ids));
}

std::vector<aws::Service*> Services::all() const {
  std::vector<aws::Service*> all;
  for (const auto& service : services_) all.push_back(service.get());
  return all;
}

AuthorizedStates Services::states() const {
  return {tables, identities, parameters, secrets, log_groups, network, ecs, repositories};
}

void Services::step(Timestamp now) {
  ttl.step(now);
  engine.streams().step(now);
  identities.step(now);
}

}  // namespace dynarock::app
