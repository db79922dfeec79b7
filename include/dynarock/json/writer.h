#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace dynarock::json {

/// Appends `text` in quotes, escaping what JSON demands and nothing else.
void append_string(std::string_view text, std::string& out);

/// Writes JSON text straight into a string. Commas come by themselves; the caller balances
/// brackets.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  Writer& begin_object();
  Writer& end_object();
  Writer& begin_array();
  Writer& end_array();
  Writer& key(std::string_view name);

  Writer& string(std::string_view text);
  Writer& integer(std::int64_t value);
  Writer& boolean(bool value);
  /// A finite double as Java prints it in AWS's answers: `0.5`, `1.0`, `12000.0`.
  Writer& real(double value);
  Writer& null();
  /// A value that is JSON text already.
  Writer& raw(std::string_view json);

  Writer& member(std::string_view name, std::string_view text) { return key(name).string(text); }
  Writer& member(std::string_view name, const char* text) { return key(name).string(text); }
  template <std::same_as<bool> Bool>
  Writer& member(std::string_view name, Bool value) {
    return key(name).boolean(value);
  }
  template <std::integral Int>
  requires(!std::same_as<Int, bool>) Writer& member(std::string_view name, Int value) {
    return key(name).integer(static_cast<std::int64_t>(value));
  }

 private:
  void separate();

  std::string& out_;
  bool need_comma_ = false;
};

}  // namespace dynarock::json
