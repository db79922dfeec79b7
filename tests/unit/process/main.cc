#include <gtest/gtest.h>
#include <unistd.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dynarock/process/shim.h"
#include "dynarock/process/supervisor.h"
#include "tests/unit/process/supervising.h"

namespace dynarock::process {
namespace {

void print(const std::string& line) {
  if (::write(STDOUT_FILENO, (line + "\n").data(), line.size() + 1) < 0) ::_exit(1);
}

[[noreturn]] void supervise(std::size_t count, std::vector<std::string> arguments) {
  Supervisor supervisor;
  supervisor.start({.arguments = std::move(arguments), .environment = {"PATH=/usr/bin:/bin"}},
                   {.started = {},
                    .output =
                        [&count](Stream, const std::vector<std::string>& lines) {
                          for (const std::string& line : lines) {
                            print(line);
                            if (--count == 0) print(kComplete);
                          }
                        },
                    .exited = [](const Exit&) {}});
  for (;;) ::pause();
}

}  // namespace
}  // namespace dynarock::process

int main(int argc, char** argv) {
  namespace process = dynarock::process;
  if (process::is_shim(argc, argv)) return process::run_shim(argc, argv);
  if (argc > 3 && std::string_view(argv[1]) == process::kSupervise)
    process::supervise(std::stoul(argv[2]), {argv + 3, argv + argc});
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
