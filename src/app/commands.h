#pragma once

#include "app/options.h"

namespace dynarock::app {

/// The commands. Each returns the process's exit code: 0, or 1 after one line on stderr that says
/// what went wrong, where and what to do.
int run_serve(const ServeOptions& options);
int run_seed(const SeedOptions& options);
int run_healthcheck(const HealthcheckOptions& options);
/// Prints the root's key of an account on standard output.
int run_credentials(const CredentialsOptions& options);
/// Prints why a request was allowed or denied.
int run_explain(const ExplainOptions& options);
int run_version();
/// Prints what it finds on standard output. 1 if there is more than notes, 2 if a file can't be
/// read.
int run_policy_check(const PolicyCheckOptions& options);
/// Prints the least policy for what a principal did, or what its policies grant for nothing: then 1
/// if there is any such. 2 if the server can't tell.
int run_policy_generate(const PolicyGenerateOptions& options);
/// Runs a task of a running server with its output; the exit code is that of its first essential
/// container.
int run_task(const TaskRunOptions& options);
int run_check(const CheckOptions& options);

/// Reads the command line and runs its command. Bad usage is told on stderr and is exit code 2.
int run(int argc, char** argv);

}  // namespace dynarock::app
