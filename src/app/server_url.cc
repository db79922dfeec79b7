#include "app/server_url.h"

#include <cstdlib>

namespace dynarock::app {

std::string server_url(const std::string& given) {
  if (!given.empty()) return given;
  const char* port = std::getenv("DYNAROCK_PORT");
  return std::string("http://127.0.0.1:") + (port == nullptr || *port == '\0' ? "8000" : port);
}

}  // namespace dynarock::app
