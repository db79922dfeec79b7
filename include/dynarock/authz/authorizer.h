#pragma once

#include <map>
#include <string_view>

#include "dynarock/authz/caller.h"
#include "dynarock/authz/observations.h"
#include "dynarock/authz/organization.h"
#include "dynarock/authz/records.h"
#include "dynarock/authz/sources.h"
#include "dynarock/aws/authorizer.h"

namespace dynarock::authz {

enum class Mode {
  kAudit,   ///< denied calls go through, with the verdict in a header and in the log
  kEnforce  ///< denied calls get AWS's AccessDenied
};

struct Options {
  Mode mode = Mode::kEnforce;
  /// Whether the text of an explicit denial ends with the ARN of the policy, as AWS began to in
  /// 2026.
  bool name_policies = false;
};

/// Carries `allowed`, or `denied` and why, in answers to audited calls.
inline constexpr std::string_view kVerdictHeader = "x-dynarock-iam";
/// Names the VPC endpoint that a request came through.
inline constexpr std::string_view kVpcEndpointHeader = "x-dynarock-vpc-endpoint";

/// Judges calls by all policies that there are, and keeps what it found.
class Authorizer final : public aws::Authorizer {
 public:
  /// By services' names.
  using Sources = std::map<std::string_view, const AccessSource*>;

  /// What it is given must outlive it. `vpc_endpoints` knows more than the organization does, or is
  /// null.
  Authorizer(Options options, const PrincipalSource& principals, Sources sources,
             const Organization& organization, const VpcEndpointSource* vpc_endpoints = nullptr)
      : options_(options),
        sources_(std::move(sources)),
        organization_(organization),
        vpc_endpoints_(vpc_endpoints),
        callers_(principals, organization) {}

  Result<void> authorize(const aws::OperationSpec& operation, aws::Call& call,
                         json::Value input) override;
  void note_lost(const aws::Call& call) override;

  /// Judges what AWS's side does by itself time and again, such as writing logs: allowed calls are
  /// not kept among the records, where they would take the room of everybody else's.
  aws::Authorizer& background() { return background_; }

  const Records& records() const { return records_; }
  const Observations& observations() const { return observations_; }

 private:
  /// Which records are kept.
  enum class Keep { kAll, kDenied };
  class Background final : public aws::Authorizer {
   public:
    explicit Background(authz::Authorizer& owner) : owner_(owner) {}
    Result<void> authorize(const aws::OperationSpec&, aws::Call& call, json::Value input) override {
      return owner_.authorize(call, input, Keep::kDenied);
    }
    void note_lost(const aws::Call& call) override { owner_.note_lost(call); }

   private:
    authz::Authorizer& owner_;
  };

  const AccessSource* source_of(const aws::Call& call) const;
  std::shared_ptr<const Caller> caller_of(const aws::Call& call, json::Value input);
  Result<void> authorize(aws::Call& call, json::Value input, Keep keep);
  Result<void> judge(Record& record, const aws::Call& call, json::Value input) const;
  void add_access(Record& record, policy::AccessRequest& request) const;
  void enter_network(Record& record, const aws::Call& call) const;
  void enter_vpc_endpoint(Record& record, const aws::Call& call, std::string_view id) const;

  const Options options_;
  const Sources sources_;
  const Organization& organization_;
  const VpcEndpointSource* const vpc_endpoints_;
  Callers callers_;
  Records records_;
  Observations observations_;
  Background background_{*this};
};

}  // namespace dynarock::authz
