#pragma once

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/mapped_file.h"

namespace dynarock::app {

/// What is wrong with a seed, or with loading it: one line that names the file, and the line or the
/// item in it.
class SeedError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A key attribute of a table and its type: "S", "N" or "B".
struct SeedKey {
  std::string name;
  std::string type;
};

/// A table to create.
struct SeedTable {
  std::filesystem::path file;
  std::string name;
  /// CreateTable's input.
  std::string create_request;
  std::vector<SeedKey> keys;
};

/// The items of one file for one table.
struct SeedItems {
  std::filesystem::path file;
  std::string table;
  /// The texts of BatchWriteItem's write requests, views of the file.
  std::vector<std::string_view> requests;
};

/// All that is to be loaded, checked as far as it can be without a server.
struct SeedPlan {
  std::vector<SeedTable> tables;
  std::vector<SeedItems> items;
  /// Holds the bytes that `items` refers to.
  std::vector<MappedFile> files;

  std::size_t item_count() const;
};

/// Reads and checks files, and the .json files of directories in the order of their names. Throws
/// SeedError for the first thing that is wrong.
SeedPlan read_seeds(const std::vector<std::filesystem::path>& paths);

}  // namespace dynarock::app
