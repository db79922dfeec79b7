#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/result.h"

namespace dynarock::logs {

/// What FilterLogEvents looks for in unstructured messages: terms and quoted phrases, all of which
/// a message must have; of those after `?` one will do; those after `-` it must lack. Case counts.
class FilterPattern {
 public:
  /// InvalidParameterException for an open quote, and for patterns over JSON and columns, which are
  /// not served.
  static Result<FilterPattern> parse(std::string_view text);

  bool matches(std::string_view message) const;

 private:
  std::vector<std::string> all_, any_, none_;
};

}  // namespace dynarock::logs
