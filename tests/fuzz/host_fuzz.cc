// A stranger's Host header.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "dynarock/aws/host.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view name(reinterpret_cast<const char*>(data), size);
  const auto host = dynarock::aws::parse_aws_host(name);
  if (!host) return 0;
  const bool is_sound = host->service.empty() == host->region.empty() &&
                        (host->account.empty() || host->account.size() == 12) &&
                        (host->account.empty() || host->service == "dynamodb") &&
                        (host->vpc_endpoint.empty() || host->vpc_endpoint.starts_with("vpce-"));
  if (!is_sound) std::abort();
  return 0;
}
