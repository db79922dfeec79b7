#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/cli_options.h"
#include "app/commands.h"
#include "app/version.h"
#include "dynarock/base/suggestion.h"

namespace dynarock::app {
namespace {

constexpr int kBadUsage = 2;

constexpr const char* kProgramHelp =
    "A native stand-in for Amazon DynamoDB, for tests and development.\n\n"
    "  dynarock serve                      a server on http://127.0.0.1:8000, in memory\n"
    "  dynarock serve --data ./dynarock    the same, kept on disk\n"
    "  dynarock seed tables/ data/         tables and items into a running server\n"
    "  dynarock credentials                the root's key of a server with --iam\n"
    "  dynarock explain --denied           why a call was denied by a server with --iam\n"
    "  dynarock policy check policy.json   what is wrong with an IAM policy\n"
    "  dynarock task run web.json          a task of ECS on a running server, and its output\n"
    "  dynarock check                      whether services, tables and policies fit together\n"
    "  dynarock help serve                 everything a command can do";

constexpr const char* kProgramFooter =
    "Point a client at it:\n"
    "  export AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000 AWS_ACCESS_KEY_ID=test \\\n"
    "         AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1\n"
    "  aws dynamodb list-tables\n\n"
    "Exit codes: 0 done, 1 could not do it, 2 bad usage.";

constexpr const char* kServeHelp =
    "Serve DynamoDB's API. Prints \"Ready.\" on a line of its own on standard output once it\n"
    "answers; everything else, one line a call included, goes to standard error. SIGTERM and\n"
    "SIGINT stop it cleanly; a second signal stops it at once.";

constexpr const char* kServeFooter =
    "Examples:\n"
    "  dynarock serve\n"
    "      In memory on port 8000; nothing is left when it ends.\n"
    "  dynarock serve --data ./dynarock --seed tables/ --seed data/\n"
    "      On disk; tables that exist already, and their items, are left as they are.\n"
    "  dynarock serve --port 0 --port-file port.txt --quiet\n"
    "      For a test run: any free port, written to port.txt before \"Ready.\".\n\n"
    "The region of a call is the one its client signed for, its account the access key if that is\n"
    "12 digits: the same table name in two regions or accounts is two tables. --shared puts all\n"
    "into one.";

constexpr const char* kSeedHelp =
    "Create tables and load items, into a server of ours or into the real DynamoDB.";

constexpr const char* kSeedFooter =
    "A file is one of\n"
    "  a table   the input of create-table (as --generate-cli-skeleton makes it, members left\n"
    "            empty are dropped) or the output of describe-table\n"
    "  items     the input of batch-write-item, with as many items as you like\n"
    "A directory stands for the .json files in it. Tables come first, then items. All files are\n"
    "checked before anything is loaded.\n\n"
    "Examples:\n"
    "  dynarock seed fixtures/mysfits\n"
    "  dynarock seed table.json items.json --if-exists replace\n"
    "  dynarock seed users.json --endpoint-url https://dynamodb.eu-west-1.amazonaws.com\n\n"
    "Credentials come from the environment, profile files or the container, as for the aws CLI.\n"
    "For a server on this machine none are needed.";

constexpr const char* kHealthcheckHelp =
    "Ask a server whether it is well: exit code 0 if it answers, else one line and 1.";

constexpr const char* kHealthcheckFooter =
    "Example, in a docker-compose.yml:\n"
    "  healthcheck:\n"
    "    test: [\"CMD\", \"dynarock\", \"healthcheck\"]";

constexpr const char* kCredentialsHelp =
    "Print the access key of an account's root, asked of a running server on this machine.";

constexpr const char* kCredentialsFooter =
    "The root may do everything in its account. What --format json prints is what the aws CLI\n"
    "takes from a credential_process.\n\n"
    "Examples:\n"
    "  export $(dynarock credentials)\n"
    "  aws configure set profile.local.credential_process 'dynarock credentials --format json'";

constexpr const char* kExplainHelp =
    "Tell why a server with --iam audit or enforce allowed or denied a request: who called, what\n"
    "was asked for, what each kind of policy said and by which statement, what conditions saw, "
    "and\n"
    "which statement came nearest to allowing it.";

constexpr const char* kExplainFooter =
    "A server remembers its latest 500 requests, and tells its own machine only.\n\n"
    "Examples:\n"
    "  dynarock explain --denied\n"
    "  dynarock explain 4K1R0V3Q2ZB8M7XJH5S9D6F0C4VV4KQNSO5AEMVJF66Q9ASUAAJG\n"
    "  curl http://127.0.0.1:8000/_dynarock/explain?which=denied";

constexpr const char* kPolicyHelp = "Work on IAM policies.";

constexpr const char* kPolicyFooter = "\"dynarock help policy check\" tells of a command in full.";

constexpr const char* kPolicyCheckHelp =
    "Say what is wrong with IAM policies. That is what AWS would refuse, and what is accepted but\n"
    "hardly does what was meant. Nothing is sent anywhere.";

constexpr const char* kPolicyCheckFooter =
    "A line each on standard output, FILE:LINE:COLUMN: SEVERITY: what is wrong [rule], and the "
    "place\n"
    "  error    AWS refuses the document; its message follows in brackets\n"
    "  warning  something never matches, or far too much does\n"
    "  note     something could be left out\n\n"
    "Exit codes: 0 nothing but notes, 1 errors or warnings, 2 bad usage or a file that can't be "
    "read.\n\n"
    "Examples:\n"
    "  dynarock policy check role-policy.json\n"
    "  dynarock policy check --kind vpc-endpoint endpoint.json\n"
    "  aws iam get-role --role-name app --query Role.AssumeRolePolicyDocument |\n"
    "      dynarock policy check --kind trust -";

constexpr const char* kPolicyGenerateHelp =
    "Write the least policy for what a principal was seen to do by a server with --iam audit or\n"
    "enforce, or say which of its grants nobody used. What was denied counts as needed.";

constexpr const char* kPolicyGenerateFooter =
    "Exit codes: 0 done, 1 some grant is unused, 2 bad usage or the server can't tell.\n\n"
    "Examples:\n"
    "  dynarock policy generate --principal arn:aws:iam::123456789012:role/app\n"
    "  dynarock policy generate --principal arn:aws:iam::123456789012:role/app --unused \\\n"
    "      --format junit > unused.xml";

constexpr const char* kCheckHelp =
    "Say whether the services of a server would work: roles, policies, routes, tables, secrets.\n"
    "What they do is known from what they were seen to do, if the server has --iam audit or "
    "enforce.";

constexpr const char* kCheckFooter =
    "Exit codes: 0 nothing failed, 1 something did, 2 bad usage or nothing could be checked.\n\n"
    "Examples:\n"
    "  dynarock check\n"
    "  dynarock check --cluster web --service mysfits --table fixtures/mysfits\n"
    "  dynarock check --parameter /onp/bootstrap/deploymentbucket --format junit > check.xml";

constexpr const char* kTaskHelp = "Work with tasks of a running server.";

constexpr const char* kTaskFooter = "\"dynarock help task run\" tells of a command in full.";

constexpr const char* kTaskRunHelp =
    "Run a task on a running server, and print its output. The server is one of this machine, "
    "asked\n"
    "as its root; the task has its own role, secrets and network. Exit code is that of its first\n"
    "essential container. Ctrl-C stops it.";

constexpr const char* kTaskRunFooter =
    "A file is the input of register-task-definition, or what describe-task-definition prints.\n\n"
    "Examples:\n"
    "  dynarock task run service.json\n"
    "  dynarock task run web:3 --override-command python3 migrate.py";

/// Whether a description leaves no room on its last line.
bool is_long(const std::string& text) {
  constexpr std::size_t kRoom = 30;
  return text.size() - (text.rfind('\n') + 1) > kRoom || text.find('\n') != std::string::npos;
}

/// Options as `--port PORT`, and what they default to behind their description.
class HelpFormatter final : public CLI::Formatter {
 public:
  HelpFormatter() { column_width(30); }

