#pragma once

#include <filesystem>
#include <string>

#include "dynarock/ecs/agent/images.h"

namespace dynarock::app {

/// Reads what is run in place of images:
///
///     {"images": {"shop/web": {"command": ["python3", "app.py"],
///                              "directory": "web",
///                              "environment": {"DEBUG": "1"}}}}
///
/// A command that is one string is a shell's. Directories are relative to the file's. All members
/// may be left out. Throws ConfigError.
void read_tasks_file(const std::filesystem::path& file, ecs::Images& images);

/// Reads `IMAGE=COMMAND`. False if it is none.
bool add_run(const std::string& text, ecs::Images& images);

}  // namespace dynarock::app
