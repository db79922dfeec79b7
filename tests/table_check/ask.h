#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "dynarock/json/document.h"
#include "tests/table_check/table_check.h"

namespace dynarock::dynamodb {

/// Keeps a body with the document parsed from it.
struct Answer {
  std::string body;
  json::Document document;
  json::Value root() const { return document.root(); }
};

/// Throws std::runtime_error for any answer but 200.
std::unique_ptr<Answer> ask(const Caller& call, std::string_view operation,
                            const std::string& body);

}  // namespace dynarock::dynamodb
