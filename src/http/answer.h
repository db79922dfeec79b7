#pragma once

#include <string>
#include <string_view>

#include "dynarock/http/message.h"

namespace dynarock::http {

/// What of a request decides on how its answer is framed.
struct Framing {
  /// Whether the server will keep the connection.
  bool keep_alive = true;
  /// Whether the client is an HTTP/1.0 one, which needs to be told that.
  bool is_http_1_0 = false;
};

/// Appends the answer's status line, headers and the empty line after them.
void append_head(const Response& response, Framing framing, std::string& out);

/// Whether an answer to that method and of that status has a body; if not, none may be sent.
bool carries_body(std::string_view method, int status);

/// The whole answer, without a body, to what is no request or one larger than the limits; the
/// connection closes after it.
std::string_view refusal(int status);

/// The words after a status code; empty for a code that has none.
std::string_view reason_phrase(int status);

}  // namespace dynarock::http
