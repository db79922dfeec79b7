#pragma once

#include <functional>

#include "app/vpc_endpoints.h"
#include "dynarock/authz/authorizer.h"
#include "dynarock/dynamodb/access/access.h"
#include "dynarock/ec2/network.h"
#include "dynarock/ecr/repositories.h"
#include "dynarock/ecs/model/state.h"
#include "dynarock/iam/access/access.h"
#include "dynarock/iam/model/state.h"
#include "dynarock/logs/log_groups.h"
#include "dynarock/secretsmanager/secrets.h"
#include "dynarock/ssm/parameters.h"

namespace dynarock::app {

// What authorization asks, answered by the services.

class DynamoDbAccesses final : public authz::AccessSource {
 public:
  explicit DynamoDbAccesses(const dynamodb::Resources& resources) : resources_(resources) {}
  std::optional<std::vector<policy::AccessRequest>> accesses_of(
      const aws::Call& call, json::Value input, const policy::Context& shared) const override;

 private:
  const dynamodb::Resources& resources_;
};

/// Of IAM or of STS.
class IdentityAccesses final : public authz::AccessSource {
 public:
  using Make = std::vector<policy::AccessRequest> (*)(const iam::AccessCall& call);
  IdentityAccesses(const iam::State& state, Make make) : state_(state), make_(make) {}
  std::optional<std::vector<policy::AccessRequest>> accesses_of(
      const aws::Call& call, json::Value input, const policy::Context& shared) const override;
  /// Whom a web identity's token tells.
  std::optional<authz::UnsignedSender> sender_of(const aws::Call& call,
                                                 json::Value input) const override;

 private:
  const iam::State& state_;
  const Make make_;
};

/// Of a service whose accesses one function makes.
class FunctionAccesses final : public authz::AccessSource {
 public:
  using Make = std::function<std::vector<policy::AccessRequest>(
      const aws::Call& call, json::Value input, const policy::Context& shared)>;
  explicit FunctionAccesses(Make make) : make_(std::move(make)) {}
  std::optional<std::vector<policy::AccessRequest>> accesses_of(
      const aws::Call& call, json::Value input, const policy::Context& shared) const override {
    return make_(call, input, shared);
  }

 private:
  const Make make_;
};

/// Users and roles as IAM has them.
class IamPrincipals final : public authz::PrincipalSource {
 public:
  explicit IamPrincipals(const iam::State& state) : state_(state) {}
  std::uint64_t version() const override { return state_.version(); }
  authz::KnownPrincipal find(const auth::Principal& principal) const override;

 private:
  const iam::State& state_;
};

/// Whose tags, policies and names count for what is asked.
struct AuthorizedStates {
  const dynamodb::Resources& tables;
  const iam::State& identities;
  const ssm::Parameters& parameters;
  const secretsmanager::Secrets& secrets;
  const logs::LogGroups& log_groups;
  const ec2::Network& network;
  const ecs::State& ecs;
  const ecr::Repositories& repositories;
};

/// Authorization of calls to all services.
class Authorization {
 public:
  /// What it is given must outlive it.
  Authorization(authz::Options options, const AuthorizedStates& states,
                const IamPrincipals& principals, const authz::Organization& organization);

  authz::Authorizer& authorizer() { return authorizer_; }
  const authz::Authorizer& authorizer() const { return authorizer_; }
  const authz::PrincipalSource& principals() const { return principals_; }

 private:
  const IamPrincipals& principals_;
  const DynamoDbAccesses dynamodb_;
  const IdentityAccesses iam_, sts_;
  const FunctionAccesses ssm_, secretsmanager_, logs_, ec2_, ecs_, ecr_;
  const VpcEndpoints vpc_endpoints_;
  authz::Authorizer authorizer_;
};

}  // namespace dynarock::app
