#pragma once

#include <filesystem>
#include <optional>

namespace dynarock::storage {

/// The file that makes a directory a store, and says how it is laid out. It is written when all
/// else is there, in one step.
inline constexpr const char* kFormatFile = "DYNAROCK";

/// Writes the current format. Throws StoreError.
void write_format(const std::filesystem::path& directory, bool sync);

/// The format of the store in `directory`, or none if a store may be created there. Throws
/// StoreError for one of a newer format, and for a directory with anything else in it.
std::optional<unsigned> read_format(const std::filesystem::path& directory);

}  // namespace dynarock::storage
