#include "auth/container_credentials.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string_view>
#include <thread>

#include "dynarock/json/document.h"

namespace dynarock::auth {
namespace {

constexpr const char* kRelativeUri = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
constexpr const char* kFullUri = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
constexpr std::string_view kAgent = "http://169.254.170.2";
/// Where plain http may go besides this machine: the agents of ECS and EKS.
constexpr std::array<std::string_view, 3> kAgentHosts = {"169.254.170.2", "169.254.170.23",
                                                         "fd00:ec2::23"};
constexpr int kAttempts = 3;
constexpr std::chrono::seconds kPause{1};
constexpr std::chrono::seconds kTimeout{2};

using Outcome = tl::expected<Credentials, std::string>;

tl::expected<std::string, std::string> authorization_token(const CredentialSources& sources) {
  const std::string path = sources.environment("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
  std::string token = sources.environment("AWS_CONTAINER_AUTHORIZATION_TOKEN");
  if (!path.empty()) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      return tl::unexpected("can't read AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE " + path);
    }
    token.assign(std::istreambuf_iterator<char>(file), {});
  }
  if (token.find_first_of("\r\n") != std::string::npos) {
    return tl::unexpected<std::string>("the container's authorization token spans several lines");
  }
  return token;
}

Outcome read_credentials(const std::string& body) {
  json::Document document;
  if (!document.parse(body) || !document.root().is_object()) {
    return tl::unexpected<std::string>("the container's credentials are no JSON object");
  }
  Credentials credentials;
  const std::pair<std::string_view, std::string*> members[] = {
      {"AccessKeyId", &credentials.access_key_id},
      {"SecretAccessKey", &credentials.secret_access_key},
      {"Token", &credentials.session_token}};
  for (const auto& [name, target] : members) {
    const auto text = document.root().find_text(name);
    if (!text) {
      return tl::unexpected("the container's credentials have no " + std::string(name));
    }
    *target = *text;
  }
  return credentials;
}

}  // namespace

bool has_container_credentials(const CredentialSources& sources) {
  return !sources.environment(kRelativeUri).empty() || !sources.environment(kFullUri).empty();
}

Outcome container_credentials(const CredentialSources& sources) {
  const std::string relative = sources.environment(kRelativeUri);
  const std::string url =
      relative.empty() ? sources.environment(kFullUri) : std::string(kAgent) + relative;
  const auto endpoint = http::parse_endpoint(url);
  if (!endpoint) return tl::unexpected(std::string(kFullUri) + ": " + endpoint.error());
  if (!endpoint->secure && !endpoint->is_loopback() &&
      std::ranges::find(kAgentHosts, endpoint->host) == kAgentHosts.end()) {
    return tl::unexpected(std::string(kFullUri) + " must be https, or name this machine or a " +
                          "container agent, not " + endpoint->host);
  }
  const auto token = authorization_token(sources);
  if (!token) return tl::unexpected(token.error());

  http::ClientRequest request;
  const std::size_t path = url.find('/', url.find("://") + 3);
  if (path != std::string::npos) request.target = url.substr(path);
  request.headers.emplace_back("Accept", "application/json");
  if (!token->empty()) request.headers.emplace_back("Authorization", *token);
  http::Client client(*endpoint, {.connect_timeout = kTimeout, .io_timeout = kTimeout});
  std::string problem;
  for (int attempt = 1; attempt <= kAttempts; ++attempt) {
    if (attempt > 1) std::this_thread::sleep_for(kPause);
    const auto response = client.send(request);
    if (response && response->status == 200) return read_credentials(response->body);
    problem = response ? "the container's credentials endpoint answers " +
                             std::to_string(response->status)
                       : response.error();
  }
  return tl::unexpected(problem);
}

}  // namespace dynarock::auth
