#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/authority.h"
#include "dynarock/http/virtual_hosts.h"

namespace dynarock::app {

/// The hosts of AWS's whose services are served here. What asks the proxy for others stays offline.
class AwsHosts final : public http::VirtualHosts {
 public:
  /// Told of each host that is refused, once.
  using Notice = std::function<void(const std::string& line)>;

  /// `services` are signing names. What it is given must outlive it.
  AwsHosts(Authority& authority, std::vector<std::string_view> services, Notice notice)
      : authority_(authority), services_(std::move(services)), notice_(std::move(notice)) {}

  bool serves(std::string_view host) const override;
  http::Response refuse(const http::ProxyRequest& request) override;
  http::Certificate certificate_of(std::string_view host) override;

 private:
  /// More than that many are told again.
  static constexpr std::size_t kMaxRefused = 1'000;

  Authority& authority_;
  const std::vector<std::string_view> services_;
  const Notice notice_;
  std::mutex mutex_;  // guards the member below
  std::set<std::string, std::less<>> refused_;
};

}  // namespace dynarock::app
