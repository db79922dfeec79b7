#include <gtest/gtest.h>

#include "dynarock/process/shim.h"

int main(int argc, char** argv) {
  if (dynarock::process::is_shim(argc, argv)) return dynarock::process::run_shim(argc, argv);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
