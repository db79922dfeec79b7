#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/report.h"
#include "dynarock/ecs/agent/images.h"
#include "dynarock/http/message.h"
#include "dynarock/policy/document.h"

namespace dynarock::app {

enum class LogFormat { kText, kJson };

/// What to do with a seed's table that exists already.
enum class IfExists { kSkip, kReplace, kFail };

/// Whether the senders of calls must prove who they are, and what becomes of a call that their
/// policies do not allow.
enum class IamMode { kOff, kAudit, kEnforce };

struct ServeOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8000;
  std::filesystem::path port_file;
  /// Empty: in memory.
  std::filesystem::path data;
  bool in_memory = false;
  bool fsync = false;
  std::vector<std::filesystem::path> seeds;
  IfExists if_exists = IfExists::kSkip;
  std::string region;
  /// The one that AWS's documentation uses. A real account is never all zeros.
  std::string account = "123456789012";
  bool shared = false;
  std::uint32_t transient_status_ms = 0;
  std::uint32_t ttl_delay_seconds = 0;
  std::uint32_t stale_reads_ms = 0;
  std::uint32_t gsi_delay_ms = 0;
  std::uint32_t stream_shards = 1;
  std::uint32_t stream_shard_records = 0;
  IamMode iam = IamMode::kOff;
  bool allow_test_keys = false;
  bool ignore_clock_skew = false;
  /// Of `account`'s root; empty: the one in the store, made the first time.
  std::string root_access_key_id;
  std::string root_secret_access_key;
  /// Of policies that no account keeps; empty: none.
  std::filesystem::path organization;
  /// What tasks run in place of their images.
  ecs::Images images;
  std::uint32_t task_credentials_seconds = 6 * 3600;
  bool limit_task_cpu = false;
  /// What becomes of tasks' calls that no route leads anywhere.
  http::Delivery no_route = http::Delivery::kReset;
  bool tls = false;
  /// Where the authority of the server's certificates goes; empty: nowhere.
  std::filesystem::path ca_file;
  /// Nothing: if the server listens on this machine only.
  std::optional<bool> proxy;
  unsigned threads = 0;
  unsigned max_connections = 4096;
  LogFormat log_format = LogFormat::kText;
  bool quiet = false;
};

struct SeedOptions {
  std::vector<std::filesystem::path> paths;
  std::string endpoint_url;
  /// Empty: from the environment and profile.
  std::string region;
  std::string profile;
  IfExists if_exists = IfExists::kSkip;
  bool quiet = false;
};

struct PolicyCheckOptions {
  /// `-` is standard input.
  std::vector<std::filesystem::path> files;
  /// Nothing: by a look at each file.
  std::optional<policy::PolicyKind> kind;
};

struct PolicyGenerateOptions {
  std::string endpoint_url;
  std::string principal;
  /// In place of a policy, what the present ones grant for nothing.
  bool unused = false;
  ReportFormat format = ReportFormat::kText;
};

struct CheckOptions {
  std::string endpoint_url;
  /// Empty for all.
  std::string cluster, service;
  /// Empty: the server's.
  std::string region;
  /// Of parameters that must be there.
  std::vector<std::string> parameters;
  /// Of tables that must be there, with their keys and indexes.
  std::vector<std::filesystem::path> tables;
  ReportFormat format = ReportFormat::kText;
};

enum class CredentialsFormat { kEnvironment, kJson };

struct CredentialsOptions {
  std::string endpoint_url;
  /// Empty: the server's own.
  std::string account;
  CredentialsFormat format = CredentialsFormat::kEnvironment;
};

enum class ExplainFormat { kText, kJson };

struct ExplainOptions {
  std::string endpoint_url;
  /// Empty: the latest.
  std::string request_id;
  bool last = false;
  /// The latest that was denied.
  bool denied = false;
  ExplainFormat format = ExplainFormat::kText;
};

struct TaskRunOptions {
  std::string endpoint_url;
  /// A task definition's family, family and revision, or ARN; or a file with one to register.
  std::string definition;
  /// In place of the first container's; empty: not.
  std::vector<std::string> command;
  std::string cluster = "default";
  std::vector<std::string> subnets;
};

struct HealthcheckOptions {
  std::string endpoint_url;
  std::uint32_t timeout_ms = 2000;
};

}  // namespace dynarock::app
