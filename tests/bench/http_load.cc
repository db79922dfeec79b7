// Sends one request over and over and prints calls a second, latencies and the server's CPU a call.
//
//   http_load port [--pid server] [--connections 16] [--seconds 3] [--target /] [--body text]
//             [--header 'Name: value']...
//
// With a body it sends POST, else GET.

#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/load.h"

namespace {

using namespace dynarock::bench;

void run(const std::vector<std::string>& arguments) {
  if (arguments.empty()) throw std::runtime_error("give the port");
  LoadOptions options;
  options.port = static_cast<std::uint16_t>(std::stoul(arguments[0]));
  std::string target = "/", headers, body;
  for (std::size_t i = 1; i < arguments.size(); i += 2) {
    const std::string& name = arguments[i];
    if (i + 1 == arguments.size()) throw std::runtime_error(name + " needs a value");
    const std::string& value = arguments[i + 1];
    if (name == "--pid") {
      options.server_pid = std::stoi(value);
    } else if (name == "--connections") {
      options.connections = static_cast<unsigned>(std::stoul(value));
    } else if (name == "--seconds") {
      options.duration = std::chrono::seconds(std::stoul(value));
    } else if (name == "--target") {
      target = value;
    } else if (name == "--body") {
      body = value;
    } else if (name == "--header") {
      headers += value + "\r\n";
    } else {
      throw std::runtime_error("there is no option " + name);
    }
  }
  const std::string request = make_request(body.empty() ? "GET" : "POST", target, headers, body);
  const LoadResult result =
      run_load(options, [&](std::uint64_t) { return std::string_view(request); });
  std::printf("%s\n", describe(result).c_str());
}

}  // namespace

int main(int count, char** arguments) {
  try {
    run({arguments + 1, arguments + count});
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "http_load: %s\n", error.what());
    return 1;
  }
}
