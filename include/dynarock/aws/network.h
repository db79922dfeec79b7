#pragma once

#include <memory>
#include <string>

namespace dynarock::aws {

struct Call;

/// The way of a request that comes from a VPC.
struct NetworkPath {
  /// What sent it, in words: "task web/0123456789abcdef".
  std::string sender;
  /// What it leaves the VPC through, in words: "the gateway endpoint vpce-1".
  std::string gateway;
  std::string vpc_id;
  /// Empty if it goes over the internet.
  std::string vpc_endpoint;
  /// The sender's address in the VPC, or that of its gateway on the internet; empty if not known.
  std::string source_ip;
  /// Why it arrives nowhere, a sentence without a full stop; empty if it does.
  std::string problem;

  bool arrives() const { return problem.empty(); }
};

/// Knows which way requests take. Called from every server thread at once.
class Network {
 public:
  virtual ~Network() = default;
  /// Asked once the sender is known. Null for a request that comes from no VPC.
  virtual std::shared_ptr<const NetworkPath> path_of(const Call& call) const = 0;
};

}  // namespace dynarock::aws
