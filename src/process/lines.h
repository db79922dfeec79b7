#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dynarock::process {

/// Cuts a stream of bytes into lines.
class Lines {
 public:
  /// The lines that these bytes complete, without `\n` or `\r\n`.
  std::vector<std::string> add(std::string_view bytes);
  /// What is left behind the last end of a line, once the stream has ended; none or one.
  std::vector<std::string> finish();

 private:
  std::string partial_;
};

}  // namespace dynarock::process
