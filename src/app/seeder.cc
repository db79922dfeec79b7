#include "app/seeder.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>

#include "dynarock/json/document.h"
#include "dynarock/json/writer.h"

namespace dynarock::app {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kBatchItems = 25;
/// Well below the 16 MB that a request may have.
constexpr std::size_t kBatchBytes = 12U << 20;
constexpr int kAttempts = 12;
constexpr milliseconds kFirstPause{50};
constexpr milliseconds kLongestPause{5'000};
/// Tables of the real service take seconds to come and go, those with many items minutes.
constexpr int kStatusPolls = 240;
constexpr milliseconds kLongestPoll{2'000};

/// 50, 100, 200, ... up to a longest.
milliseconds pause_after(int attempts, milliseconds longest) {
  return std::min(longest, kFirstPause * (1 << std::min(attempts, 16)));
}

std::string name_request(const std::string& table) {
  std::string body;
  json::Writer(body).begin_object().member("TableName", table).end_object();
  return body;
}

[[noreturn]] void refuse(const SeedTable& table, const std::string& problem) {
  throw SeedError(table.file.string() + ": table " + table.name + ": " + problem);
}

std::string batch_request(const std::string& table, std::string_view requests) {
  std::string body;
  json::Writer writer(body);
  writer.begin_object().key("RequestItems").begin_object();
  writer.key(table).begin_array().raw(requests).end_array();
  writer.end_object().end_object();
  return body;
}

/// The write requests that an answer hands back, without the brackets around them; empty if none.
std::string unprocessed_requests(const std::string& answer) {
  json::Document document;
  if (!document.parse(answer)) return {};
  const auto tables = document.root().find("UnprocessedItems");
  if (!tables || tables->empty()) return {};
  const json::Value requests = (*tables->members().begin()).value;
  if (requests.empty()) return {};
  const std::string_view text = requests.source();
  return std::string(text.substr(1, text.size() - 2));
}

std::string status_of(const std::string& answer) {
  json::Document document;
  if (!document.parse(answer) || !document.root().is_object()) return {};
  for (const std::string_view name : {"Table", "TableDescription"}) {
    const auto table = document.root().find(name);
    if (table && table->is_object())
      return std::string(table->find_text("TableStatus").value_or(""));
  }
  return {};
}

/// 1,204
std::string with_separators(std::size_t number) {
  std::string text = std::to_string(number);
  for (std::size_t i = text.size(); i > 3; i -= 3) text.insert(i - 3, ",");
  return text;
}

std::string count_of(std::size_t number, const char* noun) {
  return with_separators(number) + " " + noun + (number == 1 ? "" : "s");
}

}  // namespace

std::string summary_of(const SeedResult& result, milliseconds took) {
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.1f", static_cast<double>(took.count()) / 1000);
  std::string text = "Seeded " + count_of(result.tables, "table") + ", " +
                     count_of(result.items, "item") + " in " + seconds + " s";
  if (result.skipped_tables > 0) {
    text += "; left " + count_of(result.skipped_tables, "table") + " that existed as " +
            (result.skipped_tables == 1 ? "it is" : "they are");
  }
  return text + ".";
}

Seeder::Seeder(DynamoDbApi& api, IfExists if_exists, Hooks hooks)
    : api_(api), if_exists_(if_exists), hooks_(std::move(hooks)) {}

SeedResult Seeder::load(const SeedPlan& plan) {
  result_ = {};
  skipped_.clear();
  total_items_ = plan.item_count();
  if (if_exists_ == IfExists::kFail) refuse_existing(plan);
  for (const SeedTable& table : plan.tables) create(table);
  for (const SeedTable& table : plan.tables) {
    if (!skipped_.contains(table.name)) wait_until_active(table);
  }
  for (const SeedItems& items : plan.items) load_items(items);
  return result_;
}

tl::expected<std::string, ApiError> Seeder::call(std::string_view operation,
                                                 const std::string& body) {
  for (int attempt = 0;; ++attempt) {
    if (hooks_.cancelled()) throw SeedError("stopped before all was loaded");
    auto reply = api_.call(operation, body);
    if (reply || !reply.error().retryable || attempt + 1 == kAttempts) return reply;
    hooks_.sleep(pause_after(attempt, kLongestPause));
  }
}

bool Seeder::exists(const SeedTable& table) {
  const auto reply = call("DescribeTable", name_request(table.name));
  if (!reply && reply.error().code != "ResourceNotFoundException") {
    refuse(table, reply.error().text());
  }
  return reply.has_value();
}

void Seeder::refuse_existing(const SeedPlan& plan) {
  for (const SeedTable& table : plan.tables) {
    if (exists(table)) {
      refuse(table, "exists already; nothing was loaded (see --if-exists)");
    }
  }
}

void Seeder::create(const SeedTable& table) {
  if (if_exists_ == IfExists::kReplace && exists(table)) remove(table);
  const auto reply = call("CreateTable", table.create_request);
  if (reply) {
    ++result_.tables;
  } else if (reply.error().code == "ResourceInUseException" && if_exists_ == IfExists::kSkip) {
    skipped_.insert(table.name);
    ++result_.skipped_tables;
  } else {
    refuse(table, reply.error().text());
  }
}

void Seeder::remove(const SeedTable& table) {
  const auto reply = call("DeleteTable", name_request(table.name));
  if (!reply && reply.error().code != "ResourceNotFoundException") {
    refuse(table, reply.error().text());
  }
  for (int poll = 0; poll < kStatusPolls; ++poll) {
    if (!exists(table)) return;
    hooks_.sleep(pause_after(poll, kLongestPoll));
  }
  refuse(table, "is still being deleted; try again later");
}

void Seeder::wait_until_active(const SeedTable& table) {
  for (int poll = 0; poll < kStatusPolls; ++poll) {
    const auto reply = call("DescribeTable", name_request(table.name));
    const bool not_yet = !reply && reply.error().code == "ResourceNotFoundException";
    if (!reply && !not_yet) refuse(table, reply.error().text());
    if (reply && status_of(*reply) == "ACTIVE") return;
    hooks_.sleep(pause_after(poll, kLongestPoll));
  }
  refuse(table, "is still not ACTIVE; its items were not loaded");
}

void Seeder::load_items(const SeedItems& items) {
  if (skipped_.contains(items.table)) {
    total_items_ -= items.requests.size();
    return;
  }
  for (std::size_t first = 0; first < items.requests.size();) {
    std::size_t last = first, bytes = 0;
    do {
      bytes += items.requests[last++].size();
    } while (last < items.requests.size() && last - first < kBatchItems &&
             bytes + items.requests[last].size() <= kBatchBytes);
    load_batch(items, first, last);
    result_.items += last - first;
    hooks_.progress(result_.items, total_items_);
    first = last;
  }
}

void Seeder::load_batch(const SeedItems& items, std::size_t first, std::size_t last) {
  const auto fail = [&](const std::string& problem) {
    throw SeedError(items.file.string() + ": table " + items.table + ", items " +
                    std::to_string(first + 1) + " to " + std::to_string(last) + ": " + problem +
                    " (" + with_separators(result_.items) + " items were loaded before)");
  };
  std::string requests;
  for (std::size_t i = first; i < last; ++i) {
    if (i > first) requests += ',';
    requests += items.requests[i];
  }
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const auto reply = call("BatchWriteItem", batch_request(items.table, requests));
    if (!reply) fail(reply.error().text());
    requests = unprocessed_requests(*reply);
    if (requests.empty()) return;
    hooks_.sleep(pause_after(attempt, kLongestPause));
  }
  fail("the service keeps handing items back as unprocessed");
}

}  // namespace dynarock::app
