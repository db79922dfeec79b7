#include "ecs/agent/metadata.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "dynarock/base/numbers.h"
#include "dynarock/json/writer.h"

namespace dynarock::ecs {
namespace {

constexpr std::int64_t kUnitsPerProcessor = 1024, kMebiPerGibi = 1024;
/// What Fargate keeps of a task's storage beside what was asked for.
constexpr std::int64_t kStorageOverheadMebi = 16;

std::string rfc3339(Timestamp time) { return iso_millis(time) + "Z"; }

void optional_time(json::Writer& out, std::string_view name, const std::optional<Timestamp>& time) {
  if (time) out.member(name, rfc3339(*time));
}

/// `10.0.0.1/24` of `10.0.0.0/24`: the first address of a block is its router's.
std::string router_of(std::string_view block) {
  const std::size_t slash = block.find('/');
  const std::size_t last = block.rfind('.', slash) + 1;
  return std::string(block.substr(0, last)) +
         std::to_string(leading_number<std::int64_t>(block.substr(last, slash - last)) + 1) +
         std::string(block.substr(slash));
}

/// A task with what belongs to it, while its state is held.
struct TaskView {
  const Task& task;
  const TaskDefinition& definition;
  const Place& place;
  MetadataVersion version;
  const AgentOptions& options;

  bool is_v4() const { return version == MetadataVersion::kV4; }

  void networks(json::Writer& out) const {
    out.key("Networks").begin_array();
    std::int64_t index = 0;
    for (const Attachment& attachment : task.attachments) {
      out.begin_object().member("NetworkMode", definition.network_mode);
      out.key("IPv4Addresses").begin_array().string(attachment.private_ip).end_array();
      if (is_v4()) {
        out.member("AttachmentIndex", index);
        out.member("MACAddress", attachment.mac_address);
        const std::string block = options.subnet_block(place, attachment.subnet_id);
        if (!block.empty()) out.member("IPv4SubnetCIDRBlock", block);
        if (!attachment.private_dns_name.empty())
          out.member("PrivateDNSName", attachment.private_dns_name);
        if (!block.empty()) out.member("SubnetGatewayIpv4Address", router_of(block));
      }
      out.end_object();
      ++index;
    }
    out.end_array();
  }

  void labels(json::Writer& out, const ContainerDefinition& container) const {
    out.key("Labels").begin_object();
    out.member("com.amazonaws.ecs.cluster", cluster_arn(place, task.cluster));
    out.member("com.amazonaws.ecs.container-name", container.name);
    out.member("com.amazonaws.ecs.task-arn", task.arn);
    out.member("com.amazonaws.ecs.task-definition-family", definition.family);
    out.member("com.amazonaws.ecs.task-definition-version", std::to_string(definition.revision));
    for (const auto& [name, value] : container.docker_labels) out.member(name, value);
    out.end_object();
  }

  void logging(json::Writer& out, const ContainerDefinition& container) const {
    const auto& configuration = container.log_configuration;
    if (!configuration) return;
    out.member("LogDriver", configuration->driver);
    out.key("LogOptions").begin_object();
    for (const auto& [name, value] : configuration->options) out.member(name, value);
    out.end_object();
  }

  static void health(json::Writer& out, const HealthReport& report) {
    if (!report.since) return;
    out.key("Health").begin_object();
    out.member("status", name_of(report.status)).member("statusSince", rfc3339(*report.since));
    if (report.exit_code != 0) out.member("exitCode", report.exit_code);
    out.member("output", report.output).end_object();
  }

  void container(json::Writer& out, std::string_view id, const ContainerFacts& facts) const {
    const ContainerDefinition* described = definition.find_container(facts.name);
    const auto record = std::ranges::find(task.containers, facts.name, &Container::name);
    if (!described || record == task.containers.end()) return;
    out.begin_object();
    out.member("DockerId", id).member("Name", facts.name).member("DockerName", facts.name);
    out.member("Image", described->image);
    if (!record->image_digest.empty()) out.member("ImageID", record->image_digest);
    ports(out, *described);
    labels(out, *described);
    out.member("DesiredStatus", name_of(task.desired_status));
    out.member("KnownStatus", name_of(record->last_status));
    if (record->exit_code) out.member("ExitCode", *record->exit_code);
    out.key("Limits").begin_object().member("CPU", described->cpu);
    if (described->memory > 0) out.member("Memory", described->memory);
    out.end_object();
    out.member("CreatedAt", rfc3339(facts.created));
    optional_time(out, "StartedAt", facts.started);
    optional_time(out, "FinishedAt", facts.finished);
    out.member("Type", "NORMAL");
    health(out, facts.health);
    logging(out, *described);
    out.member("ContainerARN", record->arn);
    networks(out);
    if (is_v4()) {
      out.member("Snapshotter", "overlayfs");
      if (described->restart_policy.enabled) out.member("RestartCount", record->restart_count);
    }
    out.end_object();
  }

