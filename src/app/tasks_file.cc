#include "app/tasks_file.h"

#include <utility>

#include "app/config_file.h"

namespace dynarock::app {
namespace {

class Reader {
 public:
  Reader(const ConfigText& text, std::filesystem::path directory)
      : text_(text), directory_(std::move(directory)) {}

  ecs::ImageProgram program(json::Value given) const {
    text_.object(given, {"command", "directory", "environment"});
    ecs::ImageProgram program;
    program.directory = directory_.string();
    if (const auto command = given.find("command")) program.command = words(*command);
    if (const auto directory = given.find("directory"))
      program.directory = (directory_ / string(*directory)).lexically_normal().string();
    if (!std::filesystem::is_directory(program.directory))
      text_.refuse(*given.find("directory"), "there is no directory " + program.directory);
    if (const auto environment = given.find("environment"))
      for (const auto& [name, value] : text_.object(*environment).members())
        program.environment.emplace(name, string(value));
    return program;
  }

 private:
  std::string string(json::Value value) const {
    if (!value.is_string()) text_.refuse(value, "a string is expected here");
    return std::string(value.text());
  }

  std::vector<std::string> words(json::Value command) const {
    if (command.is_string()) return ecs::shell_command(std::string(command.text()));
    if (!command.is_array() || command.empty())
      text_.refuse(command, "a command is a string, or a list of strings that is not empty");
    std::vector<std::string> result;
    for (const json::Value word : command.elements()) result.push_back(string(word));
    return result;
  }

  const ConfigText& text_;
  const std::filesystem::path directory_;
};

}  // namespace

void read_tasks_file(const std::filesystem::path& file, ecs::Images& images) {
  read_config(file, [&](const ConfigText& text, json::Value root) {
    const Reader reader(text, std::filesystem::absolute(file).parent_path());
    text.object(root, {"images"});
    if (const auto given = root.find("images"))
      for (const auto& [image, program] : text.object(*given).members())
        images.set(std::string(image), reader.program(program));
  });
}

bool add_run(const std::string& text, ecs::Images& images) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) return false;
  images.set(text.substr(0, equals), {.command = ecs::shell_command(text.substr(equals + 1)),
                                      .directory = std::filesystem::current_path().string(),
                                      .environment = {}});
  return true;
}

}  // namespace dynarock::app
