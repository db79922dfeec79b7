#include "sts/shapes.h"

#include "dynarock/base/characters.h"

namespace dynarock::sts {

bool is_name(std::string_view value) { return is_made_of(value, "_+=,.@-"); }

bool is_external_id(std::string_view value) { return is_made_of(value, "_+=,.@:/-"); }

bool is_word(std::string_view value) { return is_made_of(value, "_"); }

}  // namespace dynarock::sts
