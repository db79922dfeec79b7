#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <thread>

#include "app/commands.h"
#include "app/dynamodb_api.h"
#include "app/progress_bar.h"
#include "app/seed_file.h"
#include "app/seeder.h"
#include "dynarock/auth/credentials.h"
#include "dynarock/base/clock.h"
#include "dynarock/http/client.h"

namespace dynarock::app {
namespace {

http::Endpoint find_endpoint(const SeedOptions& options) {
  std::string url = options.endpoint_url;
  for (const char* variable : {"AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"}) {
    const char* value = std::getenv(variable);
    if (url.empty() && value != nullptr) url = value;
  }
  if (url.empty()) url = "http://127.0.0.1:8000";
  auto endpoint = http::parse_endpoint(url);
  if (!endpoint) throw SeedError(endpoint.error());
  return *endpoint;
}

ApiCaller find_caller(const SeedOptions& options, const http::Endpoint& endpoint) {
  const auth::CredentialSources sources = auth::process_sources(options.profile);
  ApiCaller caller;
  caller.region = options.region;
  if (caller.region.empty()) {
    const auto region = auth::find_region(sources, endpoint);
    if (!region) throw SeedError(region.error());
    caller.region = *region;
  }
  auto credentials = auth::find_credentials(sources, endpoint);
  if (!credentials) throw SeedError(credentials.error());
  caller.credentials = std::move(*credentials);
  return caller;
}

void seed(const SeedOptions& options) {
  const SystemClock clock;
  const auto start = std::chrono::steady_clock::now();
  const SeedPlan plan = read_seeds(options.paths);
  const http::Endpoint endpoint = find_endpoint(options);
  const auto api = make_http_api(endpoint, find_caller(options, endpoint), clock);
  SeedResult result;
  {
    ProgressBar bar(stderr);
    Seeder seeder(
        *api, options.if_exists,
        {.progress =
             [&](std::size_t done, std::size_t total) {
               if (!options.quiet) bar.show(done, total);
             },
         .sleep = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); },
         .cancelled = [] { return false; }});
    result = seeder.load(plan);
  }
  if (options.quiet) return;
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  std::puts(summary_of(result, took).c_str());
}

}  // namespace

int run_seed(const SeedOptions& options) {
  try {
    seed(options);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dynarock seed: %s\n", error.what());
    return 1;
  }
}

}  // namespace dynarock::app
