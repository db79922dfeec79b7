#include "app/cli_options.h"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/config_file.h"
#include "app/tasks_file.h"
#include "dynarock/base/characters.h"
#include "dynarock/base/numbers.h"

namespace dynarock::app {
namespace {

CLI::Validator number_in(long lowest, long highest) {
  return CLI::Validator(
      [lowest, highest](const std::string& text) -> std::string {
        const auto value = parse_number<long>(text);
        if (value && *value >= lowest && *value <= highest) return {};
        return "'" + text + "' is no whole number from " + std::to_string(lowest) + " to " +
               std::to_string(highest);
      },
      "");
}

CLI::Validator twelve_digits() {
  return CLI::Validator(
      [](const std::string& text) -> std::string {
        if (text.size() == 12 && text.find_first_not_of("0123456789") == std::string::npos) {
          return {};
        }
        return "'" + text + "' is no account id, which has 12 digits";
      },
      "");
}

CLI::Validator not_empty() {
  return CLI::Validator(
      [](const std::string& text) -> std::string { return text.empty() ? "is empty" : ""; }, "");
}

/// As IAM's model has it: 16 to 128 letters, digits and underscores.
CLI::Validator access_key_id() {
  return CLI::Validator(
      [](const std::string& text) -> std::string {
        const bool fits = text.size() >= 16 && text.size() <= 128 && is_made_of(text, "_");
        return fits ? "" : "is no access key id, which has 16 letters and digits or more";
      },
      "");
}

template <class T>
using Choices = std::vector<std::pair<std::string, T>>;

/// An option that takes one of a few words.
template <class T>
CLI::Option* add_choice(CLI::App& app, const std::string& name, T& target,
                        const Choices<T>& choices, const std::string& description) {
  std::string names, initial;
  for (const auto& [word, value] : choices) {
    names += (names.empty() ? "" : "|") + word;
    if (value == target) initial = word;
  }
  // Returns whether the word is one of them, after setting the target.
  const auto choose = [&target, choices](const std::string& text) {
    const auto found = std::ranges::find(choices, text, &std::pair<std::string, T>::first);
    if (found != choices.end()) target = found->second;
    return found != choices.end();
  };
  CLI::Option* option = app.add_option_function<std::string>(
      name, [choose](const std::string& text) { choose(text); }, description);
  option->type_name(names)->default_str(initial);
  option->check(CLI::Validator(
      [choose, names](const std::string& text) -> std::string {
        return choose(text) ? "" : "'" + text + "' is none of " + names;
      },
      ""));
  return option;
}

CLI::Option* add_if_exists(CLI::App& app, IfExists& target) {
  return add_choice<IfExists>(
      app, "--if-exists", target,
      {{"skip", IfExists::kSkip}, {"replace", IfExists::kReplace}, {"fail", IfExists::kFail}},
      "a table that exists already: leave it and its items as they\n"
      "are, make it anew, or stop before anything is loaded");
}

/// The running server that a command asks.
void add_server(CLI::App& app, std::string& endpoint_url) {
  app.add_option("--endpoint-url", endpoint_url,
                 "the server to ask\n[default http://127.0.0.1:$DYNAROCK_PORT, port 8000]")
      ->type_name("URL")
      ->check(not_empty());
}

CLI::Option* add_report_format(CLI::App& app, ReportFormat& format, const std::string& about) {
  return add_choice<ReportFormat>(app, "--format", format,
                                  {{"text", ReportFormat::kText},
                                   {"json", ReportFormat::kJson},
                                   {"sarif", ReportFormat::kSarif},
                                   {"junit", ReportFormat::kJunit}},
                                  about);
}

}  // namespace

void add_serve_options(CLI::App& app, ServeOptions& options) {
  app.add_option("--host", options.host, "address to listen on; 0.0.0.0 for every interface")
      ->type_name("ADDRESS")
      ->capture_default_str()
      ->envname("DYNAROCK_HOST")
      ->check(not_empty())
      ->group("Network");
  app.add_option("--port", options.port, "port to listen on; 0 picks a free one")
      ->type_name("PORT")
      ->capture_default_str()
      ->envname("DYNAROCK_PORT")
      ->check(number_in(0, 65535))
      ->group("Network");
  app.add_option("--port-file", options.port_file, "file to write the port to, before \"Ready.\"")
      ->type_name("FILE")
      ->envname("DYNAROCK_PORT_FILE")
      ->check(not_empty())
      ->group("Network");
  app.add_flag(
         "--tls", options.tls,
         "serve https too, on the same port, with a certificate of the\nserver's own authority")
      ->envname("DYNAROCK_TLS")
      ->group("Network");
  add_choice<std::optional<bool>>(app, "--proxy", options.proxy,
                                  {{"auto", std::nullopt}, {"on", true}, {"off", false}},
                                  "take requests to AWS's hosts as an HTTP and HTTPS proxy, and\n"
                                  "refuse those to others; auto: if nothing but this machine\n"
                                  "can reach the server")
      ->envname("DYNAROCK_PROXY")
      ->group("Network");
  app.add_option(
         "--ca-file", options.ca_file,
         "file to write that authority to, for AWS_CA_BUNDLE,\nNODE_EXTRA_CA_CERTS and the like")
      ->type_name("FILE")
      ->envname("DYNAROCK_CA_FILE")
      ->check(not_empty())
      ->group("Network");
  app.add_option("--threads", options.threads, "threads that answer calls; 0 is one a processor")
      ->type_name("COUNT")
      ->capture_default_str()
      ->envname("DYNAROCK_THREADS")
      ->check(number_in(0, 1024))
      ->group("Network");
  app.add_option("--max-connections", options.max_connections, "connections at one time")
      ->type_name("COUNT")
      ->capture_default_str()
      ->envname("DYNAROCK_MAX_CONNECTIONS")
      ->check(number_in(1, 1000000))
      ->group("Network");

  CLI::Option* data = app.add_option("--data", options.data,
                                     "directory to keep the data in, made if need be; without it\n"
                                     "they are kept in memory\n[env DYNAROCK_DATA]")
                          ->type_name("DIR")
                          ->check(not_empty())
                          ->group("Data");
  app.add_flag("--in-memory", options.in_memory,
               "keep nothing after the end, whatever DYNAROCK_DATA says")
      ->excludes(data)
      ->group("Data");
  add_choice<bool>(app, "--durability", options.fsync, {{"process", false}, {"fsync", true}},
                   "what an acknowledged write outlives: the death of the\n"
                   "process, or with fsync that of the machine")
      ->envname("DYNAROCK_DURABILITY")
      ->group("Data");
  app.add_option(
         "--seed", options.seeds,
         "tables and items to load before \"Ready.\", as for\n\"dynarock seed\"; repeatable")
      ->type_name("FILE|DIR")
      ->envname("DYNAROCK_SEED")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->check(not_empty())
      ->group("Data");
  add_if_exists(app, options.if_exists)->group("Data");

  app.add_option("--region", options.region, "region of the server itself and of its seeds")
      ->default_str("AWS_REGION, else us-east-1")
      ->type_name("REGION")
      ->envname("DYNAROCK_REGION")
      ->check(not_empty())
      ->group("Behaviour");
  app.add_option("--account", options.account,
                 "account of callers whose access key is not 12 digits")
      ->type_name("ID")
      ->capture_default_str()
      ->envname("DYNAROCK_ACCOUNT")
      ->check(twelve_digits())
      ->group("Behaviour");
  app.add_flag("--shared", options.shared, "one set of tables for all regions and accounts")
      ->envname("DYNAROCK_SHARED")
      ->group("Behaviour");
  app.add_option("--transient-status-ms", options.transient_status_ms,
                 "how long tables and indexes stay CREATING, UPDATING and\nDELETING")
      ->type_name("MS")
      ->capture_default_str()
      ->envname("DYNAROCK_TRANSIENT_STATUS_MS")
      ->check(number_in(0, 3'600'000))
      ->group("Behaviour");
  app.add_option("--ttl-delay", options.ttl_delay_seconds,
                 "how long items stay once their time to live is over")
      ->type_name("SECONDS")
      ->capture_default_str()
      ->envname("DYNAROCK_TTL_DELAY")
      ->check(number_in(0, 172'800))
      ->group("Behaviour");
  app.add_option("--stale-reads-ms", options.stale_reads_ms,
                 "how long ago it was what reads answer that do not ask for\nConsistentRead")
      ->type_name("MS")
      ->capture_default_str()
      ->envname("DYNAROCK_STALE_READS_MS")
      ->check(number_in(0, 3'600'000))
      ->group("Behaviour");
  app.add_option("--gsi-delay-ms", options.gsi_delay_ms,
                 "how long global indexes take to follow their tables")
      ->type_name("MS")
      ->capture_default_str()
      ->envname("DYNAROCK_GSI_DELAY_MS")
      ->check(number_in(0, 3'600'000))
      ->group("Behaviour");
  app.add_option("--stream-shards", options.stream_shards, "how many shards a stream starts with")
      ->type_name("N")
      ->capture_default_str()
      ->envname("DYNAROCK_STREAM_SHARDS")
      ->check(number_in(1, 1'000))
      ->group("Behaviour");
  app.add_option("--stream-shard-records", options.stream_shard_records,
                 "split a shard in two once it has taken N records, to\n"
                 "try consumers on; 0 is never")
      ->type_name("N")
      ->capture_default_str()
      ->envname("DYNAROCK_STREAM_SHARD_RECORDS")
      ->check(number_in(0, 1'000'000'000))
      ->group("Behaviour");

  add_choice<IamMode>(
      app, "--iam", options.iam,
      {{"off", IamMode::kOff}, {"audit", IamMode::kAudit}, {"enforce", IamMode::kEnforce}},
      "off: any credentials may do anything; enforce: signatures\n"
      "are verified and policies decide; audit: the same, but\n"
      "what policies deny is logged and let through")
      ->envname("DYNAROCK_IAM")
      ->group("Identity");
  app.add_flag("--allow-test-keys", options.allow_test_keys,
               "with --iam enforce too, the keys test, dummy and local act\n"
               "as the root, whatever their secret")
      ->envname("DYNAROCK_ALLOW_TEST_KEYS")
      ->group("Identity");
  app.add_flag("--ignore-clock-skew", options.ignore_clock_skew, "take signatures of any age")
      ->envname("DYNAROCK_IGNORE_CLOCK_SKEW")
      ->group("Identity");
  CLI::Option* root_id = app.add_option("--root-access-key-id", options.root_access_key_id,
                                        "access key of --account's root, in place of the one that\n"
                                        "\"dynarock credentials\" would print")
                             ->type_name("ID")
                             ->envname("DYNAROCK_ROOT_ACCESS_KEY_ID")
                             ->check(access_key_id())
                             ->group("Identity");
  CLI::Option* root_secret =
      app.add_option("--root-secret-access-key", options.root_secret_access_key,
                     "its secret; other users see options, so better set the\nvariable")
          ->type_name("SECRET")
          ->envname("DYNAROCK_ROOT_SECRET_ACCESS_KEY")
          ->check(not_empty())
          ->group("Identity");
  root_id->needs(root_secret);
  root_secret->needs(root_id);
  app.add_option("--organization", options.organization,
                 "service and resource control policies of accounts, and VPC\n"
                 "endpoints, as JSON; README.md shows it")
      ->type_name("FILE")
      ->envname("DYNAROCK_ORGANIZATION")
      ->check(not_empty())
      ->group("Identity");

  app.add_option_function<std::vector<std::string>>(
         "--run",
         [&options](const std::vector<std::string>& all) {
           for (const std::string& one : all)
             if (!add_run(one, options.images))
               throw CLI::ValidationError("--run: '" + one + "' is no IMAGE=COMMAND");
         },
         "what ECS's tasks run in place of an image, here and by\na shell; repeatable")
      ->type_name("IMAGE=COMMAND")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->group("Tasks");
  app.add_option_function<std::string>(
         "--tasks-file",
         [&options](const std::string& file) {
           try {
             read_tasks_file(file, options.images);
           } catch (const ConfigError& error) {
             throw CLI::ValidationError(error.what());
           }
         },
         "the same, with directories and variables, as JSON;\nREADME.md shows it")
      ->type_name("FILE")
      ->envname("DYNAROCK_TASKS_FILE")
      ->check(not_empty())
      ->group("Tasks");
  app.add_option("--task-credentials-seconds", options.task_credentials_seconds,
                 "how long credentials of tasks hold")
      ->type_name("SECONDS")
      ->capture_default_str()
      ->envname("DYNAROCK_TASK_CREDENTIALS_SECONDS")
      ->check(number_in(1, 43'200))
      ->group("Tasks");
  app.add_flag("--limit-task-cpu", options.limit_task_cpu,
               "hold tasks to their CPU, where this process may make\n"
               "cgroups; they start as slowly as on Fargate then")
      ->envname("DYNAROCK_LIMIT_TASK_CPU")
      ->group("Tasks");
  add_choice<http::Delivery>(
      app, "--no-route", options.no_route,
      {{"fail", http::Delivery::kReset}, {"timeout", http::Delivery::kSilence}},
      "calls of tasks whose subnets have no route to the service:\n"
      "close their connections, or leave them without an answer")
      ->envname("DYNAROCK_NO_ROUTE")
      ->group("Tasks");

  add_choice<LogFormat>(app, "--log-format", options.log_format,
                        {{"text", LogFormat::kText}, {"json", LogFormat::kJson}},
                        "form of the log's lines")
      ->envname("DYNAROCK_LOG_FORMAT")
      ->group("Log");
  app.add_flag("--quiet", options.quiet, "no line a call, only what went wrong")
      ->envname("DYNAROCK_QUIET")
      ->group("Log");
}

void add_seed_options(CLI::App& app, SeedOptions& options) {
  app.add_option("path", options.paths, "what to load")
      ->type_name("FILE|DIR")
      ->required()
      ->check(not_empty());
  app.add_option("--endpoint-url", options.endpoint_url,
                 "where to load it\n[default AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL, else\n"
                 "http://127.0.0.1:8000]")
      ->type_name("URL")
      ->check(not_empty());
  app.add_option("--region", options.region,
                 "region to sign for\n[default AWS_REGION, else the profile's]")
      ->type_name("REGION")
      ->check(not_empty());
  app.add_option("--profile", options.profile, "profile of the credentials [env AWS_PROFILE]")
      ->type_name("NAME")
      ->check(not_empty());
  add_if_exists(app, options.if_exists);
  app.add_flag("--quiet", options.quiet, "no progress and no summary");
}

void add_healthcheck_options(CLI::App& app, HealthcheckOptions& options) {
  app.add_option("--endpoint-url", options.endpoint_url,
                 "the server to ask\n[default http://127.0.0.1:$DYNAROCK_PORT, port 8000]")
      ->type_name("URL")
      ->check(not_empty());
  app.add_option("--timeout-ms", options.timeout_ms, "how long to wait for the answer")
      ->type_name("MS")
      ->capture_default_str()
      ->check(number_in(1, 3'600'000));
}

void add_credentials_options(CLI::App& app, CredentialsOptions& options) {
  add_server(app, options.endpoint_url);
  app.add_option("--account", options.account, "whose root's [default the server's --account]")
      ->type_name("ID")
      ->check(twelve_digits());
  add_choice<CredentialsFormat>(
      app, "--format", options.format,
      {{"env", CredentialsFormat::kEnvironment}, {"json", CredentialsFormat::kJson}},
      "variables, a line each, or one JSON object");
}

void add_explain_options(CLI::App& app, ExplainOptions& options) {
  CLI::Option* id = app.add_option("request", options.request_id, "x-amzn-RequestId of the answer")
                        ->type_name("[REQUEST_ID]")
                        ->check(not_empty());
  CLI::Option* last = app.add_flag("--last", options.last, "the latest request, the default");
  CLI::Option* denied = app.add_flag("--denied", options.denied, "the latest that was denied");
  id->excludes(last)->excludes(denied);
  last->excludes(denied);
  add_server(app, options.endpoint_url);
  add_choice<ExplainFormat>(app, "--format", options.format,
                            {{"text", ExplainFormat::kText}, {"json", ExplainFormat::kJson}},
                            "for a terminal, or all there is as JSON");
}

void add_task_run_options(CLI::App& app, TaskRunOptions& options) {
  app.add_option("definition", options.definition,
                 "a family, a family and revision, an ARN, or a file to\nregister first")
      ->type_name("TASKDEF|FILE")
      ->required()
      ->check(not_empty());
  app.add_flag_function(
      std::string(kOverrideCommand), [](std::int64_t) {},
      "what follows, all of it, is the command of the first\n"
      "essential container for this once");
  app.add_option("--subnet", options.subnets,
                 "where it runs; repeatable [default where a service of its\n"
                 "family does, else in the only VPC besides the default one,\n"
                 "else in that: isolated, then private, then public subnets]")
      ->type_name("ID")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->check(not_empty());
  app.add_option("--cluster", options.cluster, "cluster that it belongs to")
      ->type_name("NAME")
      ->capture_default_str()
      ->check(not_empty());
  add_server(app, options.endpoint_url);
}

void add_policy_generate_options(CLI::App& app, PolicyGenerateOptions& options) {
  app.add_option("--principal", options.principal,
                 "the ARN of a user, a role or an account's root; what\n"
                 "sessions did counts as their role's")
      ->type_name("ARN")
      ->required()
      ->check(not_empty());
  CLI::Option* unused = app.add_flag("--unused", options.unused,
                                     "in place of a policy, what the present ones grant and\n"
                                     "nobody used");
  add_report_format(app, options.format, "of --unused; a policy is always JSON")->needs(unused);
  add_server(app, options.endpoint_url);
}

void add_check_options(CLI::App& app, CheckOptions& options) {
  app.add_option("--cluster", options.cluster, "services of this cluster only")
      ->type_name("NAME")
      ->check(not_empty());
  app.add_option("--service", options.service, "this service only")
      ->type_name("NAME")
      ->check(not_empty());
  app.add_option("--region", options.region, "where [default the server's --region]")
      ->type_name("REGION")
      ->check(not_empty());
  app.add_option("--table", options.tables,
                 "a table that must be there with its keys and indexes:\n"
                 "a file or directory as seed takes; repeatable")
      ->type_name("FILE|DIR");
  app.add_option("--parameter", options.parameters,
                 "a parameter of Systems Manager that must be there;\nrepeatable")
      ->type_name("NAME")
      ->check(not_empty());
  add_report_format(app, options.format, "for a terminal, as JSON, or for what reads CI's reports");
  add_server(app, options.endpoint_url);
}

void add_policy_check_options(CLI::App& app, PolicyCheckOptions& options) {
  using policy::PolicyKind;
  app.add_option("file", options.files, "the policies; - is standard input")
      ->type_name("FILE")
      ->required()
      ->check(not_empty());
  add_choice<std::optional<PolicyKind>>(
      app, "--kind", options.kind,
      {{"guess", std::nullopt},
       {"managed", PolicyKind::kManaged},
       {"inline", PolicyKind::kInline},
       {"session", PolicyKind::kSession},
       {"trust", PolicyKind::kTrust},
       {"resource", PolicyKind::kResource},
       {"vpc-endpoint", PolicyKind::kVpcEndpoint},
       {"scp", PolicyKind::kServiceControl},
       {"rcp", PolicyKind::kResourceControl}},
      "what the policies are for: managed, inline, session, trust,\n"
      "resource, vpc-endpoint, scp or rcp")
      ->type_name("KIND");
}

}  // namespace dynarock::app
