#include <cstdio>
#include <string>

#include "app/admin.h"
#include "app/commands.h"
#include "app/server_url.h"
#include "dynarock/http/client.h"
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
  const auto endpoint = http::parse_endpoint(server_url(options.endpoint_url));
  if (!endpoint) return fail(endpoint.error());
  if (!endpoint->is_loopback())
    return fail(endpoint->host + " is another machine; a server tells its own machine only");
  http::Client client(*endpoint);
  std::string target = endpoint->path + std::string(kAdminPrefix) + "credentials";
  if (!options.account.empty()) target += "?account=" + options.account;
  const auto response = client.send({.target = target});
  if (!response) return fail(response.error());
  json::Document answer;
  if (!answer.parse(response->body) || !answer.root().is_object())
    return fail(endpoint->authority() + " is no dynarock server");
  if (response->status != 200) return fail(text_of(answer.root(), "message"));

  if (options.format == CredentialsFormat::kJson) {
    std::printf("%s\n", response->body.c_str());
    return 0;
  }
  std::printf("AWS_ACCESS_KEY_ID=%s\nAWS_SECRET_ACCESS_KEY=%s\n",
              text_of(answer.root(), "AccessKeyId").c_str(),
              text_of(answer.root(), "SecretAccessKey").c_str());
  return 0;
}

}  // namespace dynarock::app
