#include <algorithm>
#include <optional>

#include "ec2/describe.h"
#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/shapes.h"
#include "ec2/tags.h"

namespace dynarock::ec2 {
namespace {

constexpr Field kCreateFields[] = {
    {"VpcId", aws::kString, kRequired}, kTagSpecificationsField, kDryRunField};
constexpr Shape kCreateInput = aws::structure("CreateRouteTableRequest", kCreateFields);

constexpr Field kStateFields[] = {{"State", aws::kString}};
constexpr Shape kState = aws::structure("RouteTableAssociationState", kStateFields);
constexpr Field kAssociationFields[] = {{"Main", aws::kBoolean},
                                        {"RouteTableAssociationId", aws::kString},
                                        {"RouteTableId", aws::kString},
                                        {"SubnetId", aws::kString},
                                        {"AssociationState", kState}};
constexpr Shape kAssociation = aws::structure("RouteTableAssociation", kAssociationFields);
constexpr Shape kAssociations = aws::list_of(kAssociation);
constexpr Field kRouteFields[] = {{"DestinationCidrBlock", aws::kString},
                                  {"DestinationPrefixListId", aws::kString},
                                  {"GatewayId", aws::kString},
                                  {"NatGatewayId", aws::kString},
                                  {"NetworkInterfaceId", aws::kString},
                                  {"Origin", aws::kString},
                                  {"State", aws::kString}};
constexpr Shape kRoute = aws::structure("Route", kRouteFields);
constexpr Shape kRoutes = aws::list_of(kRoute);
constexpr Field kRouteTableFields[] = {{"Associations", kAssociations, "associationSet"},
                                       {"PropagatingVgws", aws::kStringList, "propagatingVgwSet"},
                                       {"RouteTableId", aws::kString},
                                       {"Routes", kRoutes, "routeSet"},
                                       kTagsField,
                                       {"VpcId", aws::kString},
                                       {"OwnerId", aws::kString}};
constexpr Shape kRouteTable = aws::structure("RouteTable", kRouteTableFields);
constexpr Shape kRouteTableList = aws::list_of(kRouteTable);
constexpr Field kCreateOutputFields[] = {{"RouteTable", kRouteTable}};
constexpr Shape kCreateOutput = aws::structure("CreateRouteTableResult", kCreateOutputFields);

constexpr Field kDeleteFields[] = {{"RouteTableId", aws::kString, kRequired}, kDryRunField};
constexpr Shape kDeleteInput = aws::structure("DeleteRouteTableRequest", kDeleteFields);

constexpr Field kDescribeFields[] = {{"RouteTableIds", aws::kStringList, "RouteTableId"},
                                     kFiltersField,
                                     kMaxResultsField,
                                     kNextTokenField,
                                     kDryRunField};
constexpr Shape kDescribeInput = aws::structure("DescribeRouteTablesRequest", kDescribeFields);
constexpr Field kDescribeOutputFields[] = {{"RouteTables", kRouteTableList, "routeTableSet"},
                                           kNextTokenField};
constexpr Shape kDescribeOutput =
    aws::structure("DescribeRouteTablesResult", kDescribeOutputFields);
constexpr FilterSpec kFilterSpecs[] = {
    {"association.main", "Associations.Main"},
    {"association.route-table-association-id", "Associations.RouteTableAssociationId"},
    {"association.route-table-id", "Associations.RouteTableId"},
    {"association.subnet-id", "Associations.SubnetId"},
    {"owner-id", "OwnerId"},
    {"route-table-id", "RouteTableId"},
    {"route.destination-cidr-block", "Routes.DestinationCidrBlock"},
    {"route.destination-prefix-list-id", "Routes.DestinationPrefixListId"},
    {"route.gateway-id", "Routes.GatewayId"},
    {"route.nat-gateway-id", "Routes.NatGatewayId"},
    {"route.origin", "Routes.Origin"},
    {"route.state", "Routes.State"},
    {"vpc-id", "VpcId"}};
constexpr Listing kListing{kRouteTables, "RouteTableIds", "RouteTables", kRouteTable, kFilterSpecs};

constexpr Field kAssociateFields[] = {
    {"RouteTableId", aws::kString, kRequired}, {"SubnetId", aws::kString, kRequired}, kDryRunField};
constexpr Shape kAssociateInput = aws::structure("AssociateRouteTableRequest", kAssociateFields);
constexpr Field kAssociateOutputFields[] = {{"AssociationId", aws::kString},
                                            {"AssociationState", kState}};
constexpr Shape kAssociateOutput =
    aws::structure("AssociateRouteTableResult", kAssociateOutputFields);
constexpr Field kDisassociateFields[] = {{"AssociationId", aws::kString, kRequired}, kDryRunField};
constexpr Shape kDisassociateInput =
    aws::structure("DisassociateRouteTableRequest", kDisassociateFields);
constexpr Field kReplaceFields[] = {{"AssociationId", aws::kString, kRequired},
                                    {"RouteTableId", aws::kString, kRequired},
                                    kDryRunField};
constexpr Shape kReplaceInput =
    aws::structure("ReplaceRouteTableAssociationRequest", kReplaceFields);
constexpr Field kReplaceOutputFields[] = {{"NewAssociationId", aws::kString},
                                          {"AssociationState", kState}};
constexpr Shape kReplaceOutput =
    aws::structure("ReplaceRouteTableAssociationResult", kReplaceOutputFields);

/// An association with the route table that has it.
struct Placed {
  std::string table_id;
  Record association;
};

/// The first one whose member has that text.
std::optional<Placed> find_association(const Region& region, std::string_view member,
                                       std::string_view value) {
  for (const Record* table : region.of(kRouteTables))
    for (const Record& association : list(*table, "Associations"))
      if (text(association, member) == value)
        return Placed{text(*table, "RouteTableId"), association};
  return std::nullopt;
}

Result<Placed> find_association_by_id(const Region& region, const std::string& id) {
  auto found = find_association(region, "RouteTableAssociationId", id);
  if (found) return std::move(*found);
  return fail(
      {"InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist", {}});
}

void erase_association(Region& region, const Placed& placed) {
  Record& associations = region.change(placed.table_id)["Associations"];
  associations.erase(std::ranges::find(associations, placed.association));
}

Result<std::string> run_create(Context& context, json::Value request) {
  const std::string vpc_id = text_of(request, "VpcId");
  Draft draft = context.network.write(context.place());
  DYNAROCK_TRY(find_resource(draft.region(), kVpcs, vpc_id));
  const std::string id = add_route_table(draft.region(), context.ids, vpc_id);
  DYNAROCK_TRY(tag_new(draft.region(), id, request));
  draft.commit();
  return answer("RouteTable", *draft->find(id), kRouteTable);
}

Result<std::string> run_delete(Context& context, json::Value request) {
  const std::string id = text_of(request, "RouteTableId");
  Draft draft = context.network.write(context.place());
  const Record* table = DYNAROCK_TRY(find_resource(draft.region(), kRouteTables, id));
  if (!list(*table, "Associations").empty()) return fail(has_dependencies("routeTable", id));
  for (const Record* endpoint : draft->of(kVpcEndpoints))
    for (const Record& table_id : list(*endpoint, "RouteTableIds"))
      if (table_id == id) return fail(has_dependencies("routeTable", id));
  draft->erase(id);
  draft.commit();
  return done();
}

std::string associated(std::string_view member, const std::string& id) {
  std::string body;
  json::Writer out(body);
  out.begin_object().member(member, id).key("AssociationState");
  out.begin_object().member("State", "associated").end_object().end_object();
  return body;
}

Result<void> check_same_vpc(const Record& table, const Record& subnet) {
  if (text(table, "VpcId") == text(subnet, "VpcId")) return {};
  return fail(invalid_value("route table " + text(table, "RouteTableId") + " and subnet " +
                            text(subnet, "SubnetId") + " belong to different networks"));
}

Result<std::string> run_associate(Context& context, json::Value request) {
  const std::string table_id = text_of(request, "RouteTableId");
  const std::string subnet_id = text_of(request, "SubnetId");
  Draft draft = context.network.write(context.place());
  const Record* table = DYNAROCK_TRY(find_resource(draft.region(), kRouteTables, table_id));
  const Record* subnet = DYNAROCK_TRY(find_resource(draft.region(), kSubnets, subnet_id));
  DYNAROCK_TRY(check_same_vpc(*table, *subnet));
  if (const auto other = find_association(draft.region(), "SubnetId", subnet_id)) {
    const std::string& id = text(other->association, "RouteTableAssociationId");
    if (other->table_id == table_id) return associated("AssociationId", id);
    return fail({"Resource.AlreadyAssociated",
                 "the specified association for route table " + table_id +
                     " conflicts with an existing association",
                 {}});
  }
  const std::string id = add_association(draft.region(), context.ids, table_id, subnet_id);
  draft.commit();
  return associated("AssociationId", id);
}

Result<std::string> run_disassociate(Context& context, json::Value request) {
  const std::string id = text_of(request, "AssociationId");
  Draft draft = context.network.write(context.place());
  const Placed placed = DYNAROCK_TRY(find_association_by_id(draft.region(), id));
  if (flag(placed.association, "Main"))
    return fail(invalid_value("cannot disassociate the main route table association " + id));
  erase_association(draft.region(), placed);
  draft.commit();
  return done();
}

Result<std::string> run_replace(Context& context, json::Value request) {
  const std::string table_id = text_of(request, "RouteTableId");
  Draft draft = context.network.write(context.place());
  const Placed placed =
      DYNAROCK_TRY(find_association_by_id(draft.region(), text_of(request, "AssociationId")));
  const Record* table = DYNAROCK_TRY(find_resource(draft.region(), kRouteTables, table_id));
  const std::string subnet_id = text(placed.association, "SubnetId");
  if (!subnet_id.empty()) DYNAROCK_TRY(check_same_vpc(*table, *draft->find(subnet_id)));
  erase_association(draft.region(), placed);
  const std::string id = add_association(draft.region(), context.ids, table_id, subnet_id);
  draft.commit();
  return associated("NewAssociationId", id);
}

}  // namespace

const Operation kCreateRouteTable =
    operation<run_create>("CreateRouteTable", kCreateInput, kCreateOutput);
const Operation kDeleteRouteTable =
    operation<run_delete>("DeleteRouteTable", kDeleteInput, kReturn);
const Operation kDescribeRouteTables =
    operation<run_describe<kListing>>("DescribeRouteTables", kDescribeInput, kDescribeOutput);
const Operation kAssociateRouteTable =
    operation<run_associate>("AssociateRouteTable", kAssociateInput, kAssociateOutput);
const Operation kDisassociateRouteTable =
    operation<run_disassociate>("DisassociateRouteTable", kDisassociateInput, kReturn);
const Operation kReplaceRouteTableAssociation =
    operation<run_replace>("ReplaceRouteTableAssociation", kReplaceInput, kReplaceOutput);

}  // namespace dynarock::ec2
