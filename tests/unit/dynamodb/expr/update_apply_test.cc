#include <gtest/gtest.h>

#include <string>

#include "dynarock/dynamodb/expr/update.h"
#include "sample.h"

namespace dynarock::dynamodb::expr {
namespace {

constexpr std::string_view kValues = R"({
    ":x":{"S":"x"},":y":{"S":"y"},":1":{"N":"1"},":l":{"L":[{"S":"z"}]},":ss":{"SS":["a"]},
    ":ss2":{"SS":["b","c"]},":ns":{"NS":["1"]},":bs":{"BS":["AA=="]},":empty":{"L":[]},
    ":big":{"N":"9e125"},":long":{"N":"0.00000000000000000000000000000000000001"}})";

Result<Item> updated(std::string_view expression, std::string_view before) {
  Placeholders placeholders = placeholders_of(R"({"#dot":"a.b"})", kValues);
  const auto update = parse_update(expression, placeholders);
  EXPECT_TRUE(update) << expression << ": " << update.error().message;
  if (!update) return Item();
  return apply(*update, item_of(before));
}

struct Case {
  std::string_view name;
  std::string_view expression;
  std::string_view before;
  std::string_view after;
};

template <std::size_t kCount>
void check(const Case (&cases)[kCount]) {
  for (const Case& test : cases) {
    const Result<Item> item = updated(test.expression, test.before);
    ASSERT_TRUE(item) << test.name << ": " << item.error().message;
    EXPECT_EQ(json_of(*item), json_of(item_of(test.after))) << test.name << ": " << test.expression;
  }
}

TEST(UpdateApply, Set) {
  check({
      {"new attribute", "SET a = :x", "{}", R"({"a":{"S":"x"}})"},
      {"replaced", "SET a = :1", R"({"a":{"S":"x"}})", R"({"a":{"N":"1"}})"},
      {"copied", "SET a = b.c[0]", R"({"b":{"M":{"c":{"L":[{"N":"5"}]}}}})",
       R"({"a":{"N":"5"},"b":{"M":{"c":{"L":[{"N":"5"}]}}}})"},
      {"swapped", "SET a = b, b = a", R"({"a":{"N":"1"},"b":{"N":"2"}})",
       R"({"a":{"N":"2"},"b":{"N":"1"}})"},
      {"reads what is removed", "SET a = b REMOVE b", R"({"b":{"N":"2"}})", R"({"a":{"N":"2"}})"},
      {"in a map", "SET m.x = :x, m.y = m.x", R"({"m":{"M":{"x":{"N":"1"}}}})",
       R"({"m":{"M":{"x":{"S":"x"},"y":{"N":"1"}}}})"},
      {"name with a dot", "SET #dot = :x", "{}", R"({"a.b":{"S":"x"}})"},
      {"in a list", "SET l[1] = :x", R"({"l":{"L":[{"N":"0"},{"N":"1"}]}})",
       R"({"l":{"L":[{"N":"0"},{"S":"x"}]}})"},
      {"past the end", "SET l[5] = :x", R"({"l":{"L":[{"N":"0"}]}})",
       R"({"l":{"L":[{"N":"0"},{"S":"x"}]}})"},
      {"past the end by index", "SET l[9] = :x, l[4] = :y", R"({"l":{"L":[{"N":"0"}]}})",
       R"({"l":{"L":[{"N":"0"},{"S":"y"},{"S":"x"}]}})"},
      {"in an empty list", "SET l[0] = :x", R"({"l":{"L":[]}})", R"({"l":{"L":[{"S":"x"}]}})"},
      {"map in a list", "SET l[0].a = :x, l[0].b = :y", R"({"l":{"L":[{"M":{}}]}})",
       R"({"l":{"L":[{"M":{"a":{"S":"x"},"b":{"S":"y"}}}]}})"},
      {"itself", "SET a = a", R"({"a":{"N":"1"}})", R"({"a":{"N":"1"}})"},
  });
}

TEST(UpdateApply, SetFunctions) {
  check({
      {"plus", "SET a = a + :1", R"({"a":{"N":"1.5"}})", R"({"a":{"N":"2.5"}})"},
      {"minus", "SET a = :1 - a", R"({"a":{"N":"1.5"}})", R"({"a":{"N":"-0.5"}})"},
      {"if_not_exists absent", "SET a = if_not_exists(a, :1) + :1", "{}", R"({"a":{"N":"2"}})"},
      {"if_not_exists present", "SET a = if_not_exists(a, :1) + :1", R"({"a":{"N":"7"}})",
       R"({"a":{"N":"8"}})"},
      {"if_not_exists nested", "SET a = if_not_exists(b, if_not_exists(c, :x))", "{}",
       R"({"a":{"S":"x"}})"},
      {"list_append", "SET l = list_append(l, :l)", R"({"l":{"L":[{"N":"1"}]}})",
       R"({"l":{"L":[{"N":"1"},{"S":"z"}]}})"},
      {"list_append in front", "SET l = list_append(:l, l)", R"({"l":{"L":[{"N":"1"}]}})",
       R"({"l":{"L":[{"S":"z"},{"N":"1"}]}})"},
      {"list_append to none", "SET l = list_append(if_not_exists(l, :empty), :l)", "{}",
       R"({"l":{"L":[{"S":"z"}]}})"},
      {"list_append to itself", "SET l = list_append(l, l)", R"({"l":{"L":[{"N":"1"}]}})",
       R"({"l":{"L":[{"N":"1"},{"N":"1"}]}})"},
  });
}

TEST(UpdateApply, Remove) {
  check({
      {"attribute", "REMOVE a", R"({"a":{"N":"1"},"b":{"N":"2"}})", R"({"b":{"N":"2"}})"},
      {"missing attribute", "REMOVE z", R"({"a":{"N":"1"}})", R"({"a":{"N":"1"}})"},
      {"map key", "REMOVE m.x", R"({"m":{"M":{"x":{"N":"1"}}}})", R"({"m":{"M":{}}})"},
      {"missing map key", "REMOVE m.z", R"({"m":{"M":{"x":{"N":"1"}}}})",
       R"({"m":{"M":{"x":{"N":"1"}}}})"},
      {"elements by their first indices", "REMOVE l[0], l[2], l[9]",
       R"({"l":{"L":[{"N":"0"},{"N":"1"},{"N":"2"},{"N":"3"}]}})",
       R"({"l":{"L":[{"N":"1"},{"N":"3"}]}})"},
      {"inside an element behind one removed", "REMOVE l[0], l[1].x",
       R"({"l":{"L":[{"N":"0"},{"M":{"x":{"N":"1"},"y":{"N":"2"}}}]}})",
       R"({"l":{"L":[{"M":{"y":{"N":"2"}}}]}})"},
      {"with a set of another element", "SET l[1] = :x REMOVE l[0]",
       R"({"l":{"L":[{"N":"0"},{"N":"1"}]}})", R"({"l":{"L":[{"S":"x"}]}})"},
      {"with an append", "SET l[9] = :x REMOVE l[1]",
       R"({"l":{"L":[{"N":"0"},{"N":"1"},{"N":"2"}]}})",
       R"({"l":{"L":[{"N":"0"},{"N":"2"},{"S":"x"}]}})"},
      {"past the end though something is appended there", "SET l[1] = :x, l[3] = :y REMOVE l[2]",
       R"({"l":{"L":[{"N":"0"}]}})", R"({"l":{"L":[{"N":"0"},{"S":"x"},{"S":"y"}]}})"},
  });
}

TEST(UpdateApply, AddAndDelete) {
  check({
      {"number", "ADD a :1", R"({"a":{"N":"41"}})", R"({"a":{"N":"42"}})"},
      {"number from nothing", "ADD a :1", "{}", R"({"a":{"N":"1"}})"},
      {"set from nothing", "ADD a :ss", "{}", R"({"a":{"SS":["a"]}})"},
      {"union", "ADD a :ss2", R"({"a":{"SS":["a","b"]}})", R"({"a":{"SS":["a","b","c"]}})"},
      {"union of number sets", "ADD a :ns", R"({"a":{"NS":["1.0","2"]}})",
       R"({"a":{"NS":["1","2"]}})"},
      {"union of binary sets", "ADD a :bs", R"({"a":{"BS":["AQ=="]}})",
       R"({"a":{"BS":["AA==","AQ=="]}})"},
      {"in a map", "ADD m.x :1, m.y :1", R"({"m":{"M":{"x":{"N":"1"}}}})",
       R"({"m":{"M":{"x":{"N":"2"},"y":{"N":"1"}}}})"},
      {"past the end of a list", "ADD l[9] :1", R"({"l":{"L":[]}})", R"({"l":{"L":[{"N":"1"}]}})"},
      {"difference", "DELETE a :ss", R"({"a":{"SS":["a","b"]}})", R"({"a":{"SS":["b"]}})"},
      {"last member", "DELETE a :ss", R"({"a":{"SS":["a"]},"b":{"N":"1"}})", R"({"b":{"N":"1"}})"},
      {"last member in a list", "DELETE l[0] :ss", R"({"l":{"L":[{"SS":["a"]},{"N":"1"}]}})",
       R"({"l":{"L":[{"N":"1"}]}})"},
      {"absent member", "DELETE a :ss", R"({"a":{"SS":["b"]}})", R"({"a":{"SS":["b"]}})"},
      {"absent attribute", "DELETE a :ss", "{}", "{}"},
      {"all sections", "SET n = :x REMOVE s ADD z :1 DELETE t :ss",
       R"({"n":{"N":"1"},"s":{"S":"x"},"t":{"SS":["a","b"]}})",
       R"({"n":{"S":"x"},"t":{"SS":["b"]},"z":{"N":"1"}})"},
  });
}

TEST(UpdateApply, Refuses) {
  const std::string_view path =
      "The document path provided in the update expression is invalid for update";
  const std::string_view type = "An operand in the update expression has an incorrect data type";
  const std::string_view missing =
      "The provided expression refers to an attribute that does not exist in the item";
  const std::string_view item = R"({
      "s":{"S":"x"},"n":{"N":"1"},"l":{"L":[{"N":"0"}]},"m":{"M":{"x":{"N":"1"}}},"ss":{"SS":["a"]},
      "huge":{"N":"9.9e125"},"wide":{"N":"1e5"}})";
  const Case cases[] = {
      {"parent missing", "SET z.x = :x", item, path},
      {"grandparent missing", "SET m.z.x = :x", item, path},
      {"element missing", "SET l[7].x = :x", item, path},
      {"name into a list", "SET l.x = :x", item, path},
      {"index into a map", "SET m[0] = :x", item, path},
      {"name into a string", "SET s.x = :x", item, path},
      {"remove with parent missing", "REMOVE z.x", item, path},
      {"remove index with parent missing", "REMOVE z[0]", item, path},
      {"remove name from a list", "REMOVE l.x", item, path},
      {"add with parent missing", "ADD z.x :1", item, path},
      {"delete with parent missing", "DELETE z.x :ss", item, path},
      {"path before operand", "SET a = z + :1, z.x = :x", item, path},
      {"missing operand", "SET a = z", item, missing},
      {"missing in arithmetic", "SET a = z + :1", item, missing},
      {"missing in list_append", "SET a = list_append(z, :l)", item, missing},
      {"missing default", "SET a = if_not_exists(z, y)", item, missing},
      {"missing default not needed", "SET a = if_not_exists(n, y)", item, missing},
      {"string in arithmetic", "SET a = n + s", item, type},
      {"default in arithmetic", "SET a = if_not_exists(z, :x) + :1", item, type},
      {"string in list_append", "SET a = list_append(l, s)", item, type},
      {"number to a set", "ADD ss :1", item, type},
      {"set to a number", "ADD n :ss", item, type},
      {"set of another type", "ADD ss :ns", item, type},
      {"number to a string", "ADD s :1", item, type},
      {"members off a number", "DELETE n :ss", item, type},
      {"members of another type", "DELETE ss :ns", item, type},
      {"overflow", "SET huge = huge + :big", item,
       "Number overflow. Attempting to store a number with magnitude larger than supported range"},
      {"overflow by ADD", "ADD huge :big", item,
       "Number overflow. Attempting to store a number with magnitude larger than supported range"},
      {"precision", "SET wide = wide + :long", item,
       "Attempting to store more than 38 significant digits in a Number"},
  };
  for (const Case& test : cases) {
    const Result<Item> after = updated(test.expression, test.before);
    ASSERT_FALSE(after) << test.name << ": " << json_of(*after);
    EXPECT_EQ(after.error().message, test.after) << test.name;
  }
}

