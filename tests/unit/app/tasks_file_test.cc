#include "app/tasks_file.h"

#include <gmock/gmock.h>

#include "app/config_file.h"
#include "tests/support/temporary_directory.h"

namespace dynarock::app {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

class TasksFile : public ::testing::Test {
 protected:
  void read(const std::string& text) {
    read_tasks_file(directory_.write("fargate.json", text), images_);
  }
  /// What is wrong, behind the file's path.
  std::string refusal(const std::string& text) {
    try {
      read(text);
    } catch (const ConfigError& error) {
      return std::string(error.what()).substr((directory_.path() / "fargate.json").string().size());
    }
    return "accepted";
  }

  testing::TemporaryDirectory directory_;
  ecs::Images images_;
};

TEST_F(TasksFile, SaysWhatImagesRun) {
  std::filesystem::create_directory(directory_.path() / "web");
  read(R"({"images": {"shop/web": {"command": ["python3", "app.py"], "directory": "./web",
                                   "environment": {"DEBUG": "1"}},
                      "shop/job": {"command": "make && ./job"}}})");
  const ecs::ImageProgram* web = images_.find("registry.example:5000/shop/web:2");
  ASSERT_NE(web, nullptr);
  EXPECT_THAT(web->command, ElementsAre("python3", "app.py"));
  EXPECT_EQ(web->directory, (directory_.path() / "web").string());
  EXPECT_THAT(web->environment, ElementsAre(Pair("DEBUG", "1")));
  const ecs::ImageProgram* job = images_.find("shop/job");
  ASSERT_NE(job, nullptr);
  EXPECT_THAT(job->command, ElementsAre("/bin/sh", "-c", "make && ./job"));
  EXPECT_EQ(job->directory, directory_.path().string());
  EXPECT_EQ(images_.find("web"), nullptr);
}

TEST_F(TasksFile, SaysWhereItIsWrong) {
  EXPECT_EQ(refusal(R"({"image": {}})"),
            ":1:2: no member is called \"image\", did you mean images?");
  EXPECT_EQ(refusal("{\"images\": {\"a\":\n {\"command\": []}}}"),
            ":2:14: a command is a string, or a list of strings that is not empty");
  EXPECT_EQ(refusal(R"({"images": {"a": {"command": [1]}}})"), ":1:31: a string is expected here");
  EXPECT_EQ(refusal(R"({"images": {"a": {"directory": "none"}}})"),
            ":1:32: there is no directory " + (directory_.path() / "none").string());
}

TEST(Run, IsImageAndCommand) {
  ecs::Images images;
  EXPECT_TRUE(add_run("shop/web:1=A=b ./run", images));
  ASSERT_NE(images.find("shop/web:2"), nullptr);
  EXPECT_THAT(images.find("shop/web:2")->command, ElementsAre("/bin/sh", "-c", "A=b ./run"));
  for (const char* wrong : {"", "web", "=x", "web="}) EXPECT_FALSE(add_run(wrong, images)) << wrong;
}

}  // namespace
}  // namespace dynarock::app
