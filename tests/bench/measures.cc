#include "tests/bench/measures.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "tests/bench/dynamodb_calls.h"
#include "tests/bench/load.h"
#include "tests/bench/policed_user.h"

namespace dynarock::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::string_view kTable = "bench-items";
constexpr std::string_view kPartitions = "bench-partitions";
constexpr std::string_view kScanned = "bench-scanned";
constexpr std::string_view kLarge = "bench-large";
constexpr std::string_view kStreamed = "bench-streamed";
constexpr std::string_view kStreamRead = "bench-stream-read";
constexpr std::uint64_t kStreamRecords = 100'000;
constexpr std::uint64_t kScanItems = 10'000;
constexpr std::uint64_t kKeys = 10'000;

double millis_since(SteadyClock::time_point start) {
  return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// Spreads consecutive numbers over the keys.
std::uint64_t scattered(std::uint64_t number, std::uint64_t keys) { return number * 7919 % keys; }

/// One subject under measurement.
class Run {
 public:
  Run(const Subject& subject, const Effort& effort,
      const std::function<void(const std::string&)>& note)
      : subject_(subject), effort_(effort), note_(note) {}

  Figures figures() {
    attempt("start", [&] { measure_start(); });
    ServerProcess server(subject_);
    figures_["resident memory, idle"] = server.resident_mb();
    call_as(default_caller());
    if (subject_.as_user) call_as(make_policed_user(server.port()));
    attempt("create and delete a table", [&] { measure_tables(server); });
    attempt("single items", [&] { measure_items(server); });
    attempt("statements", [&] { measure_statements(server); });
    attempt("query", [&] { measure_query(server); });
    attempt("batches", [&] { measure_batches(server); });
    attempt("transactions", [&] { measure_transactions(server); });
    attempt("scan", [&] { measure_scan(server); });
    attempt("streams", [&] { measure_streams(server); });
    if (effort_.items > 0) attempt("memory", [&] { measure_memory(server); });
    if (effort_.growth_items > 0) attempt("growth", [&] { measure_growth(server); });
    figures_["SIGTERM to exit, after all of this"] =
        static_cast<double>(server.stop().count()) / 1000;
    if (subject_.command.empty()) drop_process_figures();
    return figures_;
  }

 private:
  template <class Step>
  void attempt(const std::string& name, Step step) {
    note_(subject_.name + ": " + name);
    try {
      step();
    } catch (const std::exception& error) {
      note_(subject_.name + ": " + name + " left out: " + error.what());
    }
  }

  void drop_process_figures() {
    for (const char* name : {"resident memory, idle", "SIGTERM to exit, after all of this"})
      figures_.erase(name);
  }

  LoadResult load(const ServerProcess& server, unsigned connections, const RequestSource& source) {
    LoadOptions options;
    options.port = server.port();
    options.connections = connections;
    options.server_pid = server.pid();
    options.duration = effort_.load_time;
    const LoadResult result = run_load(options, source);
    if (result.refused > result.calls / 100) throw std::runtime_error("calls were refused");
    return result;
  }

  // One operation at 16 connections (CPU a call) and at one (latency).
  template <class Body>
  void measure_operation(const ServerProcess& server, const std::string& name,
                         std::string_view operation, Body body) {
    std::string request;
    const RequestSource source = [&](std::uint64_t number) -> std::string_view {
      request = make_call(operation, body(number));
      return request;
    };
    if (server.pid() != 0)
      figures_[name + ", 16 connections"] = load(server, 16, source).server_cpu_us;
    figures_[name + ", p50 at 1 connection"] = load(server, 1, source).p50_us;
  }

  void measure_start() {
    if (subject_.command.empty()) return;
    std::vector<double> starts;
    std::vector<double> stops;
    for (unsigned i = 0; i < effort_.starts; ++i) {
      ServerProcess server(subject_);
      starts.push_back(static_cast<double>(server.start_time().count()) / 1000);
      stops.push_back(static_cast<double>(server.stop().count()) / 1000);
    }
    figures_["start"] = median(starts);
    figures_["SIGTERM to exit"] = median(stops);
  }

  void measure_tables(const ServerProcess& server) {
    constexpr int kTables = 20;
    make_table(server.port(), "bench-warm-up", false, true);
    const SteadyClock::time_point start = SteadyClock::now();
    for (int i = 0; i < kTables; ++i) {
      const std::string table = "bench-table-" + std::to_string(i);
      make_table(server.port(), table, false, true);
      call_once(server.port(), "DeleteTable", delete_table(table));
    }
    figures_["create and delete a table with an index"] = millis_since(start) / kTables;
  }

  void measure_items(const ServerProcess& server) {
    make_table(server.port(), kTable, false, false);
    fill(server.port(), kTable, kKeys);
    measure_operation(server, "PutItem", "PutItem", [&](std::uint64_t n) {
      return put_item(kTable, scattered(n, kKeys), ++version_);
    });
    measure_operation(server, "GetItem", "GetItem",
                      [](std::uint64_t n) { return get_item(kTable, scattered(n, kKeys)); });
    measure_operation(server, "UpdateItem", "UpdateItem",
                      [](std::uint64_t n) { return update_item(kTable, scattered(n, kKeys)); });
  }

  void measure_statements(const ServerProcess& server) {
    measure_operation(server, "SELECT of an item", "ExecuteStatement",
                      [](std::uint64_t n) { return select_item(kTable, scattered(n, kKeys)); });
  }

  void measure_query(const ServerProcess& server) {
    make_table(server.port(), kPartitions, true, false);
    for (const std::string& put : put_partition(kPartitions))
      call_once(server.port(), "PutItem", put);
    measure_operation(server, "Query of 20", "Query",
                      [](std::uint64_t) { return query_partition(kPartitions); });
  }

  void measure_batches(const ServerProcess& server) {
    measure_operation(server, "BatchWriteItem of 25", "BatchWriteItem", [&](std::uint64_t n) {
      return batch_write(kTable, n * 25 % kKeys, 25, ++version_);
    });
  }

  void measure_transactions(const ServerProcess& server) {
    call_once(server.port(), "TransactWriteItems", transact_write(kTable, 0, 0));
    // Distinct keys for concurrent calls, so that they don't conflict.
    measure_operation(
        server, "TransactWriteItems of 4", "TransactWriteItems",
        [&](std::uint64_t n) { return transact_write(kTable, n * 4 % kKeys, ++version_); });
  }

  void measure_scan(const ServerProcess& server) {
    make_table(server.port(), kScanned, false, false);
    fill(server.port(), kScanned, kScanItems);
    std::vector<double> times;
    std::vector<double> cpu;
    for (int i = 0; i < 5; ++i) {
      const double cpu_before = server.pid() != 0 ? process_cpu_us(server.pid()) : 0;
      const SteadyClock::time_point start = SteadyClock::now();
      if (scan_all(server.port(), kScanned) < kScanItems)
        throw std::runtime_error("the scan missed items");
      times.push_back(millis_since(start));
      if (server.pid() != 0) cpu.push_back((process_cpu_us(server.pid()) - cpu_before) / 1000);
    }
    if (!cpu.empty()) figures_["Scan of 10,000, server CPU"] = median(cpu);
    figures_["Scan of 10,000, at the client"] = median(times);
  }

  void measure_streams(const ServerProcess& server) {
    make_table(server.port(), kStreamed, false, false);
    make_stream(server.port(), kStreamed);
    measure_operation(server, "PutItem with a stream", "PutItem", [&](std::uint64_t n) {
      return put_item(kStreamed, scattered(n, kKeys), ++version_);
    });

    make_table(server.port(), kStreamRead, false, false);
    const std::string arn = make_stream(server.port(), kStreamRead);
    fill(server.port(), kStreamRead, kStreamRecords);
    std::vector<double> times;
    for (int i = 0; i < 3; ++i) {
      const SteadyClock::time_point start = SteadyClock::now();
      if (read_stream(server.port(), arn) < kStreamRecords)
        throw std::runtime_error("the stream does not tell of every item");
      times.push_back(millis_since(start));
    }
    figures_["100,000 records of a stream, at the client"] = median(times);
  }

  void measure_memory(const ServerProcess& server) {
    for (const std::string table : {"bench-memory-1", "bench-memory-2"}) {
      make_table(server.port(), table, false, false);
      fill(server.port(), table, effort_.items);
    }
    if (server.pid() != 0) figures_["resident memory, 2 x 100,000 items"] = server.resident_mb();
  }

  double get_latency(const ServerProcess& server, std::string_view table, std::uint64_t keys) {
    std::string request;
    return load(server, 1,
                [&](std::uint64_t number) -> std::string_view {
                  request = make_call("GetItem", get_item(table, scattered(number, keys)));
                  return request;
                })
        .p50_us;
  }

  void measure_growth(const ServerProcess& server) {
    make_table(server.port(), kLarge, false, false);
    fill(server.port(), kLarge, effort_.growth_items);
    const double small = get_latency(server, kTable, kKeys);
    figures_["GetItem p50, 1,000,000 items against 10,000"] =
        get_latency(server, kLarge, effort_.growth_items) / small;
    figures_["resident memory, 1,000,000 items more"] = server.resident_mb();
  }

  const Subject& subject_;
  const Effort& effort_;
  /// Of the item put last: each put changes what is there, as most do in earnest.
  std::uint64_t version_ = 0;
  const std::function<void(const std::string&)>& note_;
  Figures figures_;
};

std::vector<Measure> list_measures() {
  std::vector<Measure> measures = {{"start", "ms"},
                                   {"SIGTERM to exit", "ms"},
                                   {"SIGTERM to exit, after all of this", "ms"},
                                   {"resident memory, idle", "MB"},
                                   {"resident memory, 2 x 100,000 items", "MB"},
                                   {"resident memory, 1,000,000 items more", "MB"},
                                   {"create and delete a table with an index", "ms"}};
  for (const std::string operation :
       {"GetItem", "SELECT of an item", "PutItem", "UpdateItem", "Query of 20",
        "BatchWriteItem of 25", "TransactWriteItems of 4", "PutItem with a stream"}) {
    measures.push_back({operation + ", 16 connections", "us CPU", true});
    measures.push_back({operation + ", p50 at 1 connection", "us", true});
  }
  measures.push_back({"Scan of 10,000, server CPU", "ms"});
  measures.push_back({"Scan of 10,000, at the client", "ms"});
  measures.push_back({"100,000 records of a stream, at the client", "ms"});
  measures.push_back({"GetItem p50, 1,000,000 items against 10,000", "times"});
  return measures;
}

}  // namespace

const std::vector<Measure>& all_measures() {
  static const std::vector<Measure> measures = list_measures();
  return measures;
}

Figures measure(const Subject& subject, const Effort& effort,
                const std::function<void(const std::string&)>& note) {
  return Run(subject, effort, note).figures();
}

Figures measure_null(const Subject& subject, const Effort& effort) {
  const ServerProcess server(subject);
  LoadOptions options;
  options.port = server.port();
  options.server_pid = server.pid();
  options.duration = effort.load_time;
  const std::string request = make_call("GetItem", get_item("null", 0));
  const RequestSource source = [&](std::uint64_t) { return std::string_view(request); };
  const double cpu = run_load(options, source).server_cpu_us;
  options.connections = 1;
  const double p50 = run_load(options, source).p50_us;
  Figures figures;
  for (const Measure& measure : all_measures())
    if (measure.against_null) figures[measure.name] = measure.unit == "us" ? p50 : cpu;
  return figures;
}

}  // namespace dynarock::bench
