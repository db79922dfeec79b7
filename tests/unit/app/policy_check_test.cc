#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/process.h"
#include "tests/support/temporary_directory.h"

namespace dynarock {
namespace {

using testing::Finished;
using testing::run;

class PolicyCheck : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    return directory_.write(name, text).string();
  }

  static Finished check(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {DYNAROCK_PROGRAM, "policy", "check"});
    return run(std::move(arguments));
  }

  testing::TemporaryDirectory directory_;
};

TEST_F(PolicyCheck, SaysNothingOfGoodPolicies) {
  std::vector<std::string> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(DYNAROCK_SOURCE_DIR "/fixtures/policies"))
    files.push_back(entry.path().string());
  ASSERT_FALSE(files.empty());
  const Finished finished = check(files);
  EXPECT_EQ(finished.code, 0);
  EXPECT_EQ(finished.output + finished.errors, "");
}

TEST_F(PolicyCheck, ShowsThePlaceOfAMistake) {
  const std::string file =
      write("p.json", "{\n\t\"Version\": \"2012-10-17\",\n\t\"Statement\": [],\n}\n");
  const Finished finished = check({file});
  EXPECT_EQ(finished.code, 1);
  EXPECT_EQ(finished.errors, "");
  EXPECT_EQ(finished.output,
            file +
                ":3:17: error: a trailing comma: nothing follows it before the '}' (AWS: Syntax "
                "errors in policy.) [malformed]\n"
                "    \t\"Statement\": [],\n"
                "    \t               ^\n");
}

TEST_F(PolicyCheck, CutsLongLines) {
  const std::string file = write("p.json", std::string(300, ' ') + "x" + std::string(300, ' '));
  const Finished finished = check({file});
  EXPECT_EQ(finished.output, file +
                                 ":1:301: error: a value belongs here, not 'x' (AWS: Syntax "
                                 "errors in policy.) [malformed]\n    " +
                                 std::string(49, ' ') + "x" + std::string(50, ' ') + "\n    " +
                                 std::string(49, ' ') + "^\n");
}

TEST_F(PolicyCheck, PassesWithNotesAlone) {
  const std::string file = write("p.json", R"({"Version": "2012-10-17", "Statement": {
"Effect": "Allow", "Action": ["s3:GetObject", "s3:Get*"], "Resource": "arn:aws:s3:::b/*"}})");
  const Finished finished = check({file});
  EXPECT_EQ(finished.code, 0);
  EXPECT_NE(finished.output.find("note: s3:GetObject is covered by s3:Get* [redundant]"),
            std::string::npos);
}

TEST_F(PolicyCheck, GuessesTheKindUnlessItIsGiven) {
  const std::string file = write("p.json", R"({"Version": "2012-10-17", "Statement": {
"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}})");
  EXPECT_EQ(check({file}).code, 0);
  const Finished finished = check({"--kind", "managed", file});
  EXPECT_EQ(finished.code, 1);
  EXPECT_NE(finished.output.find("(AWS: Policy document should not specify a principal.)"),
            std::string::npos);
}

TEST_F(PolicyCheck, FailsForFilesThatCanNotBeRead) {
  const std::string missing = (directory_.path() / "missing.json").string();
  const Finished finished = check({missing});
  EXPECT_EQ(finished.code, 2);
  EXPECT_EQ(finished.errors,
            "dynarock policy check: can't read " + missing + ": No such file or directory\n");
  EXPECT_EQ(check({directory_.path().string()}).code, 2);
}

TEST_F(PolicyCheck, TellsOfBadUsage) {
  EXPECT_EQ(check({}).errors,
            "dynarock policy check: file is required. Try \"dynarock help policy check\".\n");
  EXPECT_EQ(check({}).code, 2);
  const Finished misspelled = run({DYNAROCK_PROGRAM, "policy", "chek", "x"});
  EXPECT_EQ(misspelled.errors,
            "dynarock policy: no command \"chek\", did you mean check? Try \"dynarock help "
            "policy\".\n");
  const Finished alone = run({DYNAROCK_PROGRAM, "policy"});
  EXPECT_EQ(alone.code, 2);
  EXPECT_NE(alone.errors.find("Usage: dynarock policy COMMAND"), std::string::npos);
  EXPECT_NE(run({DYNAROCK_PROGRAM, "help", "policy", "check"})
                .output.find("Usage: dynarock policy check FILE..."),
            std::string::npos);
}

}  // namespace
}  // namespace dynarock
