#pragma once

#include <string>
#include <utility>

#include "dynarock/http/message.h"
#include "dynarock/json/writer.h"

namespace dynarock::ecs {

inline http::Response json_answer(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "application/json");
  response.body = std::move(body);
  return response;
}

/// A refusal that is a JSON string.
inline http::Response refuse_in_words(int status, const std::string& words) {
  std::string body;
  json::append_string(words, body);
  return json_answer(status, std::move(body));
}

}  // namespace dynarock::ecs
