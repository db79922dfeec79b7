#include "dynarock/ec2/access.h"

#include <algorithm>
#include <array>
#include <string>

#include "dynarock/policy/request_tags.h"
#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/tags.h"

namespace dynarock::ec2 {
namespace {

using Accesses = std::vector<policy::AccessRequest>;

/// What an operation makes, by the prefix of its ids, and the members that name what it is about.
/// Operations without a row are about nothing in particular.
struct Row {
  std::string_view operation;
  std::string_view makes;
  std::array<std::string_view, 5> members{};
};
constexpr Row kRows[] = {
    {"AllocateAddress", kAddresses},
    {"AssociateRouteTable", {}, {"RouteTableId", "SubnetId"}},
    {"AttachInternetGateway", {}, {"InternetGatewayId", "VpcId"}},
    {"AuthorizeSecurityGroupEgress", kSecurityGroupRules, {"GroupId"}},
    {"AuthorizeSecurityGroupIngress", kSecurityGroupRules, {"GroupId"}},
    {"CreateFlowLogs", kFlowLogs, {"ResourceIds"}},
    {"CreateInternetGateway", kInternetGateways},
    {"CreateNatGateway", kNatGateways, {"SubnetId", "AllocationId"}},
    {"CreateRoute", {}, {"RouteTableId"}},
    {"CreateRouteTable", kRouteTables, {"VpcId"}},
    {"CreateSecurityGroup", kSecurityGroups, {"VpcId"}},
    {"CreateSubnet", kSubnets, {"VpcId"}},
    {"CreateTags", {}, {"Resources"}},
    {"CreateVpc", kVpcs},
    {"CreateVpcEndpoint",
     kVpcEndpoints,
     {"VpcId", "RouteTableIds", "SubnetIds", "SecurityGroupIds"}},
    {"DeleteFlowLogs", {}, {"FlowLogIds"}},
    {"DeleteInternetGateway", {}, {"InternetGatewayId"}},
    {"DeleteNatGateway", {}, {"NatGatewayId"}},
    {"DeleteRoute", {}, {"RouteTableId"}},
    {"DeleteRouteTable", {}, {"RouteTableId"}},
    {"DeleteSecurityGroup", {}, {"GroupId"}},
    {"DeleteSubnet", {}, {"SubnetId"}},
    {"DeleteTags", {}, {"Resources"}},
    {"DeleteVpc", {}, {"VpcId"}},
    {"DeleteVpcEndpoints", {}, {"VpcEndpointIds"}},
    {"DescribeVpcAttribute", {}, {"VpcId"}},
    {"DetachInternetGateway", {}, {"InternetGatewayId", "VpcId"}},
    {"DisassociateRouteTable", {}, {"AssociationId"}},
    {"GetManagedPrefixListEntries", {}, {"PrefixListId"}},
    {"ModifySubnetAttribute", {}, {"SubnetId"}},
    {"ModifyVpcAttribute", {}, {"VpcId"}},
    {"ModifyVpcEndpoint",
     {},
     {"VpcEndpointId", "AddRouteTableIds", "RemoveRouteTableIds", "AddSubnetIds",
      "AddSecurityGroupIds"}},
    {"ReleaseAddress", {}, {"AllocationId"}},
    {"ReplaceRoute", {}, {"RouteTableId"}},
    {"ReplaceRouteTableAssociation", {}, {"AssociationId", "RouteTableId"}},
    {"RevokeSecurityGroupEgress", {}, {"GroupId"}},
    {"RevokeSecurityGroupIngress", {}, {"GroupId"}},
};

class Maker {
 public:
  Maker(const aws::Call& call, json::Value request, const Region& region,
        const policy::Context& shared)
      : call_(call), request_(request), region_(region), shared_(shared) {}

  Accesses make() {
    const Row* row = std::ranges::find(kRows, call_.operation, &Row::operation);
    if (row == std::end(kRows)) {
      add(call_.operation, "*");
      return std::move(accesses_);
    }
    if (!row->makes.empty()) add_new(*row);
    for (const std::string_view member : row->members)
      for (const std::string& id : ids_in(member)) add_known(id);
    if (accesses_.empty()) add(call_.operation, "*");
    return std::move(accesses_);
  }

 private:
  /// The ids in a member, be it one or a list; of an association that of its route table.
  std::vector<std::string> ids_in(std::string_view member) const {
    const auto value = request_.find(member);
    if (!value) return {};
    std::vector<std::string> ids =
        value->is_array() ? texts_of(request_, member) : std::vector{std::string(value->text())};
    for (std::string& id : ids)
      for (const Record* table : region_.of(kRouteTables))
        for (const Record& association : list(*table, "Associations"))
          if (text(association, "RouteTableAssociationId") == id) id = text(*table, "RouteTableId");
    return ids;
  }

  policy::Context& add(std::string_view action, std::string resource) {
    accesses_.push_back({"ec2:" + std::string(action), std::move(resource),
                         std::string(call_.account), policy::Context(&shared_), nullptr});
    policy::Context& context = accesses_.back().context;
    context.set("ec2:Region", region_.name());
    add_tags(context);
    return context;
  }

  void add_tags(policy::Context& context) const {
    policy::add_request_tags(request_, context);
    if (const auto specifications = request_.find("TagSpecifications"))
      for (const json::Value specification : specifications->elements())
        policy::add_request_tags(specification, context);
  }

  void add_new(const Row& row) {
    const std::string resource = arn_of(region_, kind_with(row.makes).type, "*");
    policy::Context& context = add(call_.operation, resource);
    const std::string vpc_id = text_of(request_, "VpcId");
    if (!vpc_id.empty()) context.set("ec2:Vpc", arn_of(region_, "vpc", vpc_id));
    if (const auto service = request_.find_text("ServiceName"))
      context.set("ec2:VpceServiceName", *service);
    if (request_.find("TagSpecifications"))
      add("CreateTags", resource).set("ec2:CreateAction", call_.operation);
  }

  /// What is named wrongly is left to the operation to refuse.
  void add_known(const std::string& id) {
    const Kind* kind = kind_of(id);
    if (!kind) return;
    policy::Context& context = add(call_.operation, arn_of(region_, kind->type, id));
    const Record* record = region_.find(id);
    if (!record) return;
    const std::string& vpc_id = text(*record, "VpcId");
    if (!vpc_id.empty()) context.set("ec2:Vpc", arn_of(region_, "vpc", vpc_id));
    for (const Record& tag : tags_of(*record))
      for (const char* prefix : {"aws:ResourceTag/", "ec2:ResourceTag/"})
        context.set(prefix + text(tag, "Key"), text(tag, "Value"));
  }

  const aws::Call& call_;
  const json::Value request_;
  const Region& region_;
  const policy::Context& shared_;
  Accesses accesses_;
};

}  // namespace

Accesses accesses_of(const aws::Call& call, json::Value request, const Network& network,
                     const policy::Context& shared) {
  const auto region = network.read({call.account, call.region});
  return Maker(call, request, *region, shared).make();
}

}  // namespace dynarock::ec2
