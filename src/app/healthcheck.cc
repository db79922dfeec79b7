#include <chrono>
#include <cstdio>
#include <string>

#include "app/commands.h"
#include "app/server_url.h"
#include "dynarock/http/client.h"

namespace dynarock::app {
namespace {

int unwell(const std::string& problem) {
  std::fprintf(stderr, "dynarock healthcheck: %s\n", problem.c_str());
  return 1;
}

}  // namespace

int run_healthcheck(const HealthcheckOptions& options) {
  const auto endpoint = http::parse_endpoint(server_url(options.endpoint_url));
  if (!endpoint) return unwell(endpoint.error());
  const std::chrono::milliseconds timeout(options.timeout_ms);
  http::Client client(*endpoint, {.connect_timeout = timeout, .io_timeout = timeout});
  const auto response = client.send({.target = endpoint->path + "/"});
  if (!response) return unwell(response.error());
  if (response->status == 200) return 0;
  return unwell(endpoint->authority() + " answers with status " + std::to_string(response->status));
}

}  // namespace dynarock::app
