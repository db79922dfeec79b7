#include "tests/crash/server_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace dynarock::dynamodb {
namespace {

constexpr std::chrono::milliseconds kTick{5};
constexpr int kMaxTicks = 12'000;
constexpr char kAuthorization[] =
    "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, "
    "SignedHeaders=host;x-amz-date, Signature=0";

pid_t start(const std::filesystem::path& data, const std::filesystem::path& port_file) {
  const std::string arguments[] = {DYNAROCK_PROGRAM, "serve",       "--data",
                                   data.string(),    "--port",      "0",
                                   "--quiet",        "--port-file", port_file.string()};
  std::vector<char*> pointers;
  for (const std::string& argument : arguments)
    pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t silence;
  ::posix_spawn_file_actions_init(&silence);
  ::posix_spawn_file_actions_addopen(&silence, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t process = 0;
  const int error =
      ::posix_spawn(&process, DYNAROCK_PROGRAM, &silence, nullptr, pointers.data(), environ);
  ::posix_spawn_file_actions_destroy(&silence);
  if (error != 0) throw std::runtime_error("can't start " DYNAROCK_PROGRAM);
  return process;
}

}  // namespace

ServerProcess::ServerProcess(const std::filesystem::path& data) {
  const std::filesystem::path port_file = data.string() + ".port";
  std::filesystem::remove(port_file);
  process_ = start(data, port_file);
  for (int tick = 0; tick < kMaxTicks; ++tick) {
    if (std::ifstream(port_file) >> port_) return;
    if (::waitpid(process_, nullptr, WNOHANG) == process_) {
      process_ = 0;
      throw std::runtime_error("the server ended when it should start");
    }
    std::this_thread::sleep_for(kTick);
  }
  kill();
  throw std::runtime_error("the server does not listen");
}

ServerProcess::~ServerProcess() { kill(); }

void ServerProcess::kill() { end_with(SIGKILL); }

int ServerProcess::stop() {
  const int status = end_with(SIGTERM);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int ServerProcess::end_with(int signal) {
  if (process_ == 0) return 0;
  ::kill(process_, signal);
  int status = 0;
  ::waitpid(process_, &status, 0);
  process_ = 0;
  return status;
}

Caller ServerProcess::connect() const {
  const auto endpoint = http::parse_endpoint("http://127.0.0.1:" + std::to_string(port_));
  return [client = std::make_shared<http::Client>(*endpoint)](std::string_view operation,
                                                              const std::string& body) {
    http::ClientRequest request{.method = "POST", .body = body};
    request.headers = {{"Content-Type", "application/x-amz-json-1.0"},
                       {"X-Amz-Target", target_of(operation)},
                       {"X-Amz-Date", "20260101T000000Z"},
                       {"Authorization", kAuthorization}};
    auto response = client->send(request);
    if (!response) return Reply{0, response.error()};
    return Reply{response->status, std::move(response->body)};
  };
}

}  // namespace dynarock::dynamodb
