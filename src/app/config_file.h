#pragma once

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>

#include "dynarock/json/document.h"
#include "dynarock/json/syntax_error.h"

namespace dynarock::app {

/// What is wrong with a file: one line that names it and the place.
class ConfigError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The text of a JSON file that somebody wrote by hand, and its mistakes.
class ConfigText {
 public:
  /// Both are referred to.
  ConfigText(const std::string& name, std::string_view text)
      : name_(name), text_(text), lines_(text) {}

  /// Throws ConfigError, as all of these do.
  void parse(json::Document& document) const;
  /// The value, which must be an object.
  json::Value object(json::Value value) const;
  /// The same, with no members but those.
  json::Value object(json::Value value, std::initializer_list<std::string_view> known) const;

  [[noreturn]] void refuse(json::Position position, const std::string& problem) const;
  [[noreturn]] void refuse(json::Value value, const std::string& problem) const;
  json::Position position_of(json::Value value) const { return lines_.position(value.offset()); }

 private:
  const std::string& name_;
  const std::string_view text_;
  const json::LineIndex lines_;
};

/// Calls `read` with a file's text. Throws ConfigError if it can't be read, too.
void read_config(const std::filesystem::path& file,
                 const std::function<void(const ConfigText& text, json::Value root)>& read);

}  // namespace dynarock::app
