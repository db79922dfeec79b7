#include "ecs/ops/answers.h"

namespace dynarock::ecs {
namespace {

void write_attachments(json::Writer& out, const Task& task) {
  out.key("attachments").begin_array();
  for (const Attachment& attachment : task.attachments) {
    out.begin_object().member("id", attachment.id).member("type", "ElasticNetworkInterface");
    out.member("status", name_of(attachment.status)).key("details").begin_array();
    const std::pair<std::string_view, const std::string*> details[] = {
        {"subnetId", &attachment.subnet_id},
        {"networkInterfaceId", &attachment.network_interface_id},
        {"macAddress", &attachment.mac_address},
        {"privateDnsName", &attachment.private_dns_name},
        {"privateIPv4Address", &attachment.private_ip}};
    for (const auto& [name, value] : details)
      if (!value->empty())
        out.begin_object().member("name", name).member("value", *value).end_object();
    out.end_array().end_object();
  }
  out.end_array();
}

void write_size(json::Writer& out, std::string_view name, std::int64_t size) {
  if (size > 0) out.member(name, std::to_string(size));
}

void write_container(json::Writer& out, const Task& task, const Container& container) {
  out.begin_object();
  out.member("containerArn", container.arn).member("taskArn", task.arn);
  out.member("name", container.name).member("image", container.image);
  write_text(out, "imageDigest", container.image_digest);
  write_text(out, "runtimeId", container.runtime_id);
  out.member("lastStatus", name_of(container.last_status));
  if (container.exit_code) out.member("exitCode", *container.exit_code);
  write_text(out, "reason", container.reason);
  out.key("networkBindings").raw("[]").key("networkInterfaces").begin_array();
  for (const Attachment& attachment : task.attachments)
    out.begin_object()
        .member("attachmentId", attachment.id)
        .member("privateIpv4Address", attachment.private_ip)
        .end_object();
  out.end_array();
  out.member("healthStatus", name_of(container.health));
  out.member("cpu", std::to_string(container.cpu));
  write_size(out, "memory", container.memory);
  write_size(out, "memoryReservation", container.memory_reservation);
  out.end_object();
}

void write_attributes(json::Writer& out, const TaskDefinition* definition) {
  out.key("attributes").begin_array();
  if (definition)
    out.begin_object()
        .member("name", "ecs.cpu-architecture")
        .member("value", definition->cpu_architecture == "ARM64" ? "arm64" : "x86_64")
        .end_object();
  out.end_array();
}

void write_times(json::Writer& out, const Task& task) {
  const std::pair<std::string_view, const std::optional<Timestamp>*> times[] = {
      {"connectivityAt", &task.connected},   {"pullStartedAt", &task.pull_started},
      {"pullStoppedAt", &task.pull_stopped}, {"startedAt", &task.started},
      {"stoppingAt", &task.stopping},        {"executionStoppedAt", &task.execution_stopped},
      {"stoppedAt", &task.stopped}};
  write_time(out, "createdAt", task.created);
  for (const auto& [name, time] : times) write_time(out, name, *time);
}

}  // namespace

void write_task(json::Writer& out, const Resources& resources, const Task& task, bool with_tags) {
  const TaskDefinition* definition = resources.find_definition(task.definition_arn);
  out.begin_object();
  write_attachments(out, task);
  write_attributes(out, definition);
  write_text(out, "availabilityZone", task.availability_zone);
  write_text(out, "capacityProviderName", task.capacity_provider);
  out.member("clusterArn", cluster_arn(resources.place, task.cluster));
  if (task.connected) out.member("connectivity", "CONNECTED");
  out.key("containers").begin_array();
  for (const Container& container : task.containers) write_container(out, task, container);
  out.end_array();
  out.member("cpu", task.cpu).member("desiredStatus", name_of(task.desired_status));
  out.member("enableExecuteCommand", task.enable_execute_command).member("group", task.group);
  out.member("healthStatus", name_of(task.health()));
  out.member("lastStatus", name_of(task.last_status));
  // A strategy took the launch type's place.
  if (task.capacity_provider.empty()) out.member("launchType", name_of(task.launch_type));
  out.member("memory", task.memory).key("overrides").raw(task.overrides_json);
  out.member("platformVersion", task.platform_version).member("platformFamily", "Linux");
  write_times(out, task);
  write_text(out, "startedBy", task.started_by);
  if (task.stop_code != StopCode::kNone) out.member("stopCode", name_of(task.stop_code));
  write_text(out, "stoppedReason", task.stopped_reason);
  write_tags(out, with_tags ? task.tags : std::vector<Tag>());
  out.member("taskArn", task.arn).member("taskDefinitionArn", task.definition_arn);
  out.member("version", task.version);
  out.key("ephemeralStorage").begin_object();
  out.member("sizeInGiB", task.ephemeral_storage).end_object();
  out.key("fargateEphemeralStorage").begin_object();
  out.member("sizeInGiB", task.ephemeral_storage).end_object();
  out.end_object();
}

}  // namespace dynarock::ecs
