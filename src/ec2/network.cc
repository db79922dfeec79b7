#include "dynarock/ec2/network.h"

#include <algorithm>
#include <utility>

#include "ec2/kinds.h"
#include "ec2/path.h"
#include "ec2/region.h"
#include "ec2/resources.h"

namespace dynarock::ec2 {
namespace {

std::string region_key(std::string_view account, std::string_view region) {
  return "V" + std::string(account) + "/" + std::string(region) + "/";
}

Subnet subnet_of(const Record& record) {
  return {text(record, "SubnetId"),           text(record, "VpcId"),
          text(record, "CidrBlock"),          text(record, "AvailabilityZone"),
          text(record, "AvailabilityZoneId"), flag(record, "MapPublicIpOnLaunch"),
          flag(record, "DefaultForAz")};
}

Interface interface_of(const Record& record) {
  Interface interface;
  interface.id = text(record, "NetworkInterfaceId");
  interface.attachment_id = text(record.at("Attachment"), "AttachmentId");
  interface.subnet_id = text(record, "SubnetId");
  interface.vpc_id = text(record, "VpcId");
  interface.availability_zone = text(record, "AvailabilityZone");
  interface.mac_address = text(record, "MacAddress");
  interface.private_ip = text(record, "PrivateIpAddress");
  interface.private_dns_name = text(record, "PrivateDnsName");
  if (record.contains("Association")) interface.public_ip = text(record["Association"], "PublicIp");
  for (const Record& group : list(record, "Groups"))
    interface.security_groups.push_back(text(group, "GroupId"));
  return interface;
}

/// A kind's record, or null for an id of another kind.
const Record* find_of(const Region& region, std::string_view prefix, std::string_view id) {
  return id.starts_with(prefix) ? region.find(id) : nullptr;
}

}  // namespace

Draft::Draft(Network& network, const Place& place)
    : network_(network), lock_(network.writing_), region_(*network.read(place)) {}

void Draft::commit() {
  const std::string prefix = region_key(region_.account(), region_.name());
  storage::Batch batch;
  for (const std::string& id : region_.changes()) {
    const Record* record = region_.find(id);
    if (record)
      batch.put(prefix + id, record->dump());
    else
      batch.erase(prefix + id);
  }
  network_.store_.write(std::move(batch));
  region_.clear_changes();
  network_.publish(std::make_shared<const Region>(region_));
}

Network::Network(storage::Store& store, Ids& ids) : store_(store), ids_(ids) {}
Network::~Network() = default;

/// What the store has. A region that it has nothing of is as AWS makes it; the first commit writes
/// all of that.
std::shared_ptr<const Region> Network::load(const Place& place) const {
  Region region(place);
  const std::string prefix = region_key(place.account, place.region);
  const auto cursor = store_.cursor(prefix, storage::prefix_end(prefix));
  for (cursor->seek_first(); cursor->valid(); cursor->next())
    region.put(std::string(cursor->key().substr(prefix.size())), Record::parse(cursor->value()));
  const bool untouched = region.changes().empty();
  region.clear_changes();
  return std::make_shared<const Region>(untouched ? make_default_network(place)
                                                  : std::move(region));
}

std::shared_ptr<const Region> Network::read(const Place& place) const {
  const std::lock_guard lock(mutex_);
  std::shared_ptr<const Region>& region = regions_[region_key(place.account, place.region)];
  if (!region) region = load(place);
  return region;
}

Draft Network::write(const Place& place) { return Draft(*this, place); }

void Network::publish(std::shared_ptr<const Region> region) {
  const std::lock_guard lock(mutex_);
  regions_[region_key(region->account(), region->name())] = std::move(region);
}

std::optional<Subnet> Network::find_subnet(const Place& place, std::string_view subnet_id) const {
  const auto region = read(place);
  const Record* found = find_of(*region, kSubnets, subnet_id);
  if (!found) return std::nullopt;
  return subnet_of(*found);
}

std::vector<Subnet> Network::default_subnets(const Place& place) const {
  std::vector<Subnet> usual = subnets(place);
  std::erase_if(usual, [](const Subnet& subnet) { return !subnet.is_default; });
  return usual;
}

std::vector<Subnet> Network::subnets(const Place& place) const {
  const auto region = read(place);
  std::vector<Subnet> subnets;
  for (const Record* record : region->of(kSubnets)) subnets.push_back(subnet_of(*record));
  std::ranges::stable_sort(subnets, {}, &Subnet::availability_zone);
  return subnets;
}

bool Network::has_security_group(const Place& place, std::string_view group_id) const {
  return find_of(*read(place), kSecurityGroups, group_id) != nullptr;
}

Result<Interface> Network::create_interface(const Place& place, const NewInterface& wanted) {
  Draft draft = write(place);
  Region& region = draft.region();
  const Record* subnet = DYNAROCK_TRY(find_resource(region, kSubnets, wanted.subnet_id));
  std::vector<std::string> groups = wanted.security_groups;
  for (const std::string& group : groups)
    DYNAROCK_TRY(find_resource(region, kSecurityGroups, group));
  if (groups.empty())
    groups.push_back(text(*default_security_group(region, text(*subnet, "VpcId")), "GroupId"));
  const std::string subnet_id(wanted.subnet_id);
  InterfaceSpec spec{.subnet_id = subnet_id,
                     .security_groups = groups,
                     .description = wanted.description,
                     .type = "interface",
                     .requester = "amazon-ecs",
                     .now = wanted.now};
  if (wanted.public_ip) spec.public_ip = new_public_ip(region);
  const std::string id = DYNAROCK_TRY(add_interface(region, ids_, spec));
  draft.commit();
  return interface_of(*region.find(id));
}

std::optional<Interface> Network::find_interface(const Place& place,
                                                 std::string_view interface_id) const {
  const auto region = read(place);
  const Record* found = find_of(*region, kInterfaces, interface_id);
  if (!found) return std::nullopt;
  return interface_of(*found);
}

void Network::delete_interface(const Place& place, std::string_view interface_id) {
  Draft draft = write(place);
  if (!find_of(draft.region(), kInterfaces, interface_id)) return;
  draft->erase(std::string(interface_id));
  draft.commit();
}

std::optional<Endpoint> Network::find_endpoint(const Place& place,
                                               std::string_view endpoint_id) const {
  const auto region = read(place);
  const Record* found = find_of(*region, kVpcEndpoints, endpoint_id);
  if (!found) return std::nullopt;
  return endpoint_of(*found);
}

Path Network::path_to(const Place& place, const Origin& origin, std::string_view service) const {
  return ec2::path_to(*read(place), origin, service);
}

}  // namespace dynarock::ec2
