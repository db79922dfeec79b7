#include <csignal>

#include "app/commands.h"
#include "dynarock/process/shim.h"

int main(int argc, char** argv) {
  if (dynarock::process::is_shim(argc, argv)) return dynarock::process::run_shim(argc, argv);
  // Writing to what the other side has closed fails, and ends nothing.
  std::signal(SIGPIPE, SIG_IGN);
  return dynarock::app::run(argc, argv);
}
