#pragma once

#include <CLI/App.hpp>
#include <string_view>

#include "app/options.h"

namespace dynarock::app {

/// Give a command its options; what the command line and the environment say ends up in `options`,
/// which must outlive the command.
void add_serve_options(CLI::App& app, ServeOptions& options);
void add_seed_options(CLI::App& app, SeedOptions& options);
void add_healthcheck_options(CLI::App& app, HealthcheckOptions& options);
void add_credentials_options(CLI::App& app, CredentialsOptions& options);
void add_explain_options(CLI::App& app, ExplainOptions& options);
void add_policy_check_options(CLI::App& app, PolicyCheckOptions& options);
void add_policy_generate_options(CLI::App& app, PolicyGenerateOptions& options);
/// The words behind this one are the options' command, and not for the parser.
inline constexpr std::string_view kOverrideCommand = "--override-command";
void add_task_run_options(CLI::App& app, TaskRunOptions& options);
void add_check_options(CLI::App& app, CheckOptions& options);

}  // namespace dynarock::app
