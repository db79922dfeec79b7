#include "sts/shapes.h"

#include <algorithm>

namespace dynarock::sts {
namespace {

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool consists_of(std::string_view value, std::string_view others) {
  return std::ranges::all_of(value, [others](char c) {
    return is_word_character(c) || others.find(c) != std::string_view::npos;
  });
}

}  // namespace

bool is_name(std::string_view value) { return consists_of(value, "+=,.@-"); }

bool is_external_id(std::string_view value) { return consists_of(value, "+=,.@:/-"); }

bool is_word(std::string_view value) { return consists_of(value, ""); }

bool is_tag_text(std::string_view value) {
  // Letters, digits and blanks of every script: all that is not ASCII passes.
  return std::ranges::all_of(value, [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 ||
           consists_of(std::string_view(&c, 1), " .:/=+-@");
  });
}

}  // namespace dynarock::sts
