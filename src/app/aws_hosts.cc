#include "app/aws_hosts.h"

#include <algorithm>
#include <utility>

#include "dynarock/aws/host.h"

namespace dynarock::app {
namespace {

/// Why a host is refused.
std::string_view reason(std::string_view host) {
  return aws::parse_aws_host(host)
             ? "that service of AWS's is not served here"
             : "only AWS's hosts are answered, so that this run stays offline";
}

}  // namespace

bool AwsHosts::serves(std::string_view host) const {
  const auto known = aws::parse_aws_host(host);
  return known && std::ranges::find(services_, known->service) != services_.end();
}

http::Response AwsHosts::refuse(const http::ProxyRequest& request) {
  const std::string& host = request.to.host;
  const std::string place = host + ":" + std::to_string(request.to.port);
  const std::string line =
      "refused " + std::string(request.method) + " " + place + ": " + std::string(reason(host));
  bool is_new = false;
  {
    const std::lock_guard lock(mutex_);
    if (refused_.size() >= kMaxRefused) refused_.clear();
    is_new = refused_.insert(host).second;
  }
  if (is_new) notice_(line);
  return refusal(403, "dynarock " + line);
}

http::Certificate AwsHosts::certificate_of(std::string_view host) {
  return http::issue_certificate(authority_.own(), {std::string(host)});
}

}  // namespace dynarock::app
