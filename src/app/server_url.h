#pragma once

#include <string>

namespace dynarock::app {

/// The server that a command asks: the one given or, if that is empty, the one on this machine at
/// the port that DYNAROCK_PORT says or the usual one.
std::string server_url(const std::string& given);

}  // namespace dynarock::app