  std::string make_option_opts(const CLI::Option* option) const override {
    std::string text;
    if (option->get_type_size() != 0) text = " " + option->get_type_name();
    if (option->get_expected_max() == CLI::detail::expected_max_vector_size) text += " ...";
    return text;
  }

  std::string make_option_desc(const CLI::Option* option) const override {
    const std::string& fallback = option->get_default_str();
    const std::string variable = option->get_envname();
    std::string text = option->get_description();
    if (fallback.empty() && variable.empty()) return text;
    text += is_long(text) ? "\n[" : " [";
    if (!fallback.empty()) text += "default " + fallback;
    if (!fallback.empty() && !variable.empty()) text += ", ";
    if (!variable.empty()) text += "env " + variable;
    return text + "]";
  }

  /// In a list of commands, the first sentence about each.
  std::string make_subcommand(const CLI::App* command) const override {
    const std::string about = command->get_description();
    std::string name = "  " + command->get_name();
    name.resize(std::max(name.size() + 1, get_column_width()), ' ');
    return name + about.substr(0, about.find('.') + 1) + "\n";
  }

  std::string make_usage(const CLI::App* app, std::string name) const override {
    const bool takes_command = !app->get_subcommands([](const CLI::App*) { return true; }).empty();
    std::string text = "\nUsage: " + name + (takes_command ? " COMMAND" : "");
    for (const CLI::Option* option :
         app->get_options([](const CLI::Option* o) { return o->get_positional(); })) {
      text += " " + option->get_type_name();
      if (option->get_expected_max() > 1) text += "...";
    }
    return text + " [OPTIONS]\n";
  }

