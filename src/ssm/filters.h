#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dynarock/base/result.h"
#include "dynarock/json/document.h"
#include "dynarock/ssm/parameters.h"

namespace dynarock::ssm {

/// What a list of parameters is narrowed to: all that it asks must hold.
class Filters {
 public:
  /// By ParameterFilters. What may be asked of all parameters and what of those under a path
  /// differs. InvalidFilterKey, InvalidFilterOption, InvalidFilterValue, ValidationException.
  static Result<Filters> of_all(json::Value request);
  static Result<Filters> of_path(json::Value request);

  bool match(const Parameter& parameter) const;

 private:
  struct Filter {
    std::string key, option;
    std::vector<std::string> values;
  };

  static Result<Filters> parse(json::Value request, bool by_path);
  static bool matches(const Filter& filter, const Parameter& parameter);

  std::vector<Filter> filters_;
};

/// Whether a name lies under a path (`/a` or `/a/`): directly, or at any depth.
bool lies_under(std::string_view name, std::string_view path, bool recursive);

}  // namespace dynarock::ssm
