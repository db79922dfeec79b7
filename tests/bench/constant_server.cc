// The HTTP module with a handler that does nothing: what it costs a call beyond null_server.
//
//   constant_server [threads, 1]      prints the port it listens on, and serves until killed

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "dynarock/http/server.h"

namespace {

class ConstantHandler final : public dynarock::http::Handler {
 public:
  dynarock::http::Response handle(const dynarock::http::Request&) override {
    return {200, {{"Content-Type", "application/x-amz-json-1.0"}}, std::string(500, 'x')};
  }
};

}  // namespace

int main(int count, char** arguments) {
  dynarock::http::ServerOptions options;
  options.port = 0;
  options.threads = count > 1 ? static_cast<unsigned>(std::atoi(arguments[1])) : 1;
  ConstantHandler handler;
  dynarock::http::Server server(options, handler);
  server.start();
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  for (;;) ::pause();
}
