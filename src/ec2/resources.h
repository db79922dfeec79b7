#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/ids.h"
#include "ec2/cidr.h"
#include "ec2/region.h"

// How resources come to be, whoever asks for them. Each function adds one to the region and returns
// its id; that what it names exists is for the caller to see to.

namespace dynarock::ec2 {

/// The prefixes of ids, by which a region finds resources of a kind.
inline constexpr std::string_view kVpcs = "vpc-", kSubnets = "subnet-", kRouteTables = "rtb-",
                                  kInternetGateways = "igw-", kNatGateways = "nat-",
                                  kAddresses = "eipalloc-", kSecurityGroups = "sg-",
                                  kSecurityGroupRules = "sgr-", kNetworkAcls = "acl-",
                                  kVpcEndpoints = "vpce-", kPrefixLists = "pl-",
                                  kInterfaces = "eni-", kFlowLogs = "fl-", kDhcpOptions = "dopt-";

inline constexpr std::string_view kAnywhere = "0.0.0.0/0";

/// `arn:aws:ec2:us-east-1:123456789012:subnet/subnet-1`.
std::string arn_of(const Region& region, std::string_view type, std::string_view id);

/// `a, b`.
std::string joined(const std::vector<std::string>& names);
std::string new_id(Ids& ids, std::string_view prefix);
/// The zones that every region has: `us-east-1a` to `us-east-1c`.
std::vector<std::string> zones_of(std::string_view region);
/// `use1-az1` of `us-east-1a`.
std::string zone_id(std::string_view zone);
/// A public address out of those that are for documentation, free in the region.
std::string new_public_ip(const Region& region);

/// With its main route table, its default security group and its default network ACL.
std::string add_vpc(Region& region, Ids& ids, const Cidr& range, bool is_default);
std::string add_subnet(Region& region, Ids& ids, const std::string& vpc_id, const Cidr& range,
                       const std::string& zone, bool is_default);
std::string add_route_table(Region& region, Ids& ids, const std::string& vpc_id);
/// Associates a subnet with it or, if that is empty, makes it the VPC's main route table. Returns
/// the association's id.
std::string add_association(Region& region, Ids& ids, const std::string& route_table_id,
                            const std::string& subnet_id);
std::string add_internet_gateway(Region& region, Ids& ids);
void attach_internet_gateway(Region& region, const std::string& gateway_id,
                             const std::string& vpc_id);
/// Without rules.
std::string add_security_group(Region& region, Ids& ids, const std::string& vpc_id,
                               std::string_view name, std::string_view description);
/// `rule` short of the members that every rule has.
std::string add_security_group_rule(Region& region, Ids& ids, const std::string& group_id,
                                    bool is_egress, Record rule);
/// The rule that lets everything out to everywhere.
Record open_egress();

/// What an interface is made with.
struct InterfaceSpec {
  const std::string& subnet_id;
  const std::vector<std::string>& security_groups;
  const std::string& description;
  /// `interface`, `nat_gateway`, `vpc_endpoint`.
  std::string_view type;
  /// Whose it is if it is AWS's, `amazon-aws`; empty for the user's own.
  std::string_view requester;
  /// Empty for none.
  std::string public_ip{};
  Timestamp now;
};
/// InsufficientFreeAddressesInSubnet.
Result<std::string> add_interface(Region& region, Ids& ids, const InterfaceSpec& spec);
/// How many addresses of a subnet nobody has; AWS keeps five of each for itself.
std::int64_t free_addresses(const Region& region, const Record& subnet);

/// The VPC's group of the name `default`, main route table, default ACL. Never null.
const Record* default_security_group(const Region& region, std::string_view vpc_id);
const Record* main_route_table(const Region& region, std::string_view vpc_id);
/// The one that the subnet is associated with, else its VPC's main one.
const Record* route_table_of(const Region& region, const Record& subnet);

/// An account's network in a region that nobody has touched: the default VPC, DHCP options, AWS's
/// prefix lists. The same in every run.
Region make_default_network(const Place& place);

}  // namespace dynarock::ec2
