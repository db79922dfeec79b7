#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dynarock::ecs {

/// What is run in place of an image.
struct ImageProgram {
  /// As an image's CMD; empty if containers must say themselves.
  std::vector<std::string> command;
  /// Empty for where the server runs.
  std::string directory;
  std::map<std::string, std::string> environment;
};

/// A command line that a shell runs, as the shell form of CMD.
std::vector<std::string> shell_command(std::string line);

/// The programs by their images.
class Images {
 public:
  /// In place of what was set for the same image.
  void set(std::string image, ImageProgram program);
  /// The one whose image has that very name; else that name without registry, tag and digest. Null
  /// if there is none.
  const ImageProgram* find(std::string_view image) const;

 private:
  std::map<std::string, ImageProgram, std::less<>> programs_;
};

}  // namespace dynarock::ecs
