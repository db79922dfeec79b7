#include <cstdio>
#include <string>

#include "app/admin_client.h"
#include "app/commands.h"
#include "dynarock/json/document.h"

namespace dynarock::app {
namespace {

int fail(const std::string& problem) {
  std::fprintf(stderr, "dynarock credentials: %s\n", problem.c_str());
  return 1;
}

std::string text_of(json::Value object, std::string_view name) {
  return std::string(object.find_text(name).value_or(""));
}

}  // namespace

int run_credentials(const CredentialsOptions& options) {
  const std::string query = options.account.empty() ? "" : "?account=" + options.account;
  const auto body = ask_server(options.endpoint_url, "credentials" + query);
  if (!body) return fail(body.error());
  json::Document answer;
  if (!answer.parse(*body)) return fail("the answer is no JSON");

  if (options.format == CredentialsFormat::kJson) {
    std::printf("%s\n", body->c_str());
    return 0;
  }
  std::printf("AWS_ACCESS_KEY_ID=%s\nAWS_SECRET_ACCESS_KEY=%s\n",
              text_of(answer.root(), "AccessKeyId").c_str(),
              text_of(answer.root(), "SecretAccessKey").c_str());
  return 0;
}

}  // namespace dynarock::app
