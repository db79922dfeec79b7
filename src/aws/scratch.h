#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "dynarock/json/document.h"

namespace dynarock::aws {

/// What a request is parsed with. Each thread has one of its own, which keeps its memory from call
/// to call unless the last request was a huge one.
class Scratch {
 public:
  /// The request as JSON.
  json::Document& document() { return *document_; }
  /// That JSON's text, where the request did not come as such.
  std::string& text() { return text_; }

  /// After a call whose request had that size.
  void trim(std::size_t used) {
    constexpr std::size_t kKept = 1 << 20;
    if (used <= kKept) return;
    document_ = std::make_unique<json::Document>();
    text_ = {};
  }

 private:
  std::unique_ptr<json::Document> document_ = std::make_unique<json::Document>();
  std::string text_;
};

}  // namespace dynarock::aws
