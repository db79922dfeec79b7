#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "app/authorization.h"
#include "app/task_network.h"
#include "dynarock/aws/service.h"
#include "dynarock/base/clock.h"
#include "dynarock/base/ids.h"
#include "dynarock/dynamodb/access/catalog_resources.h"
#include "dynarock/dynamodb/engine/engine.h"
#include "dynarock/dynamodb/engine/ttl.h"
#include "dynarock/dynamodb/service.h"
#include "dynarock/ec2/network.h"
#include "dynarock/ecr/repositories.h"
#include "dynarock/ecs/model/state.h"
#include "dynarock/ecs/scheduler/scheduler.h"
#include "dynarock/iam/model/state.h"
#include "dynarock/logs/log_groups.h"
#include "dynarock/secretsmanager/secrets.h"
#include "dynarock/ssm/parameters.h"
#include "dynarock/storage/store.h"
#include "dynarock/vault/vault.h"

namespace dynarock::app {

struct ServicesOptions {
  dynamodb::StreamOptions streams{};
  dynamodb::ReadLag lag{};
  dynamodb::Settings tables{};
  /// How long items stay once their time to live is over.
  std::chrono::seconds ttl_delay{0};
};

/// All services on one store, and what they know.
struct Services {
  /// `ids` are those in answers, `secret_ids` those of secrets and keys: apart where the former are
  /// to be the same in every run. All must outlive it.
  Services(storage::Store& store, const Clock& clock, Ids& ids, Ids& secret_ids,
           const ServicesOptions& options);

  std::vector<aws::Service*> all() const;
  AuthorizedStates states() const;
  /// What goes on by itself, up to now.
  void step(Timestamp now);

  dynamodb::Engine engine;
  dynamodb::CatalogResources tables;
  dynamodb::Ttl ttl;
  iam::State identities;
  vault::Vault vault;
  ssm::Parameters parameters;
  secretsmanager::Secrets secrets;
  logs::LogGroups log_groups;
  ec2::Network network;
  ecs::State ecs;
  Ec2TaskNetwork task_network;
  ecs::Scheduler scheduler;
  ecr::Repositories repositories;

 private:
  std::vector<std::unique_ptr<aws::Service>> services_;
};

}  // namespace dynarock::app
