#include "app/commands.h"
#include "dynarock/process/shim.h"

int main(int argc, char** argv) {
  if (dynarock::process::is_shim(argc, argv)) return dynarock::process::run_shim(argc, argv);
  return dynarock::app::run(argc, argv);
}
