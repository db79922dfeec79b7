#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "app/dynamodb_api.h"
#include "app/options.h"
#include "app/seed_file.h"

namespace dynarock::app {

/// What came of a plan.
struct SeedResult {
  std::size_t tables = 0;
  std::size_t items = 0;
  /// Tables that were there already and were left as they are, with their items.
  std::size_t skipped_tables = 0;
};

/// `Seeded 2 tables, 1,204 items in 0.3 s.`
std::string summary_of(const SeedResult& result, std::chrono::milliseconds took);

/// Loads plans through an API: tables, then items in batches.
class Seeder {
 public:
  struct Hooks {
    /// Told how many items are done, of how many.
    std::function<void(std::size_t done, std::size_t total)> progress;
    /// Waits between attempts.
    std::function<void(std::chrono::milliseconds)> sleep;
    /// Whether to give up; asked before each call.
    std::function<bool()> cancelled;
  };

  Seeder(DynamoDbApi& api, IfExists if_exists, Hooks hooks);

  /// Throws SeedError at the first call that fails for good.
  SeedResult load(const SeedPlan& plan);

 private:
  tl::expected<std::string, ApiError> call(std::string_view operation, const std::string& body);
  bool exists(const SeedTable& table);
  void refuse_existing(const SeedPlan& plan);
  void create(const SeedTable& table);
  void remove(const SeedTable& table);
  void wait_until_active(const SeedTable& table);
  void load_items(const SeedItems& items);
  void load_batch(const SeedItems& items, std::size_t first, std::size_t last);

  DynamoDbApi& api_;
  IfExists if_exists_;
  Hooks hooks_;
  SeedResult result_;
  std::set<std::string, std::less<>> skipped_;
  std::size_t total_items_ = 0;
};

}  // namespace dynarock::app
