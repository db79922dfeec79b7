#include "ecs/agent/stats.h"

#include <thread>
#include <utility>

#include "dynarock/json/writer.h"

namespace dynarock::ecs {
namespace {

using process::Traffic;

/// Containers come and go.
constexpr std::size_t kMaxSamples = 1000;

void write_cpu(json::Writer& out, std::string_view name, const process::Usage& usage,
               std::chrono::nanoseconds machine) {
  out.key(name).begin_object().key("cpu_usage").begin_object();
  out.member("total_usage", (usage.user + usage.system).count());
  out.member("usage_in_kernelmode", usage.system.count());
  out.member("usage_in_usermode", usage.user.count()).end_object();
  out.member("system_cpu_usage", machine.count());
  out.member("online_cpus", std::thread::hardware_concurrency());
  out.key("throttling_data").begin_object().member("periods", 0).member("throttled_periods", 0);
  out.member("throttled_time", 0).end_object().end_object();
}

void write_io(json::Writer& out, const process::Usage& usage) {
  out.key("blkio_stats").begin_object().key("io_service_bytes_recursive").begin_array();
  const std::pair<std::string_view, std::uint64_t> operations[] = {
      {"Read", usage.read_bytes},
      {"Write", usage.written_bytes},
      {"Total", usage.read_bytes + usage.written_bytes}};
  for (const auto& [operation, bytes] : operations) {
    out.begin_object().member("major", 0).member("minor", 0).member("op", operation);
    out.member("value", bytes).end_object();
  }
  out.end_array().end_object();
}

void write_networks(json::Writer& out, const std::vector<Traffic>& all) {
  out.key("networks").begin_object();
  for (const Traffic& traffic : all) {
    out.key(traffic.interface).begin_object();
    const std::pair<std::string_view, std::uint64_t> counts[] = {
        {"rx_bytes", traffic.received_bytes},   {"rx_packets", traffic.received_packets},
        {"rx_errors", traffic.received_errors}, {"rx_dropped", traffic.received_dropped},
        {"tx_bytes", traffic.sent_bytes},       {"tx_packets", traffic.sent_packets},
        {"tx_errors", traffic.sent_errors},     {"tx_dropped", traffic.sent_dropped}};
    for (const auto& [name, count] : counts) out.member(name, count);
    out.end_object();
  }
  out.end_object();
}

std::uint64_t sum(const std::vector<Traffic>& all, std::uint64_t Traffic::*count) {
  std::uint64_t total = 0;
  for (const Traffic& traffic : all) total += traffic.*count;
  return total;
}

void write_rates(json::Writer& out, const std::vector<Traffic>& now,
                 const std::vector<Traffic>& before, std::chrono::microseconds between) {
  const auto seconds = std::chrono::duration<double>(between).count();
  out.key("network_rate_stats").begin_object();
  const std::pair<std::string_view, std::uint64_t Traffic::*> rates[] = {
      {"rx_bytes_per_sec", &Traffic::received_bytes}, {"tx_bytes_per_sec", &Traffic::sent_bytes}};
  for (const auto& [name, count] : rates)
    out.key(name).real(static_cast<double>(sum(now, count) - sum(before, count)) / seconds);
  out.end_object();
}

}  // namespace

std::string Stats::container(MetadataVersion version, std::string_view container_id) {
  const auto facts = registry_.find_container(container_id);
  return facts ? of(version, std::string(container_id), *facts) : std::string();
}

std::string Stats::task(MetadataVersion version, std::string_view container_id) {
  std::string body;
  const auto facts = registry_.find_container(container_id);
  if (!facts) return body;
  json::Writer out(body);
  out.begin_object();
  for (const auto& [id, one] : registry_.containers_of(facts->task))
    out.key(id).raw(of(version, id, one));
  out.end_object();
  return body;
}

std::string Stats::of(MetadataVersion version, const std::string& id, const ContainerFacts& facts) {
  const auto usage = facts.process ? supervisor_.usage(*facts.process) : std::nullopt;
  if (!usage) return "null";
  const Sample now{clock_.now(), *usage, process::machine_time(), process::network_traffic()};
  Sample before;
  {
    const std::lock_guard lock(mutex_);
    if (samples_.size() >= kMaxSamples) samples_.clear();
    before = std::exchange(samples_[id], now);
  }
  std::string body;
  json::Writer out(body);
  out.begin_object().member("read", iso_millis(now.time) + "Z");
  out.member("preread", iso_millis(before.time) + "Z");
  out.key("pids_stats").begin_object().member("current", usage->threads).end_object();
  write_io(out, *usage);
  out.member("num_procs", usage->processes);
  write_cpu(out, "cpu_stats", now.usage, now.machine);
  write_cpu(out, "precpu_stats", before.usage, before.machine);
  out.key("memory_stats").begin_object().member("usage", usage->resident_bytes);
  out.key("stats").begin_object().member("rss", usage->resident_bytes).end_object().end_object();
  out.member("name", facts.name).member("id", id);
  write_networks(out, now.traffic);
  if (version == MetadataVersion::kV4 && now.time > before.time && !before.traffic.empty())
    write_rates(out, now.traffic, before.traffic, now.time - before.time);
  out.end_object();
  return body;
}

}  // namespace dynarock::ecs
