#pragma once

#include <string>
#include <tl/expected.hpp>

#include "dynarock/authz/observations.h"
#include "dynarock/authz/organization.h"
#include "dynarock/authz/sources.h"
#include "dynarock/base/clock.h"
#include "dynarock/check/finding.h"
#include "dynarock/dynamodb/access/access.h"
#include "dynarock/dynamodb/engine/catalog.h"
#include "dynarock/ec2/network.h"
#include "dynarock/ecs/model/state.h"
#include "dynarock/iam/model/state.h"
#include "dynarock/logs/log_groups.h"
#include "dynarock/secretsmanager/secrets.h"
#include "dynarock/ssm/parameters.h"

// Looks at services, the tables that they use and what lies between them, and says what would not
// work: a table that is not there, a policy that does not allow, a route that is missing.

namespace dynarock::check {

/// What is looked at.
struct World {
  const ecs::State& ecs;
  const ec2::Network& network;
  const iam::State& identities;
  const authz::PrincipalSource& principals;
  const authz::Organization& organization;
  /// Null while IAM is off, when nobody watches.
  const authz::Observations* observations;
  const dynamodb::Catalog& catalog;
  const dynamodb::Resources& resources;
  const ssm::Parameters& parameters;
  const secretsmanager::Secrets& secrets;
  const logs::LogGroups& log_groups;
};

/// What of it, and when.
struct Scope {
  ecs::Place place;
  /// By name; empty for all.
  std::string cluster, service;
  /// Of parameters that must be there.
  std::vector<std::string> parameters;
  Timestamp now;
};

/// All findings on the services, then those on tables that no service names; or one line that says
/// which cluster or service there isn't.
tl::expected<Findings, std::string> check(const World& world, const Scope& scope);

}  // namespace dynarock::check