  /// What the library puts together of parts that end in blank lines and begin with them.
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override {
    std::string text;
    for (const char c : CLI::Formatter::make_help(app, std::move(name), mode))
      if (c != '\n' || !text.ends_with("\n\n")) text += c;
    return text;
  }
};

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// The program's commands and where their options end up.
struct CommandLine {
  ServeOptions serve_options;
  SeedOptions seed_options;
  HealthcheckOptions healthcheck_options;
  CredentialsOptions credentials_options;
  ExplainOptions explain_options;
  PolicyCheckOptions policy_check_options;
  PolicyGenerateOptions policy_generate_options;
  TaskRunOptions task_run_options;
  CheckOptions check_options;

  CLI::App app{kProgramHelp, "dynarock"};
  CLI::App* serve;
  CLI::App* seed;
  CLI::App* healthcheck;
  CLI::App* credentials;
  CLI::App* explain;
  CLI::App* policy;
  CLI::App* policy_check;
  CLI::App* policy_generate;
  CLI::App* task;
  CLI::App* task_run;
  CLI::App* check;
  CLI::App* version;
  CLI::App* help;

  CommandLine() {
    app.formatter(std::make_shared<HelpFormatter>());
    app.footer(kProgramFooter);
    app.allow_extras();
    app.set_version_flag("--version", version_text(), "the same as \"dynarock version\"");
    serve = app.add_subcommand("serve", kServeHelp)->footer(kServeFooter);
    add_serve_options(*serve, serve_options);
    seed = app.add_subcommand("seed", kSeedHelp)->footer(kSeedFooter);
    add_seed_options(*seed, seed_options);
    healthcheck = app.add_subcommand("healthcheck", kHealthcheckHelp)->footer(kHealthcheckFooter);
    add_healthcheck_options(*healthcheck, healthcheck_options);
    credentials = app.add_subcommand("credentials", kCredentialsHelp)->footer(kCredentialsFooter);
    add_credentials_options(*credentials, credentials_options);
    explain = app.add_subcommand("explain", kExplainHelp)->footer(kExplainFooter);
    add_explain_options(*explain, explain_options);
    policy = app.add_subcommand("policy", kPolicyHelp)->footer(kPolicyFooter);
    policy_check = policy->add_subcommand("check", kPolicyCheckHelp)->footer(kPolicyCheckFooter);
    add_policy_check_options(*policy_check, policy_check_options);
    policy_generate =
        policy->add_subcommand("generate", kPolicyGenerateHelp)->footer(kPolicyGenerateFooter);
    add_policy_generate_options(*policy_generate, policy_generate_options);
    task = app.add_subcommand("task", kTaskHelp)->footer(kTaskFooter);
    task_run = task->add_subcommand("run", kTaskRunHelp)->footer(kTaskRunFooter);
    add_task_run_options(*task_run, task_run_options);
    check = app.add_subcommand("check", kCheckHelp)->footer(kCheckFooter);
    add_check_options(*check, check_options);
    version = app.add_subcommand("version", "Print the version of the program.");
    help = app.add_subcommand("help", "Print what a command does and takes.");
  }

  /// By its words, such as "policy check"; null if there is none of that name.
  CLI::App* command(const std::string& words) {
    CLI::App* found = &app;
    std::istringstream in(words);
    for (std::string word; found != nullptr && in >> word;) {
      const auto all = found->get_subcommands([](CLI::App*) { return true; });
      const auto named =
          std::ranges::find(all, word, [](CLI::App* one) { return one->get_name(); });
      found = named == all.end() ? nullptr : *named;
    }
    return found == &app ? nullptr : found;
  }