  static void ports(json::Writer& out, const ContainerDefinition& container) {
    if (container.port_mappings.empty()) return;
    out.key("Ports").begin_array();
    for (const PortMapping& port : container.port_mappings) {
      out.begin_object().member("ContainerPort", port.container_port);
      out.member("Protocol", port.protocol);
      out.member("HostPort", port.container_port).end_object();
    }
    out.end_array();
  }

  void limits(json::Writer& out) const {
    if (task.cpu.empty()) return;
    out.key("Limits").begin_object().key("CPU");
    const std::int64_t units = leading_number<std::int64_t>(task.cpu);
    if (units % kUnitsPerProcessor == 0)
      out.integer(units / kUnitsPerProcessor);
    else
      out.real(static_cast<double>(units) / static_cast<double>(kUnitsPerProcessor));
    out.member("Memory", leading_number<std::int64_t>(task.memory)).end_object();
  }

  void tags(json::Writer& out) const {
    if (task.tags.empty()) return;
    out.key("TaskTags").begin_object();
    for (const auto& [key, value] : task.tags) out.member(key, value);
    out.end_object();
  }

  void version_4(json::Writer& out, Timestamp now) const {
    if (!task.service.empty()) out.member("ServiceName", task.service);
    if (!task.group.empty()) out.member("Group", task.group);
    out.key("ClockDrift").begin_object();
    out.key("ClockErrorBound").integer(0).member("ReferenceTimestamp", rfc3339(now));
    out.member("ClockSynchronizationStatus", "SYNCHRONIZED").end_object();
    out.key("EphemeralStorageMetrics").begin_object().member("Utilized", 0);
    out.member("Reserved", task.ephemeral_storage * kMebiPerGibi + kStorageOverheadMebi);
    out.end_object();
    out.member("FaultInjectionEnabled", false);
  }
};

/// The task of a container with its definition, each null if it is gone.
struct Found {
  const Task* task = nullptr;
  std::optional<TaskDefinition> definition;
};

Found find(const State::Reader& state, const ContainerFacts& facts) {
  Found found;
  found.task = state->find_task(facts.task.cluster, facts.task.id);
  if (!found.task) return found;
  if (const auto* definition = state->find_definition(found.task->definition_arn))
    found.definition = overridden(*definition, found.task->overrides);
  return found;
}

}  // namespace

std::string Metadata::container(MetadataVersion version, std::string_view container_id) const {
  std::string body;
  const auto facts = runtime_.registry.find_container(container_id);
  if (!facts) return body;
  const auto state = runtime_.parts.state.read(facts->task.place);
  const Found found = find(state, *facts);
  if (!found.definition) return body;
  json::Writer out(body);
  TaskView{*found.task, *found.definition, facts->task.place, version, runtime_.options}.container(
      out, container_id, *facts);
  return body;
}

std::string Metadata::task(MetadataVersion version, std::string_view container_id,
                           bool with_tags) const {
  std::string body;
  const auto facts = runtime_.registry.find_container(container_id);
  if (!facts) return body;
  const auto containers = runtime_.registry.containers_of(facts->task);
  const auto state = runtime_.parts.state.read(facts->task.place);
  const Found found = find(state, *facts);
  if (!found.definition) return body;
  const Task& task = *found.task;
  const TaskView view{task, *found.definition, facts->task.place, version, runtime_.options};
  json::Writer out(body);
  out.begin_object();
  out.member("Cluster", cluster_arn(view.place, task.cluster)).member("TaskARN", task.arn);
  out.member("Family", view.definition.family);
  out.member("Revision", std::to_string(view.definition.revision));
  out.member("DesiredStatus", name_of(task.desired_status));
  out.member("KnownStatus", name_of(task.last_status));
  view.limits(out);
  optional_time(out, "PullStartedAt", task.pull_started);
  optional_time(out, "PullStoppedAt", task.pull_stopped);
  optional_time(out, "ExecutionStoppedAt", task.execution_stopped);
  out.member("AvailabilityZone", task.availability_zone);
  out.member("LaunchType", name_of(task.launch_type));
  out.key("Containers").begin_array();
  for (const auto& [id, one] : containers) view.container(out, id, one);
  out.end_array();
  if (with_tags) view.tags(out);
  if (view.is_v4()) view.version_4(out, runtime_.parts.clock.now());
  out.end_object();
  return body;
}

}  // namespace dynarock::ecs
