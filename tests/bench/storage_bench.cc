// Times the storage module by itself: opening and closing, CPU an operation (background threads
// included), resident memory.
//
//   storage_bench [items a table, 100000] [parent directory for disk stores, the current one]

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "dynarock/storage/store.h"

namespace dynarock::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kValueBytes = 400;
constexpr std::uint64_t kScanItems = 10'000;
constexpr std::uint64_t kQueryItems = 20;
constexpr std::uint64_t kReads = 100'000;

double wall_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

double cpu_us() {
  rusage usage;
  ::getrusage(RUSAGE_SELF, &usage);
  return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 +
         double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

double resident_mb() {
  std::ifstream file("/proc/self/statm");
  long size = 0;
  long resident = 0;
  file >> size >> resident;
  return double(resident * ::sysconf(_SC_PAGESIZE)) / 1e6;
}

std::uint64_t next_random(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15;
  std::uint64_t mixed = state;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

/// Keys of two tables, each of partitions of 20 items in an order that hides their numbers.
std::string key(std::uint64_t table, std::uint64_t item) {
  std::uint64_t partition = item / kQueryItems;
  char text[40];
  const int size = std::snprintf(text, sizeof text, "t%lu/%016lx/%02lu", table,
                                 next_random(partition), item % kQueryItems);
  return {text, std::size_t(size)};
}

template <typename Work>
void report(const char* name, std::uint64_t operations, Work work) {
  const double cpu = cpu_us();
  const double wall = wall_ms();
  work();
  std::printf("%-28s %9.2f us CPU  %9.2f us wall\n", name, (cpu_us() - cpu) / double(operations),
              (wall_ms() - wall) * 1000 / double(operations));
}

void fill(Store& store, std::uint64_t items) {
  const std::string value(kValueBytes, 'v');
  Batch batch;
  for (std::uint64_t item = 0; item < items; ++item) {
    for (std::uint64_t table = 1; table <= 2; ++table) {
      // A stride coprime to the count, so that items do not come in the order of their keys.
      batch.put(key(table, item * 7919 % items), value);
      store.write(std::move(batch));
    }
  }
}

void read(Store& store, std::uint64_t items) {
  std::string value;
  std::uint64_t random = 1;
  for (std::uint64_t count = 0; count < kReads; ++count) {
    if (!store.get(key(1 + count % 2, next_random(random) % items), value)) std::abort();
  }
}

std::uint64_t walk(Store& store, std::string_view lower, std::uint64_t limit) {
  const auto cursor = store.cursor(lower, "t3");
  std::uint64_t bytes = 0;
  for (cursor->seek_first(); cursor->valid() && limit > 0; cursor->next(), --limit) {
    bytes += cursor->key().size() + cursor->value().size();
  }
  return bytes;
}

void read_rows(const char* when, Store& store, std::uint64_t items) {
  std::printf("-- %s\n", when);
  read(store, items);
  report("get", kReads, [&] { read(store, items); });
  std::uint64_t random = 2;
  report("query of 20", 20'000, [&] {
    for (int count = 0; count < 20'000; ++count) {
      const std::uint64_t partition = next_random(random) % (items / kQueryItems);
      walk(store, key(1, partition * kQueryItems), kQueryItems);
    }
  });
  report("scan of 10,000", 10, [&] {
    for (int count = 0; count < 10; ++count) walk(store, "t1", kScanItems);
  });
}

/// The median over some runs of opening and closing, each after `prepare`.
template <typename Prepare>
void time_opening(const char* name, const StoreOptions& options, Prepare prepare) {
  std::vector<double> opening;
  std::vector<double> closing;
  for (int run = 0; run < 9; ++run) {
    prepare();
    const double start = wall_ms();
    auto store = Store::open(options);
    const double opened = wall_ms();
    ::usleep(20'000);
    const double stop = wall_ms();
    store.reset();
    opening.push_back(opened - start);
    closing.push_back(wall_ms() - stop);
  }
  std::printf("%-28s first %5.2f ms\n", name, opening[0]);
  std::ranges::sort(opening);
  std::ranges::sort(closing);
  std::printf("%-28s open %6.2f ms  close %6.2f ms\n", name, opening[4], closing[4]);
}

void run(std::uint64_t items, const fs::path& parent) {
  const fs::path directory = parent / "storage-bench";
  const auto remove = [&] { fs::remove_all(directory); };
  std::printf("resident before %.1f MB\n", resident_mb());
  {
    const double start = wall_ms();
    const auto store = Store::open({});
    std::printf("first open %.2f ms\n", wall_ms() - start);
    ::usleep(20'000);
    std::printf("resident open %.1f MB\n", resident_mb());
  }
  time_opening("in memory", {}, [] {});
  time_opening("new on disk", {.directory = directory}, remove);
  std::printf("resident after opening %.1f MB\n", resident_mb());
  {
    const auto store = Store::open({});
    std::printf("-- in memory, 2 tables of %lu items of %zu bytes\n", items, kValueBytes);
    report("put", items * 2, [&] { fill(*store, items); });
    std::printf("resident %.1f MB\n", resident_mb());
    read_rows("just written", *store, items);
    ::sleep(2);
    read_rows("settled", *store, items);
    std::printf("resident %.1f MB\n", resident_mb());
  }
  remove();
  double closing = 0;
  {
    const auto store = Store::open({.directory = directory});
    std::printf("-- on disk\n");
    report("put", items * 2, [&] { fill(*store, items); });
    closing = wall_ms();
  }
  std::printf("close at once %.2f ms\n", wall_ms() - closing);
  for (const auto& entry : fs::directory_iterator(directory / "db")) {
    if (entry.path().extension() != ".log") continue;
    std::printf("log to replay %.1f MB\n", double(entry.file_size()) / 1e6);
  }
  time_opening("existing", {.directory = directory}, [] {});
  remove();
}

}  // namespace
}  // namespace dynarock::storage

int main(int count, char** arguments) {
  const std::uint64_t items = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 100'000;
  dynarock::storage::run(items, count > 2 ? arguments[2] : ".");
}
