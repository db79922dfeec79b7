#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "dynarock/dynamodb/expr/condition.h"
#include "dynarock/dynamodb/expr/placeholders.h"
#include "dynarock/dynamodb/model/item_json.h"
#include "dynarock/json/document.h"

namespace dynarock::dynamodb::expr {

/// JSON that outlives the values taken from it.
class Json {
 public:
  explicit Json(std::string_view text) : text_(text) {
    EXPECT_TRUE(document_.parse(text_)) << text;
  }
  json::Value root() const { return document_.root(); }

 private:
  std::string text_;
  json::Document document_;
};

inline Item item_of(std::string_view json) {
  const Json document(json);
  auto item = decode_item(document.root());
  EXPECT_TRUE(item) << json;
  return item ? std::move(*item) : Item();
}

inline std::string json_of(const Item& item) {
  std::string text;
  encode_item(item, text);
  return text;
}

inline Placeholders placeholders_of(std::string_view names, std::string_view values) {
  const Json names_json(names);
  const Json values_json(values);
  auto placeholders = Placeholders::read(names_json.root(), values_json.root());
  EXPECT_TRUE(placeholders) << placeholders.error().message;
  return placeholders ? std::move(*placeholders) : Placeholders();
}

/// Values of every type for expressions in tests.
inline Placeholders sample_placeholders() {
  return placeholders_of(R"({"#a":"a","#b":"b","#dot":"a.b"})", R"({
      ":a":{"S":"x"},":b":{"S":"y"},":n":{"N":"1"},":m":{"N":"5"},":l":{"L":[]},
      ":bo":{"BOOL":true},":nu":{"NULL":true},":mm":{"M":{}},":ss":{"SS":["a"]},
      ":ns":{"NS":["1"]},":bi":{"B":"eg=="},":type":{"S":"SS"}})");
}

}  // namespace dynarock::dynamodb::expr
