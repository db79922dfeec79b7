#include "app/task_network.h"

#include <functional>
#include <utility>

namespace dynarock::app {
namespace {

ec2::Place place_of(const ecs::Place& place) { return {place.account, place.region}; }

/// `kind` is "subnet" or "security group".
AwsError error_of(std::string_view kind, const std::string& id, std::string_view message,
                  std::string_view code) {
  return {"InvalidParameterException",
          "Error retrieving " + std::string(kind) + " information for [" + id +
              "]: " + std::string(message) + " (ErrorCode: " + std::string(code) + ")",
          {}};
}

}  // namespace

Result<void> Ec2TaskNetwork::check(const ecs::Place& place,
                                   const ecs::NetworkConfiguration& network) {
  for (const std::string& subnet : network.subnets)
    if (!network_.find_subnet(place_of(place), subnet))
      return fail(error_of("subnet", subnet, "The subnet ID '" + subnet + "' does not exist",
                           "InvalidSubnetID.NotFound"));
  for (const std::string& group : network.security_groups)
    if (!network_.has_security_group(place_of(place), group))
      return fail(error_of("security group", group,
                           "The security group '" + group + "' does not exist",
                           "InvalidGroup.NotFound"));
  return {};
}

Result<void> Ec2TaskNetwork::attach(const ecs::Place& place, ecs::Task& task) {
  const std::vector<std::string>& subnets = task.network.subnets;
  if (subnets.empty()) return {};
  const std::string attachment = ids_.uuid();
  // Tasks are spread over the subnets.
  const std::string& subnet = subnets[std::hash<std::string>()(task.id) % subnets.size()];
  auto made = network_.create_interface(
      place_of(place), {.subnet_id = subnet,
                        .security_groups = task.network.security_groups,
                        .description = ecs::arn_of(place, "attachment/" + attachment),
                        .public_ip = task.network.assign_public_ip,
                        .now = clock_.now()});
  if (!made) return fail(error_of("subnet", subnet, made.error().message, made.error().code));
  task.availability_zone = made->availability_zone;
  task.attachments.push_back({.id = attachment,
                              .status = ecs::AttachmentStatus::kPrecreated,
                              .subnet_id = subnet,
                              .network_interface_id = std::move(made->id),
                              .mac_address = std::move(made->mac_address),
                              .private_ip = std::move(made->private_ip),
                              .private_dns_name = std::move(made->private_dns_name)});
  return {};
}

void Ec2TaskNetwork::detach(const ecs::Place& place, const ecs::Task& task) {
  for (const ecs::Attachment& attachment : task.attachments)
    network_.delete_interface(place_of(place), attachment.network_interface_id);
}

}  // namespace dynarock::app