TEST(UpdateApply, RefusesTooDeepNesting) {
  // 30 maps in an attribute: one more list fits, two do not.
  std::string json = R"({"N":"1"})";
  for (int i = 0; i < 30; ++i) json = R"({"M":{"k":)" + json + "}}";
  const Item deep = item_of(R"({"deep":)" + json + R"(,"l":{"L":[{"L":[]}]}})");
  Placeholders placeholders = sample_placeholders();
  EXPECT_TRUE(apply(*parse_update("SET l[0] = deep", placeholders), deep));
  const auto refused = apply(*parse_update("SET l[0][0] = deep", placeholders), deep);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message,
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested "
            "levels beyond supported limit");
}

TEST(UpdateApply, ShowsWhatWasUpdated) {
  struct Shown {
    std::string_view name;
    std::string_view expression;
    std::string_view old_image;
    std::string_view new_image;
  };
  const std::string_view before = R"({
      "s":{"S":"o"},"l":{"L":[{"N":"0"},{"N":"1"},{"N":"2"}]},"m":{"M":{"x":{"N":"1"},"k":{"N":"9"}}}})";
  const Shown cases[] = {
      {"attribute", "SET s = :x", R"({"s":{"S":"o"}})", R"({"s":{"S":"x"}})"},
      {"new attribute", "SET a = :x", "{}", R"({"a":{"S":"x"}})"},
      {"removed attribute", "REMOVE s", R"({"s":{"S":"o"}})", "{}"},
      {"inside a map", "SET m.x = :x, m.y = :y", R"({"m":{"M":{"x":{"N":"1"}}}})",
       R"({"m":{"M":{"x":{"S":"x"},"y":{"S":"y"}}}})"},
      {"list elements closed up", "SET l[2] = :x, l[0] = :y",
       R"({"l":{"L":[{"N":"0"},{"N":"2"}]}})", R"({"l":{"L":[{"S":"y"},{"S":"x"}]}})"},
      {"append at the index", "SET l[3] = :x", "{}", R"({"l":{"L":[{"S":"x"}]}})"},
      {"append past the index", "SET l[7] = :x", "{}", "{}"},
      {"removed element", "REMOVE l[1]", R"({"l":{"L":[{"N":"1"}]}})",
       R"({"l":{"L":[{"N":"2"}]}})"},
      {"removed last element", "REMOVE l[2]", R"({"l":{"L":[{"N":"2"}]}})", "{}"},
  };
  for (const Shown& test : cases) {
    Placeholders placeholders = placeholders_of(R"({"#dot":"a.b"})", kValues);
    const auto update = parse_update(test.expression, placeholders);
    ASSERT_TRUE(update) << test.name;
    const Item old_item = item_of(before);
    const Result<Item> new_item = apply(*update, old_item);
    ASSERT_TRUE(new_item) << test.name;
    EXPECT_EQ(json_of(updated_projection(*update, old_item)), test.old_image) << test.name;
    EXPECT_EQ(json_of(updated_projection(*update, *new_item)), test.new_image) << test.name;
  }
}

}  // namespace
}  // namespace dynarock::dynamodb::expr
