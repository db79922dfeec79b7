#include "ec2/routes.h"

#include <algorithm>
#include <optional>

#include "ec2/kinds.h"
#include "ec2/operations.h"
#include "ec2/resources.h"
#include "ec2/shapes.h"

namespace dynarock::ec2 {
namespace {

constexpr Field kDestinationFields[] = {{"RouteTableId", aws::kString, kRequired},
                                        {"DestinationCidrBlock", aws::kString},
                                        {"DestinationPrefixListId", aws::kString},
                                        kDryRunField};
constexpr Shape kDeleteInput = aws::structure("DeleteRouteRequest", kDestinationFields);
constexpr Field kRouteFields[] = {kDestinationFields[0],
                                  kDestinationFields[1],
                                  kDestinationFields[2],
                                  {"GatewayId", aws::kString},
                                  {"NatGatewayId", aws::kString},
                                  {"NetworkInterfaceId", aws::kString},
                                  kDryRunField};
constexpr Shape kRouteInput = aws::structure("CreateRouteRequest", kRouteFields);

/// Where a route goes: the member that says so, its value, and what messages call it.
struct Destination {
  const char* member;
  std::string value;
  const char* name;
};

Result<Destination> destination_of(const Region& region, json::Value request) {
  const bool by_range = request.find("DestinationCidrBlock").has_value();
  const std::string list_id = text_of(request, "DestinationPrefixListId");
  if (by_range == !list_id.empty())
    return fail(invalid_combination(
        "The request must contain exactly one of destinationCidrBlock, destinationPrefixListId"));
  if (by_range) {
    const Cidr range = DYNAROCK_TRY(range_of(request, "DestinationCidrBlock"));
    return Destination{"DestinationCidrBlock", range.text(), "destination-cidr-block"};
  }
  DYNAROCK_TRY(find_resource(region, kPrefixLists, list_id));
  return Destination{"DestinationPrefixListId", list_id, "destination-prefix-list-id"};
}

/// A member that says where a route leads, and which resources it may name, with the error for
/// those that are not there.
struct TargetSpec {
  const char* member;
  std::string_view prefix;
  std::string_view not_found;
  const char* kind;
};
constexpr TargetSpec kTargets[] = {
    {"GatewayId", kInternetGateways, "InvalidGatewayID.NotFound", "gateway"},
    {"NatGatewayId", kNatGateways, "InvalidNatGatewayID.NotFound", "natGateway"},
    {"NetworkInterfaceId", kInterfaces, "InvalidNetworkInterfaceID.NotFound", "networkInterface"}};

bool is_in_vpc(const Record& target, const std::string& vpc_id) {
  if (text(target, "VpcId") == vpc_id) return true;
  return std::ranges::any_of(list(target, "Attachments"), [&vpc_id](const Record& attachment) {
    return text(attachment, "VpcId") == vpc_id;
  });
}

/// The member of a route that says where it leads, with its value.
Result<std::pair<const char*, std::string>> target_of(const Region& region, const Record& table,
                                                      json::Value request) {
  const TargetSpec* spec = nullptr;
  int given = 0;
  for (const TargetSpec& row : kTargets) {
    if (!request.find(row.member)) continue;
    spec = &row;
    ++given;
  }
  if (given != 1)
    return fail(
        invalid_combination("The request must contain exactly one of gatewayId, "
                            "natGatewayId, networkInterfaceId"));
  const std::string id = text_of(request, spec->member);
  const Record* target = id.starts_with(spec->prefix) ? region.find(id) : nullptr;
  if (!target)
    return fail({spec->not_found,
                 "The " + std::string(spec->kind) + " ID '" + id + "' does not exist",
                 {}});
  if (!is_in_vpc(*target, text(table, "VpcId")))
    return fail(invalid_value("route table " + text(table, "RouteTableId") +
                              " and network gateway " + id + " belong to different networks"));
  return std::pair(spec->member, id);
}

std::optional<std::size_t> find_route(const Record& table, const Destination& destination) {
  const Record& routes = list(table, "Routes");
  for (std::size_t i = 0; i < routes.size(); ++i)
    if (text(routes[i], destination.member) == destination.value) return i;
  return std::nullopt;
}

Record make_route(const Destination& destination,
                  const std::pair<const char*, std::string>& target) {
  return {{destination.member, destination.value},
          {target.first, target.second},
          {"Origin", "CreateRoute"},
          {"State", "active"}};
}

Result<std::string> run_create(Context& context, json::Value request) {
  const std::string table_id = text_of(request, "RouteTableId");
  Draft draft = context.network.write(context.place());
  const Record* table = DYNAROCK_TRY(find_resource(draft.region(), kRouteTables, table_id));
  const Destination destination = DYNAROCK_TRY(destination_of(draft.region(), request));
  const auto target = DYNAROCK_TRY(target_of(draft.region(), *table, request));
  if (find_route(*table, destination))
    return fail({"RouteAlreadyExists",
                 "The route identified by " + destination.value + " already exists.",
                 {}});
  draft->change(table_id)["Routes"].push_back(make_route(destination, target));
  draft.commit();
  return done();
}

Result<std::string> run_replace(Context& context, json::Value request) {
  const std::string table_id = text_of(request, "RouteTableId");
  Draft draft = context.network.write(context.place());
  const Record* table = DYNAROCK_TRY(find_resource(draft.region(), kRouteTables, table_id));
  const Destination destination = DYNAROCK_TRY(destination_of(draft.region(), request));
  const auto target = DYNAROCK_TRY(target_of(draft.region(), *table, request));
  const auto place = find_route(*table, destination);
  if (!place)
    return fail(invalid_value("There is no route defined for '" + destination.value +
                              "' in the route table. Use CreateRoute instead."));
  draft->change(table_id)["Routes"][*place] = make_route(destination, target);
  draft.commit();
  return done();
}

Result<std::string> run_delete(Context& context, json::Value request) {
  const std::string table_id = text_of(request, "RouteTableId");
  Draft draft = context.network.write(context.place());
  const Record* table = DYNAROCK_TRY(find_resource(draft.region(), kRouteTables, table_id));
  const Destination destination = DYNAROCK_TRY(destination_of(draft.region(), request));
  const auto place = find_route(*table, destination);
  if (!place)
    return fail({"InvalidRoute.NotFound",
                 "no route with " + std::string(destination.name) + " " + destination.value +
                     " in route table " + table_id,
                 {}});
  const std::string& target = text(list(*table, "Routes")[*place], "GatewayId");
  const bool local = target == "local";
  if (local || target.starts_with(kVpcEndpoints))
    return fail(invalid_value("cannot remove " + std::string(local ? "local" : "VPC endpoint") +
                              " route " + destination.value + " in route table " + table_id));
  draft->change(table_id)["Routes"].erase(*place);
  draft.commit();
  return done();
}

}  // namespace

bool leads_through(const Record& route, std::string_view gateway_id) {
  return std::ranges::any_of(
      kTargets, [&](const TargetSpec& target) { return text(route, target.member) == gateway_id; });
}

void set_route_states(Region& region, std::string_view gateway_id, std::string_view state) {
  for (const Record* table : region.of(kRouteTables)) {
    Record routes = list(*table, "Routes");
    for (Record& route : routes)
      if (leads_through(route, gateway_id)) route["State"] = state;
    if (routes != list(*table, "Routes"))
      region.change(text(*table, "RouteTableId"))["Routes"] = std::move(routes);
  }
}

const Operation kCreateRoute = operation<run_create>("CreateRoute", kRouteInput, kReturn);
const Operation kReplaceRoute = operation<run_replace>("ReplaceRoute", kRouteInput, kReturn);
const Operation kDeleteRoute = operation<run_delete>("DeleteRoute", kDeleteInput, kReturn);

}  // namespace dynarock::ec2
