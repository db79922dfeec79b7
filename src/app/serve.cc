#include <sys/mman.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

#include "app/authority.h"
#include "app/aws_hosts.h"
#include "app/call_log.h"
#include "app/commands.h"
#include "app/dynamodb_api.h"
#include "app/progress_bar.h"
#include "app/seed_file.h"
#include "app/seeder.h"
#include "app/signals.h"
#include "app/version.h"
#include "app/wiring.h"
#include "dynarock/base/clock.h"
#include "dynarock/http/certificate.h"
#include "dynarock/http/client.h"
#include "dynarock/http/server.h"
#include "dynarock/json/writer.h"

// Where the linker put the program's code.
extern "C" {
extern char __executable_start;
extern char etext;
}

namespace dynarock::app {
namespace {

/// How long calls in flight may take to finish when the server stops; container engines wait ten
/// seconds before they kill.
constexpr std::chrono::seconds kGrace{8};

void print_line(int descriptor, std::string text) {
  text += '\n';
  if (::write(descriptor, text.data(), text.size()) < 0) {
    // Nobody listens; the server serves all the same.
  }
}

/// A line of the log that is about no call.
void notice(const ServeOptions& options, const Clock& clock, const std::string& text) {
  if (options.quiet) return;
  if (options.log_format == LogFormat::kText) return print_line(STDERR_FILENO, text);
  std::string line;
  json::Writer(line)
      .begin_object()
      .member("time", iso_millis(clock.now()) + "Z")
      .member("message", text)
      .end_object();
  print_line(STDERR_FILENO, std::move(line));
}

/// Whole or not at all: whoever waits for the file to appear may read it at once.
void write_file(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::path temporary = path;
  temporary += ".part";
  std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(temporary, path, error);
  if (!file || error) {
    throw std::runtime_error("can't write " + path.string() +
                             "; give a path in a directory that exists and can be written");
  }
}

bool is_proxy(const ServeOptions& options) {
  return options.proxy.value_or(http::Endpoint{.host = options.host}.is_loopback());
}

http::ServerOptions server_options(const ServeOptions& options, Authority& authority,
                                   AwsHosts& hosts) {
  http::ServerOptions result;
  result.host = options.host;
  result.port = options.port;
  result.threads = options.threads;
  result.max_connections = options.max_connections;
  result.hosts = &hosts;
  result.proxy = is_proxy(options);
  if (options.tls) {
    std::vector<std::string> names = http::loopback_names();
    names.push_back(options.host);
    result.tls = http::issue_certificate(authority.own(), names);
  }
  return result;
}

std::string url_of(const ServeOptions& options, std::uint16_t port) {
  const bool is_ipv6 = options.host.find(':') != std::string::npos;
  return (options.tls ? "https://" : "http://") +
         (is_ipv6 ? "[" + options.host + "]" : options.host) + ":" + std::to_string(port);
}

/// Where programs on this machine reach the server, without TLS.
std::string local_url(const ServeOptions& options, std::uint16_t port) {
  ServeOptions local = options;
  local.tls = false;
  if (local.host == "0.0.0.0") local.host = "127.0.0.1";
  if (local.host == "::") local.host = "::1";
  return url_of(local, port);
}

void load_seeds(const ServeOptions& options, const SeedPlan& plan, http::Handler& handler,
                const Clock& clock, const StopSignals& signals) {
  const auto start = std::chrono::steady_clock::now();
  const ApiCaller caller{{options.account, "seed", ""}, options.region};
  const auto api = make_handler_api(handler, caller, clock);
  ProgressBar bar(stderr);
  Seeder seeder(*api, options.if_exists,
                {.progress = [&](std::size_t done, std::size_t total) { bar.show(done, total); },
                 .sleep = [](std::chrono::milliseconds time) { std::this_thread::sleep_for(time); },
                 .cancelled = [&] { return signals.pending(); }});
  const SeedResult result = seeder.load(plan);
  notice(options, clock,
         summary_of(result, std::chrono::duration_cast<std::chrono::milliseconds>(
                                std::chrono::steady_clock::now() - start)));
}

/// Gives back the pages of code that only starting up needed; what calls need comes back by itself,
/// out of the page cache.
void release_start_up_code() {
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto start = reinterpret_cast<std::uintptr_t>(&__executable_start) & ~(page - 1);
  const auto end = reinterpret_cast<std::uintptr_t>(&etext) & ~(page - 1);
  ::madvise(reinterpret_cast<void*>(start), end - start, MADV_DONTNEED);
}

/// Says which and how to change it.
std::string identity_notice(const ServeOptions& options) {
  const std::string test_keys =
      options.allow_test_keys ? ", and test, dummy and local are the root's keys" : "";
  switch (options.iam) {
    case IamMode::kOff:
      return "IAM is off: any credentials may do anything; --iam audit or --iam enforce change "
             "that";
    case IamMode::kAudit:
      return "IAM audits: signatures are verified, what policies deny is logged and let through; "
             "--iam enforce denies it, --iam off asks nobody";
    case IamMode::kEnforce:
      break;
  }
  return "IAM is enforced: signatures are verified, policies decide" + test_keys +
         "; `dynarock credentials` prints the root's key, --iam off asks nobody";
}

void serve(const ServeOptions& options) {
  StopSignals signals;
  const SystemClock clock;
  const SeedPlan seeds = read_seeds(options.seeds);
  BufferedCallLog log(STDERR_FILENO, options.log_format, options.quiet, clock);
  const auto log_line = [&log](const std::string& line) { log.notice(line); };
  Instance instance(options, clock, &log, log_line);
  if (!options.ca_file.empty()) {
    write_file(options.ca_file, instance.authority().own().certificate);
  }
  AwsHosts hosts(instance.authority(), instance.service_names(), log_line);
  http::Server server(server_options(options, instance.authority(), hosts), instance.handler());
  if (!options.seeds.empty()) {
    load_seeds(options, seeds, instance.internal_handler(), clock, signals);
  }
  server.start();
  instance.start_tasks(local_url(options, server.port()));
  if (!options.port_file.empty()) {
    write_file(options.port_file, std::to_string(server.port()) + "\n");
  }
  notice(options, clock,
         std::string(version_text()) + " on " + url_of(options, server.port()) +
             (options.data.empty() ? ", in memory" : ", data in " + options.data.string()));
  notice(options, clock, identity_notice(options));
  print_line(STDOUT_FILENO, "Ready.");
  release_start_up_code();
  signals.wait();
  signals.force_on_next();
  instance.stop_tasks();
  server.stop(kGrace);
}

}  // namespace

int run_serve(const ServeOptions& options) {
  try {
    serve(options);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dynarock serve: %s\n", error.what());
    return 1;
  }
}

}  // namespace dynarock::app
