#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/clock.h"
#include "dynarock/base/ids.h"
#include "dynarock/base/result.h"
#include "dynarock/storage/store.h"

namespace dynarock::ec2 {

/// Whose network is meant, and where.
struct Place {
  std::string_view account, region;
};

struct Subnet {
  std::string id, vpc_id, cidr_block;
  std::string availability_zone;     ///< `us-east-1a`
  std::string availability_zone_id;  ///< `use1-az1`
  /// Whether interfaces made here get a public address unless they are told otherwise.
  bool maps_public_ip = false;
  /// Whether it is its zone's in the default VPC.
  bool is_default = false;
};

/// A network interface that is to be made.
struct NewInterface {
  std::string_view subnet_id;
  /// The VPC's default group if empty.
  std::vector<std::string> security_groups;
  std::string description;
  bool public_ip = false;
  /// When it is attached.
  Timestamp now;
};

/// A network interface (ENI).
struct Interface {
  std::string id, attachment_id, subnet_id, vpc_id, availability_zone;
  std::string mac_address;
  std::string private_ip;
  std::string private_dns_name;  ///< `ip-10-0-0-4.ec2.internal`
  std::string public_ip;         ///< empty if it has none
  std::vector<std::string> security_groups;
};

/// A VPC endpoint.
struct Endpoint {
  std::string id, vpc_id;
  std::string service_name;  ///< `com.amazonaws.us-east-1.dynamodb`
  /// Else an interface endpoint.
  bool gateway = false;
  /// Its policy, JSON.
  std::string policy;
};

/// Where a request comes from.
struct Origin {
  std::string_view subnet_id;
  std::vector<std::string> security_groups;
  /// Empty if it is not known; then rules must let all of the subnet through.
  std::string_view private_ip{};
  /// Whether the sender has a public address, without which an internet gateway is of no use.
  bool public_ip = false;
};

/// How a request leaves.
enum class Way : std::uint8_t {
  kInterfaceEndpoint,
  kGatewayEndpoint,
  kNatGateway,
  kInternetGateway,
  kNone,     ///< nothing leads there
  kBlocked,  ///< a rule or a broken route is in the way
};

struct Path {
  Way way = Way::kNone;
  std::string vpc_id;
  /// Of what it leaves through: `vpce-...`, `nat-...` or `igw-...`; empty if it does not leave.
  std::string gateway_id;
  /// Of a request through an endpoint: that endpoint.
  std::optional<Endpoint> endpoint;
  /// Why it does not leave: a sentence without a full stop, which names the route or rule that is
  /// missing.
  std::string problem;
  /// The address of a NAT gateway that it leaves through.
  std::string public_ip;

  bool leaves() const { return way < Way::kNone; }
};

/// What it leaves through: `the gateway endpoint vpce-0123`; `nothing` if it does not leave.
std::string describe(const Path& path);

class Region;
class Draft;

/// The VPCs of all accounts and regions with all that is in them: records, kept in memory and in
/// the store as JSON under `V account/region/id`. Each account has a default VPC in each region,
/// the same in every run until the first change. Safe to use from several threads.
class Network {
 public:
  /// The store and ids must outlive it.
  Network(storage::Store& store, Ids& ids);
  ~Network();

  std::optional<Subnet> find_subnet(const Place& place, std::string_view subnet_id) const;
  /// Those of the default VPC that are their zone's default, by zone; none if they were deleted.
  std::vector<Subnet> default_subnets(const Place& place) const;
  /// Of all VPCs, by zone.
  std::vector<Subnet> subnets(const Place& place) const;

  bool has_security_group(const Place& place, std::string_view group_id) const;

  /// An interface of AWS's own making in a subnet, as a Fargate task has one. InvalidSubnetID.*,
  /// InvalidGroup.NotFound, InsufficientFreeAddressesInSubnet.
  Result<Interface> create_interface(const Place& place, const NewInterface& wanted);
  std::optional<Interface> find_interface(const Place& place, std::string_view interface_id) const;
  /// Does nothing if it is not there.
  void delete_interface(const Place& place, std::string_view interface_id);

  std::optional<Endpoint> find_endpoint(const Place& place, std::string_view endpoint_id) const;

  /// The way that an HTTPS request to a service of AWS takes. `service` as in names of endpoint
  /// services: `dynamodb`, `ssm`, `ecr.api`.
  Path path_to(const Place& place, const Origin& origin, std::string_view service) const;

  /// A region's state as it is now.
  std::shared_ptr<const Region> read(const Place& place) const;
  /// A copy of it to change. Others wait until it is gone.
  Draft write(const Place& place);

 private:
  friend class Draft;
  std::shared_ptr<const Region> load(const Place& place) const;
  void publish(std::shared_ptr<const Region> region);

  storage::Store& store_;
  Ids& ids_;
  /// Held by whoever changes something.
  std::mutex writing_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::shared_ptr<const Region>, std::less<>> regions_;
};

}  // namespace dynarock::ec2
