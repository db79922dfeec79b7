#include "dynarock/auth/credentials.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace dynarock::auth {
namespace {

const http::Endpoint kLocal{false, "127.0.0.1", 8000, ""};
const http::Endpoint kReal{true, "dynamodb.eu-west-1.amazonaws.com", 443, ""};

class CredentialsTest : public testing::Test {
 protected:
  CredentialsTest() {
    home_ = std::filesystem::path(testing::TempDir()) /
            ("dynarock-home-" +
             std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::create_directories(home_ / ".aws");
    variables_["HOME"] = home_.string();
  }
  ~CredentialsTest() override { std::filesystem::remove_all(home_); }

  void write(const char* name, const std::string& text) {
    std::ofstream(home_ / ".aws" / name) << text;
  }

  CredentialSources sources(std::string profile = "") {
    return {.environment =
                [this](const char* name) {
                  const auto found = variables_.find(name);
                  return found == variables_.end() ? std::string() : found->second;
                },
            .profile = std::move(profile)};
  }

  std::string key(const http::Endpoint& endpoint, std::string profile = "") {
    const auto found = find_credentials(sources(std::move(profile)), endpoint);
    return found
               ? found->access_key_id + ":" + found->secret_access_key + ":" + found->session_token
               : found.error();
  }

  std::filesystem::path home_;
  std::map<std::string, std::string> variables_;
};

TEST_F(CredentialsTest, PrefersTheEnvironment) {
  variables_["AWS_ACCESS_KEY_ID"] = "A";
  variables_["AWS_SECRET_ACCESS_KEY"] = "B";
  variables_["AWS_SESSION_TOKEN"] = "C";
  write("credentials", "[default]\naws_access_key_id=D\naws_secret_access_key=E\n");
  EXPECT_EQ(key(kReal), "A:B:C");
  EXPECT_EQ(key(kReal, "default"), "D:E:") << "a profile named outright wins";
  variables_.erase("AWS_SECRET_ACCESS_KEY");
  EXPECT_EQ(key(kReal), "AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not");
}

TEST_F(CredentialsTest, ReadsProfiles) {
  write("credentials",
        "# keys\n[default]\naws_access_key_id = D\naws_secret_access_key = E ; note\n\n[dev]\n"
        "aws_access_key_id=F\naws_secret_access_key=G\naws_session_token=H\n");
  write(
      "config",
      "[default]\nregion = eu-west-1\ns3 =\n  region = nested\n[profile dev]\nregion=eu-north-1\n"
      "[profile \"in config\"]\naws_access_key_id=I\naws_secret_access_key=J\n[dev]\nregion=no\n");
  EXPECT_EQ(key(kReal), "D:E:");
  EXPECT_EQ(key(kReal, "in config"), "I:J:");
  EXPECT_EQ(*find_region(sources(), kReal), "eu-west-1");
  variables_["AWS_PROFILE"] = "dev";
  EXPECT_EQ(key(kReal), "F:G:H");
  EXPECT_EQ(*find_region(sources(), kReal), "eu-north-1");
  variables_["AWS_DEFAULT_REGION"] = "us-west-2";
  EXPECT_EQ(*find_region(sources(), kReal), "us-west-2");
  variables_["AWS_REGION"] = "us-west-1";
  EXPECT_EQ(*find_region(sources(), kReal), "us-west-1");
}

TEST_F(CredentialsTest, ReadsFilesNamedByTheEnvironment) {
  std::ofstream(home_ / "keys") << "[default]\naws_access_key_id=K\naws_secret_access_key=L\n";
  std::ofstream(home_ / "settings") << "[default]\nregion=ap-south-1\n";
  variables_["AWS_SHARED_CREDENTIALS_FILE"] = "~/keys";
  variables_["AWS_CONFIG_FILE"] = (home_ / "settings").string();
  EXPECT_EQ(key(kReal), "K:L:");
  EXPECT_EQ(*find_region(sources(), kReal), "ap-south-1");
}

TEST_F(CredentialsTest, SaysWhatIsMissing) {
  EXPECT_EQ(key(kReal, "nobody"),
            "there is no profile \"nobody\" in ~/.aws/credentials or ~/.aws/config");
  EXPECT_EQ(key(kReal),
            "no credentials for dynamodb.eu-west-1.amazonaws.com: none in AWS_ACCESS_KEY_ID and "
            "AWS_SECRET_ACCESS_KEY, in profile \"default\" of ~/.aws/credentials and "
            "~/.aws/config, or from a container's agent");
  EXPECT_EQ(find_region(sources(), kReal).error(), "no region; give --region or set AWS_REGION");
  write("config", "[default]\nsso_session = work\n");
  EXPECT_EQ(key(kReal),
            "profile \"default\" uses sso_session, which is not supported; put keys into the "
            "environment with: eval \"$(aws configure export-credentials --profile default "
            "--format env)\"");
}

TEST_F(CredentialsTest, HasTestKeysForThisMachineOnly) {
  EXPECT_EQ(key(kLocal), "test:test:");
  EXPECT_EQ(*find_region(sources(), kLocal), "us-east-1");
  EXPECT_TRUE((http::Endpoint{false, "::1", 80, ""}).is_loopback());
  EXPECT_TRUE((http::Endpoint{false, "localhost", 80, ""}).is_loopback());
  EXPECT_FALSE((http::Endpoint{false, "10.0.0.1", 80, ""}).is_loopback());
}

TEST_F(CredentialsTest, AsksNoStrangerForContainerCredentials) {
  variables_["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://10.0.0.1/creds";
  EXPECT_EQ(key(kReal),
            "AWS_CONTAINER_CREDENTIALS_FULL_URI must be https, or name this machine or a container "
            "agent, not 10.0.0.1");
}

}  // namespace
}  // namespace dynarock::auth