  /// The words of the command that was parsed.
  std::string parsed_command() const {
    std::string words;
    for (auto parsed = app.get_subcommands(); !parsed.empty();
         parsed = parsed.front()->get_subcommands()) {
      words += (words.empty() ? "" : " ") + parsed.front()->get_name();
    }
    return words;
  }
};

int bad_usage(const std::string& command, const std::string& message) {
  const std::string program = command.empty() ? "dynarock" : "dynarock " + command;
  const std::string help = command.empty() ? "dynarock help" : "dynarock help " + command;
  std::fprintf(stderr, "%s: %s%s Try \"%s\".\n", program.c_str(), message.c_str(),
               message.ends_with('?') ? "" : ".", help.c_str());
  return kBadUsage;
}

std::string did_you_mean(const std::string& word, const std::vector<std::string>& candidates) {
  const std::string best = closest(word, candidates);
  return best.empty() ? "" : ", did you mean " + best + "?";
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

std::string unknown_word(const CLI::App& app, const CLI::App* command, const std::string& word) {
  if (!word.starts_with('-')) {
    const std::vector<std::string> names = command_names(command == nullptr ? app : *command);
    return names.empty() ? "unexpected argument \"" + word + "\""
                         : "no command \"" + word + "\"" + did_you_mean(word, names);
  }
  std::vector<std::string> options;
  for (const CLI::Option* option : (command == nullptr ? &app : command)->get_options()) {
    options.push_back(option->get_name());
  }
  const std::string name = word.substr(0, word.find('='));
  return "no option " + name + did_you_mean(name, options);
}

std::string help_of(const CLI::App& command) {
  std::string parents;
  for (const CLI::App* at = command.get_parent(); at != nullptr; at = at->get_parent()) {
    parents = at->get_name() + (parents.empty() ? "" : " " + parents);
  }
  return command.help(parents);
}

/// "help" or "help COMMAND", which CLI11 would take for two commands.
int print_help(CommandLine& line, const std::string& topic) {
  if (topic.empty()) {
    std::fputs(line.app.help().c_str(), stdout);
    return 0;
  }
  const CLI::App* command = line.command(topic);
  if (command == nullptr) return bad_usage("", unknown_word(line.app, nullptr, topic));
  std::fputs(help_of(*command).c_str(), stdout);
  return 0;
}

/// What the command line left open: --in-memory overrides DYNAROCK_DATA, which an image may set.
void complete(ServeOptions& options) {
  if (options.data.empty() && !options.in_memory) options.data = environment("DYNAROCK_DATA");
  if (options.region.empty()) options.region = environment("AWS_REGION");
  if (options.region.empty()) options.region = environment("AWS_DEFAULT_REGION");
  if (options.region.empty()) options.region = "us-east-1";
}

int run_command(CommandLine& line) {
  if (line.serve->parsed()) {
    complete(line.serve_options);
    return run_serve(line.serve_options);
  }
  if (line.seed->parsed()) return run_seed(line.seed_options);
  if (line.healthcheck->parsed()) return run_healthcheck(line.healthcheck_options);
  if (line.credentials->parsed()) return run_credentials(line.credentials_options);
  if (line.explain->parsed()) return run_explain(line.explain_options);
  if (line.policy_check->parsed()) return run_policy_check(line.policy_check_options);
  if (line.task_run->parsed()) return run_task(line.task_run_options);
  if (line.policy_generate->parsed()) return run_policy_generate(line.policy_generate_options);
  if (line.check->parsed()) return run_check(line.check_options);
  if (line.version->parsed()) return run_version();
  std::string help = line.app.help();
  for (const CLI::App* group : {line.policy, line.task})
    if (group->parsed()) help = help_of(*group);
  std::fputs(help.c_str(), stderr);
  return kBadUsage;
}

}  // namespace
int run(int argc, char** argv) {
  CommandLine line;
  if (argc >= 2 && std::string_view(argv[1]) == "help") {
    std::string topic;
    for (int i = 2; i < argc; ++i) topic += (i > 2 ? " " : "") + std::string(argv[i]);
    return print_help(line, topic);
  }
  const auto last = std::find(argv, argv + argc, kOverrideCommand);
  if (last != argv + argc) line.task_run_options.command.assign(last + 1, argv + argc);
  try {
    line.app.parse(static_cast<int>(std::min(last + 1, argv + argc) - argv), argv);
  } catch (const CLI::Success& request) {
    return line.app.exit(request);
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string text = error.what();
    return bad_usage(line.parsed_command(), text.substr(0, text.find(':')) + " needs one value");
  } catch (const CLI::ParseError& error) {
    return bad_usage(line.parsed_command(), error.what());
  }
  const std::string command = line.parsed_command();
  const std::vector<std::string> unknown = line.app.remaining(true);
  if (!unknown.empty()) {
    return bad_usage(command, unknown_word(line.app, line.command(command), unknown.front()));
  }
  return run_command(line);
}

}  // namespace dynarock::app
