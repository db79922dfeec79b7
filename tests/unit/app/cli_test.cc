#include <gtest/gtest.h>

#include "tests/support/process.h"

namespace dynarock {
namespace {

using testing::Finished;
using testing::run;

Finished dynarock(std::vector<std::string> arguments, std::vector<std::string> environment = {}) {
  arguments.insert(arguments.begin(), DYNAROCK_PROGRAM);
  return run(std::move(arguments), std::move(environment));
}

struct BadUsage {
  std::vector<std::string> arguments;
  std::vector<std::string> environment;
  const char* message;
};

const BadUsage kBadUsages[] = {
    {{"serv"}, {}, "dynarock: no command \"serv\", did you mean serve? Try \"dynarock help\".\n"},
    {{"help", "srve"},
     {},
     "dynarock: no command \"srve\", did you mean serve? Try \"dynarock help\".\n"},
    {{"--prot"}, {}, "dynarock: no option --prot. Try \"dynarock help\".\n"},
    {{"serve", "--prot=80"},
     {},
     "dynarock serve: no option --prot, did you mean --port? Try \"dynarock help serve\".\n"},
    {{"serve", "--port", "abc"},
     {},
     "dynarock serve: --port: 'abc' is no whole number from 0 to 65535. Try \"dynarock help "
     "serve\".\n"},
    {{"serve", "--port", "65536"},
     {},
     "dynarock serve: --port: '65536' is no whole number from 0 to 65535. Try \"dynarock help "
     "serve\".\n"},
    {{"serve"},
     {"DYNAROCK_PORT=no"},
     "dynarock serve: --port: 'no' is no whole number from 0 to 65535. Try \"dynarock help "
     "serve\".\n"},
    {{"serve", "--port"},
     {},
     "dynarock serve: --port needs one value. Try \"dynarock help serve\".\n"},
    {{"serve", "--account", "12"},
     {},
     "dynarock serve: --account: '12' is no account id, which has 12 digits. Try \"dynarock help "
     "serve\".\n"},
    {{"serve", "--iam", "on"},
     {},
     "dynarock serve: --iam: 'on' is none of off|audit|enforce. Try \"dynarock help serve\".\n"},
    {{"serve", "--root-access-key-id", "AKIAIOSFODNN7EXAMPLE"},
     {},
     "dynarock serve: --root-access-key-id requires --root-secret-access-key. Try \"dynarock help "
     "serve\".\n"},
    {{"serve"},
     {"DYNAROCK_ROOT_ACCESS_KEY_ID=wJalrXUtnFEMI/K7MDENG", "DYNAROCK_ROOT_SECRET_ACCESS_KEY=x"},
     "dynarock serve: --root-access-key-id: is no access key id, which has 16 letters and digits "
     "or more. Try \"dynarock help serve\".\n"},
    {{"serve", "--durability", "maybe"},
     {},
     "dynarock serve: --durability: 'maybe' is none of process|fsync. Try \"dynarock help "
     "serve\".\n"},
    {{"serve", "--data", "d", "--in-memory"},
     {},
     "dynarock serve: --data excludes --in-memory. Try \"dynarock help serve\".\n"},
    {{"serve", "somewhere"},
     {},
     "dynarock serve: unexpected argument \"somewhere\". Try \"dynarock help serve\".\n"},
    {{"seed"}, {}, "dynarock seed: path is required. Try \"dynarock help seed\".\n"},
    {{"seed", "x", "--if-exists", "sip"},
     {},
     "dynarock seed: --if-exists: 'sip' is none of skip|replace|fail. Try \"dynarock help "
     "seed\".\n"},
};

TEST(Cli, TellsOfBadUsageOnOneLine) {
  for (const BadUsage& usage : kBadUsages) {
    const Finished finished = dynarock(usage.arguments, usage.environment);
    EXPECT_EQ(finished.errors, usage.message);
    EXPECT_EQ(finished.code, 2) << usage.message;
    EXPECT_EQ(finished.output, "") << usage.message;
  }
}

TEST(Cli, HelpsWithEveryCommand) {
  for (const char* command :
       {"serve", "seed", "healthcheck", "credentials", "policy", "version", "help"}) {
    const Finished by_command = dynarock({"help", command});
    EXPECT_EQ(by_command.code, 0);
    EXPECT_NE(by_command.output.find(std::string("Usage: dynarock ") + command), std::string::npos)
        << by_command.output;
    EXPECT_EQ(by_command.output.find("\n\n\n"), std::string::npos) << by_command.output;
    EXPECT_EQ(
        dynarock({"help"}).output.find("\n  " + std::string(command) + " ") != std::string::npos,
        true);
  }
  EXPECT_EQ(dynarock({"serve", "--help"}).code, 0);
  EXPECT_EQ(dynarock({"help"}).code, 0);
}

TEST(Cli, WithoutACommandShowsHelpAndFails) {
  const Finished finished = dynarock({});
  EXPECT_EQ(finished.code, 2);
  EXPECT_NE(finished.errors.find("Usage: dynarock COMMAND"), std::string::npos);
}

TEST(Cli, PrintsTheVersion) {
  const Finished finished = dynarock({"version"});
  EXPECT_EQ(finished.code, 0);
  EXPECT_TRUE(finished.output.starts_with("dynarock 0.1.0 (OpenSSL ")) << finished.output;
  EXPECT_EQ(dynarock({"--version"}).output, finished.output);
}

}  // namespace
}  // namespace dynarock
