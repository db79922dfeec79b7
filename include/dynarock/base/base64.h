#pragma once

#include <string>
#include <string_view>

#include "dynarock/base/result.h"

namespace dynarock {

/// RFC 4648 with padding, appended to `out`.
void base64_append(std::string_view bytes, std::string& out);
std::string base64_encode(std::string_view bytes);

/// Whether base64_decode() would succeed; its error if not. Allocates nothing on success.
Result<void> base64_check(std::string_view text);

/// Decodes padded base64. Refusals carry the texts of AWS's deserialiser (SerializationException):
/// a length that is no multiple of 4, characters outside the alphabet, bits left over in the tail.
Result<std::string> base64_decode(std::string_view text);

}  // namespace dynarock
