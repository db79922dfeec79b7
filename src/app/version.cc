#include "app/version.h"

#include <openssl/opensslv.h>

#include <cstdio>

#include "app/commands.h"

namespace dynarock::app {

const char* version_text() {
  return "dynarock " DYNAROCK_VERSION " (" OPENSSL_VERSION_TEXT ", compiler " __VERSION__ ")";
}

int run_version() {
  std::puts(version_text());
  return 0;
}

}  // namespace dynarock::app
