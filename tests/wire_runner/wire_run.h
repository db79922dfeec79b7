#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "tests/wire_runner/test_server.h"
#include "tests/wire_runner/wire_file.h"

namespace dynarock::wire {

/// A step that did not go as its file says.
struct Mismatch {
  std::size_t step = 0;
  std::string problem;
  /// What the server answered, to write into the file; a step without answer has none.
  std::optional<ExpectedReply> actual;
};

/// What the file says of the server that it is for.
TestServerOptions server_options(const WireFile& file);

/// Runs a file's steps one after another against a server of its own. Throws std::runtime_error on
/// a command that it does not know.
std::vector<Mismatch> run_wire_file(const WireFile& file, TestServer& server);

}  // namespace dynarock::wire
