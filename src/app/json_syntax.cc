#include <nlohmann/json.hpp>

#include "app/json_outline.h"

namespace dynarock::app {
namespace {

/// Listens to a parse for its errors alone.
class ErrorListener final : public nlohmann::json::json_sax_t {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    position_ = position;
    message_ = error.what();
    return false;
  }

  std::size_t position() const { return position_; }
  /// "[json.exception.parse_error.101] parse error at line 1, column 2: what is wrong": the last
  /// part, without the token that was read before.
  std::string problem() const {
    const std::size_t colon = message_.find(": ");
    return colon == std::string::npos ? message_ : message_.substr(colon + 2);
  }

 private:
  std::size_t position_ = 0;
  std::string message_;
};

}  // namespace

std::optional<SyntaxError> find_syntax_error(std::string_view text) {
  ErrorListener listener;
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &listener)) return std::nullopt;
  const std::size_t offset =
      std::min(text.size(), std::max<std::size_t>(1, listener.position()) - 1);
  const std::size_t line_start = text.substr(0, offset).rfind('\n') + 1;
  return SyntaxError{line_of(text, offset), offset - line_start + 1, listener.problem()};
}

}  // namespace dynarock::app
