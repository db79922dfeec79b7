#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "dynarock/authz/sources.h"
#include "dynarock/ec2/network.h"

namespace dynarock::app {

/// VPC endpoints as EC2 has them.
class VpcEndpoints final : public authz::VpcEndpointSource {
 public:
  explicit VpcEndpoints(const ec2::Network& network) : network_(network) {}
  std::shared_ptr<const authz::VpcEndpoint> find(std::string_view id,
                                                 const aws::Call& call) const override;

 private:
  /// More than that many are not kept.
  static constexpr std::size_t kMaxParsed = 1'000;
  struct Parsed {
    /// The policy's text.
    std::string source;
    std::shared_ptr<const authz::VpcEndpoint> endpoint;
  };

  const ec2::Network& network_;
  mutable std::mutex mutex_;  // guards the member below
  mutable std::map<std::string, Parsed, std::less<>> parsed_;
};

}  // namespace dynarock::app
