#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "dynarock/dynamodb/expr/placeholders.h"
#include "dynarock/dynamodb/model/item_json.h"
#include "dynarock/json/document.h"

namespace dynarock::dynamodb::expr {

inline void require(bool holds) {
  if (!holds) std::abort();
}

/// Placeholders for values of every type: `:s`, `:n`, ..., and for the names `#a` to `#c`.
inline Placeholders sample_placeholders() {
  json::Document names;
  json::Document values;
  require(names.parse(R"({"#a":"a","#b":"b","#c":"c.d"})"));
  require(values.parse(R"({":s":{"S":"x"},":n":{"N":"1"},":b":{"B":"AA=="},":t":{"BOOL":true},
      ":u":{"NULL":true},":x":{"SS":["x"]},":y":{"NS":["1"]},":z":{"BS":["AA=="]},
      ":l":{"L":[{"N":"1"}]},":m":{"M":{"a":{"S":"x"}}}})"));
  auto placeholders = Placeholders::read(names.root(), values.root());
  require(placeholders.has_value());
  return std::move(*placeholders);
}

inline Item sample_item() {
  json::Document json;
  require(
      json.parse(R"({"a":{"S":"x"},"b":{"N":"1"},"c":{"L":[{"S":"x"},{"L":[{"N":"2"}]},{"M":{}}]},
      "d":{"M":{"a":{"SS":["x","y"]},"b":{"M":{"a":{"N":"3"}}}}},"e":{"NS":["1","2"]},
      "f":{"BS":["AA=="]},"g":{"B":"AAE="},"h":{"BOOL":true},"i":{"NULL":true}})"));
  auto item = decode_item(json.root());
  require(item.has_value());
  return std::move(*item);
}

/// A refusal is a ValidationException with a text.
template <class T>
void require_refusal(const Result<T>& result) {
  require(!result && result.error().code == "ValidationException" &&
          !result.error().message.empty());
}

}  // namespace dynarock::dynamodb::expr
