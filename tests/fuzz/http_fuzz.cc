#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "http/gzip.h"
#include "http/proxy.h"
#include "http/request_parser.h"

namespace dynarock::http {
namespace {

using State = RequestParser::State;
constexpr RequestParser::Limits kLimits{.header_bytes = 512, .body_bytes = 4096};

void require(bool holds) {
  if (!holds) std::abort();
}

void check_proxy_request(Request request) {
  if (!names_its_host(request)) return;
  const auto asked = parse_proxy_request(request);
  if (!asked || asked->method == "CONNECT") return;
  std::string target;
  enter_host(request, target);
  require(!names_its_host(request) && request.has_header("Host") && !asked->to.host.empty());
}

void take_requests(RequestParser& parser, std::string& out) {
  while (parser.state() == State::kComplete) {
    const Request& request = parser.request();
    require(!request.method.empty() && !request.target.empty());
    require(request.body.size() <= kLimits.body_bytes);
    out.append(request.method).append(" ").append(request.target).append("\n");
    for (const auto& [name, value] : request.headers) {
      require(!name.empty() && request.has_header(name));
      out.append(name).append(": ").append(value).append("\n");
    }
    out.append(request.body).append(parser.keep_alive() ? "\n" : "\nclose\n");
    accepts_gzip(request.header("Accept-Encoding"));
    check_proxy_request(request);
    parser.next();
  }
}

/// The requests in the bytes, when at most `piece` of them come at a time.
std::string read_all(std::string_view bytes, std::size_t piece) {
  RequestParser parser(kLimits);
  std::string out;
  while (!bytes.empty() && parser.state() != State::kFailed) {
    const std::span<char> room = parser.prepare();
    const std::size_t size = std::min({room.size(), piece, bytes.size()});
    require(size > 0 && room.size() <= 64U << 10);
    std::memcpy(room.data(), bytes.data(), size);
    bytes.remove_prefix(size);
    parser.commit(size);
    parser.take_continue();
    take_requests(parser, out);
  }
  return out;
}

/// Cutting the bytes elsewhere changes nothing.
void check(std::string_view bytes) {
  const std::string whole = read_all(bytes, bytes.size());
  require(read_all(bytes, 1) == whole);
  require(read_all(bytes, 7) == whole);
}

}  // namespace
}  // namespace dynarock::http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dynarock::http::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
