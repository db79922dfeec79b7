#include "ecs/model/records.h"

#include <stdexcept>
#include <utility>

#include "ecs/model/fields.h"

namespace dynarock::ecs {

// Tables are found by the types that they are of, so they lie in these types' namespace.

constexpr auto fields_of(const Tag*) {
  return std::tuple{RecordField{"key", &Tag::key}, RecordField{"value", &Tag::value}};
}

constexpr auto fields_of(const Cluster*) {
  using C = Cluster;
  return std::tuple{
      RecordField{"name", &C::name},
      RecordField{"arn", &C::arn},
      RecordField{"status", &C::status},
      RecordField{"container_insights", &C::container_insights},
      RecordField{"configuration", &C::configuration},
      RecordField{"service_connect_defaults", &C::service_connect_defaults},
      RecordField{"default_capacity_provider_strategy", &C::default_capacity_provider_strategy},
      RecordField{"capacity_providers", &C::capacity_providers},
      RecordField{"tags", &C::tags}};
}

constexpr auto fields_of(const TaskDefinition*) {
  using D = TaskDefinition;
  return std::tuple{RecordField{"arn", &D::arn},
                    RecordField{"family", &D::family},
                    RecordField{"revision", &D::revision},
                    RecordField{"status", &D::status},
                    RecordField{"deregistered", &D::deregistered},
                    RecordField{"delete_requested", &D::delete_requested},
                    RecordField{"tags", &D::tags},
                    RecordField{"json", &D::json}};
}

constexpr auto fields_of(const NetworkConfiguration*) {
  using N = NetworkConfiguration;
  return std::tuple{RecordField{"subnets", &N::subnets},
                    RecordField{"security_groups", &N::security_groups},
                    RecordField{"assign_public_ip", &N::assign_public_ip}};
}

constexpr auto fields_of(const Attachment*) {
  using A = Attachment;
  return std::tuple{RecordField{"id", &A::id},
                    RecordField{"status", &A::status},
                    RecordField{"subnet_id", &A::subnet_id},
                    RecordField{"network_interface_id", &A::network_interface_id},
                    RecordField{"mac_address", &A::mac_address},
                    RecordField{"private_ip", &A::private_ip},
                    RecordField{"private_dns_name", &A::private_dns_name}};
}

constexpr auto fields_of(const Container*) {
  using C = Container;
  return std::tuple{RecordField{"arn", &C::arn},
                    RecordField{"name", &C::name},
                    RecordField{"image", &C::image},
                    RecordField{"image_digest", &C::image_digest},
                    RecordField{"runtime_id", &C::runtime_id},
                    RecordField{"last_status", &C::last_status},
                    RecordField{"exit_code", &C::exit_code},
                    RecordField{"reason", &C::reason},
                    RecordField{"health", &C::health},
                    RecordField{"restart_count", &C::restart_count},
                    RecordField{"essential", &C::essential},
                    RecordField{"health_checked", &C::health_checked},
                    RecordField{"cpu", &C::cpu},
                    RecordField{"memory", &C::memory},
                    RecordField{"memory_reservation", &C::memory_reservation}};
}

constexpr auto fields_of(const TaskProtection*) {
  using P = TaskProtection;
  return std::tuple{RecordField{"enabled", &P::enabled}, RecordField{"expires", &P::expires}};
}

constexpr auto fields_of(const Task*) {
  using T = Task;
  return std::tuple{RecordField{"arn", &T::arn},
                    RecordField{"id", &T::id},
                    RecordField{"cluster", &T::cluster},
                    RecordField{"definition_arn", &T::definition_arn},
                    RecordField{"desired_status", &T::desired_status},
                    RecordField{"last_status", &T::last_status},
                    RecordField{"stop_code", &T::stop_code},
                    RecordField{"stopped_reason", &T::stopped_reason},
                    RecordField{"created", &T::created},
                    RecordField{"connected", &T::connected},
                    RecordField{"pull_started", &T::pull_started},
                    RecordField{"pull_stopped", &T::pull_stopped},
                    RecordField{"started", &T::started},
                    RecordField{"stopping", &T::stopping},
                    RecordField{"execution_stopped", &T::execution_stopped},
                    RecordField{"stopped", &T::stopped},
                    RecordField{"version", &T::version},
                    RecordField{"launch_type", &T::launch_type},
                    RecordField{"capacity_provider", &T::capacity_provider},
                    RecordField{"platform_version", &T::platform_version},
                    RecordField{"availability_zone", &T::availability_zone},
                    RecordField{"group", &T::group},
                    RecordField{"started_by", &T::started_by},
                    RecordField{"service", &T::service},
                    RecordField{"reference_id", &T::reference_id},
                    RecordField{"enable_execute_command", &T::enable_execute_command},
                    RecordField{"overrides", &T::overrides_json},
                    RecordField{"cpu", &T::cpu},
                    RecordField{"memory", &T::memory},
                    RecordField{"ephemeral_storage", &T::ephemeral_storage},
                    RecordField{"network", &T::network},
                    RecordField{"attachments", &T::attachments},
                    RecordField{"containers", &T::containers},
                    RecordField{"tags", &T::tags},
                    RecordField{"protection", &T::protection},
                    RecordField{"counted", &T::counted}};
}

constexpr auto fields_of(const ServiceRevision*) {
  using R = ServiceRevision;
  return std::tuple{RecordField{"arn", &R::arn},
                    RecordField{"definition_arn", &R::definition_arn},
                    RecordField{"launch_type", &R::launch_type},
                    RecordField{"capacity_provider_strategy", &R::capacity_provider_strategy},
                    RecordField{"load_balancers", &R::load_balancers},
                    RecordField{"service_registries", &R::service_registries},
                    RecordField{"platform_version", &R::platform_version},
                    RecordField{"capacity_provider", &R::capacity_provider},
                    RecordField{"network", &R::network},
                    RecordField{"created", &R::created}};
}

constexpr auto fields_of(const Deployment*) {
  using D = Deployment;
  return std::tuple{RecordField{"id", &D::id},
                    RecordField{"status", &D::status},
                    RecordField{"revision_arn", &D::revision_arn},
                    RecordField{"desired_count", &D::desired_count},
                    RecordField{"failed_tasks", &D::failed_tasks},
                    RecordField{"rollout_state", &D::rollout_state},
                    RecordField{"rollout_state_reason", &D::rollout_state_reason},
                    RecordField{"created", &D::created},
                    RecordField{"updated", &D::updated},
                    RecordField{"halted", &D::halted},
                    RecordField{"failures_in_row", &D::failures_in_row},
                    RecordField{"unhealthy_tasks", &D::unhealthy_tasks},
                    RecordField{"next_start", &D::next_start}};
}

constexpr auto fields_of(const ServiceDeployment*) {
  using D = ServiceDeployment;
  return std::tuple{RecordField{"arn", &D::arn},
                    RecordField{"deployment_id", &D::deployment_id},
                    RecordField{"status", &D::status},
                    RecordField{"status_reason", &D::status_reason},
                    RecordField{"created", &D::created},
                    RecordField{"updated", &D::updated},
                    RecordField{"started", &D::started},
                    RecordField{"finished", &D::finished},
                    RecordField{"stopped", &D::stopped},
                    RecordField{"target_revision", &D::target_revision},
                    RecordField{"source_revisions", &D::source_revisions},
                    RecordField{"failure_count", &D::failure_count},
                    RecordField{"breaker_triggered", &D::breaker_triggered},
                    RecordField{"rollback_revision", &D::rollback_revision},
                    RecordField{"rollback_deployment_id", &D::rollback_deployment_id},
                    RecordField{"rollback_reason", &D::rollback_reason},
                    RecordField{"rollback_started", &D::rollback_started}};
}

constexpr auto fields_of(const ServiceEvent*) {
  using E = ServiceEvent;
  return std::tuple{RecordField{"id", &E::id}, RecordField{"created", &E::created},
                    RecordField{"message", &E::message}};
}

constexpr auto fields_of(const DeploymentConfiguration*) {
  using C = DeploymentConfiguration;
  return std::tuple{RecordField{"maximum_percent", &C::maximum_percent},
                    RecordField{"minimum_healthy_percent", &C::minimum_healthy_percent},
                    RecordField{"circuit_breaker", &C::circuit_breaker},
                    RecordField{"rollback", &C::rollback},
                    RecordField{"alarms", &C::alarms},
                    RecordField{"bake_time_minutes", &C::bake_time_minutes}};
}

constexpr auto fields_of(const Service*) {
  using S = Service;
  return std::tuple{RecordField{"name", &S::name},
                    RecordField{"arn", &S::arn},
                    RecordField{"cluster", &S::cluster},
                    RecordField{"status", &S::status},
                    RecordField{"desired_count", &S::desired_count},
                    RecordField{"deployment_configuration", &S::deployment_configuration},
                    RecordField{"placement_constraints", &S::placement_constraints},
                    RecordField{"placement_strategy", &S::placement_strategy},
                    RecordField{"role_arn", &S::role_arn},
                    RecordField{"grace_period", &S::health_check_grace_period_seconds},
                    RecordField{"enable_managed_tags", &S::enable_managed_tags},
                    RecordField{"enable_execute_command", &S::enable_execute_command},
                    RecordField{"propagate_tags", &S::propagate_tags},
                    RecordField{"availability_zone_rebalancing", &S::availability_zone_rebalancing},
                    RecordField{"created", &S::created},
                    RecordField{"created_by", &S::created_by},
                    RecordField{"tags", &S::tags},
                    RecordField{"deployment_controller", &S::deployment_controller},
                    RecordField{"client_token", &S::client_token},
                    RecordField{"deployments", &S::deployments},
                    RecordField{"revisions", &S::revisions},
                    RecordField{"history", &S::history},
                    RecordField{"events", &S::events},
                    RecordField{"steady", &S::steady},
                    RecordField{"deleted", &S::deleted}};
}

namespace {

template <class T>
std::string encode_value(const T& value) {
  std::string record;
  json::Writer out(record);
  write_value(out, value);
  return record;
}

template <class T>
T decode(json::Value record) {
  T value;
  read_value(record, value);
  return value;
}

void decode_definition(Resources& resources, json::Value record) {
  TaskDefinition definition = decode<TaskDefinition>(record);
  read_definition(definition);
  Family& family = resources.families[definition.family];
  family.name = definition.family;
  family.revisions.emplace(definition.revision, std::move(definition));
}

void decode_task(Resources& resources, std::string_view name, json::Value record) {
  Task task = decode<Task>(record);
  task.overrides = read_overrides(task.overrides_json);
  resources.tasks.emplace(name, std::move(task));
}

struct Decoder {
  std::string_view kind;
  void (*decode)(Resources& resources, std::string_view name, json::Value record);
};
constexpr Decoder kDecoders[] = {
    {"cluster",
     [](Resources& resources, std::string_view name, json::Value record) {
       resources.clusters.emplace(name, decode<Cluster>(record));
     }},
    {"definition", [](Resources& resources, std::string_view,
                      json::Value record) { decode_definition(resources, record); }},
    {"family",
     [](Resources& resources, std::string_view name, json::Value record) {
       Family& family = resources.families[std::string(name)];
       family.name = name;
       family.last_revision = read_integer(record);
     }},
    {"service",
     [](Resources& resources, std::string_view name, json::Value record) {
       resources.services.emplace(name, decode<Service>(record));
     }},
    {"settings", [](Resources& resources, std::string_view,
                    json::Value record) { resources.settings = decode<AccountSettings>(record); }},
    {"task", decode_task},
};

}  // namespace

std::string record_key(const Place& place, std::string_view kind, std::string_view name) {
  std::string key(kPrefix);
  key.append(place.account).append("/").append(place.region).append("/").append(kind);
  if (!name.empty()) key.append("/").append(name);
  return key;
}

RecordName parse_record_key(std::string_view key) {
  const auto next = [&key] {
    const std::size_t end = std::min(key.find('/'), key.size());
    const std::string_view part = key.substr(0, end);
    key.remove_prefix(std::min(key.size(), end + 1));
    return part;
  };
  key.remove_prefix(kPrefix.size());
  RecordName parts;
  parts.place.account = next();
  parts.place.region = next();
  parts.kind = next();
  parts.name = key;
  return parts;
}

std::string encode(const Cluster& cluster) { return encode_value(cluster); }
std::string encode(const TaskDefinition& definition) { return encode_value(definition); }
std::string encode(const Service& service) { return encode_value(service); }
std::string encode(const Task& task) { return encode_value(task); }
std::string encode(const AccountSettings& settings) { return encode_value(settings); }
std::string encode_last_revision(std::int64_t revision) { return std::to_string(revision); }

void decode_into(Resources& resources, const RecordName& name, std::string_view record) {
  json::Document document;
  if (!document.parse(record)) throw std::runtime_error("an ECS record is not JSON");
  for (const Decoder& decoder : kDecoders)
    if (decoder.kind == name.kind) return decoder.decode(resources, name.name, document.root());
  throw std::runtime_error("an ECS record of unknown kind " + std::string(name.kind));
}

}  // namespace dynarock::ecs
