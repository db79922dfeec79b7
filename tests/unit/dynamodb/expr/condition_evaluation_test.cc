#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "sample.h"

namespace dynarock::dynamodb::expr {
namespace {

/// One attribute of each type, named as the type in lower case.
Item every_type() {
  return item_of(R"({
      "s":{"S":"banana"},"n":{"N":"42"},"b":{"B":"AAECAw=="},"bool":{"BOOL":true},
      "null":{"NULL":true},"ss":{"SS":["x","y"]},"ns":{"NS":["1","2.50"]},"bs":{"BS":["AA==","AQ=="]},
      "l":{"L":[{"S":"x"},{"N":"1"},{"L":[{"S":"y"}]},{"BOOL":true}]},
      "m":{"M":{"x":{"N":"7"},"d.t":{"S":"dot"}}},
      "empty":{"S":""},"wide":{"S":"a😀"},"none_":{"L":[]}})");
}

struct Case {
  std::string_view name;
  std::string_view expression;
  bool holds;
  std::string_view values;  // of the placeholders that the expression uses
};

template <std::size_t kCount>
void check(const Case (&cases)[kCount]) {
  const Item item = every_type();
  for (const Case& test : cases) {
    const std::string all_values =
        std::string(test.values.empty() ? R"(":unused":{"S":"x"})" : test.values);
    Placeholders placeholders =
        placeholders_of(R"({"#s":"s","#dot":"d.t","#b":"bool","#null":"null","#e":"empty"})",
                        "{" + all_values + "}");
    const auto condition = parse_condition("FilterExpression", test.expression, placeholders);
    ASSERT_TRUE(condition) << test.name << ": " << condition.error().message;
    EXPECT_EQ(evaluate(*condition, item), test.holds) << test.name << ": " << test.expression;
  }
}

TEST(Evaluation, Equality) {
  check({
      {"string", "s = :v", true, R"(":v":{"S":"banana"})"},
      {"other string", "s = :v", false, R"(":v":{"S":"bananas"})"},
      {"number by value", "n = :v", true, R"(":v":{"N":"4.2e1"})"},
      {"binary", "b = :v", true, R"(":v":{"B":"AAECAw=="})"},
      {"boolean", "#b = :v", true, R"(":v":{"BOOL":true})"},
      {"other boolean", "#b = :v", false, R"(":v":{"BOOL":false})"},
      {"set in any order", "ss = :v", true, R"(":v":{"SS":["y","x"]})"},
      {"number set by value", "ns = :v", true, R"(":v":{"NS":["2.5","1.0"]})"},
      {"smaller set", "ss = :v", false, R"(":v":{"SS":["x"]})"},
      {"list in order", "l[2] = :v", true, R"(":v":{"L":[{"S":"y"}]})"},
      {"map deep", "m = :v", true, R"(":v":{"M":{"d.t":{"S":"dot"},"x":{"N":"7.0"}}})"},
      {"nested path", "m.x = :v", true, R"(":v":{"N":"7"})"},
      {"name with a dot", "m.#dot = :v", true, R"(":v":{"S":"dot"})"},
      {"dot is a step", "d.t = :v", false, R"(":v":{"S":"dot"})"},
      {"list index", "l[1] = :v", true, R"(":v":{"N":"1"})"},
      {"index past the end", "l[9] = :v", false, R"(":v":{"N":"1"})"},
      {"name into a list", "l.x = :v", false, R"(":v":{"N":"1"})"},
      {"index into a map", "m[0] = :v", false, R"(":v":{"N":"1"})"},
      {"two paths", "l[1] = l[1].x", false, ""},
      {"types differ", "n = :v", false, R"(":v":{"S":"42"})"},
      {"missing path", "zz = :v", false, R"(":v":{"S":"x"})"},
      {"both missing", "zz = yy", false, ""},
      {"two values", ":v = :w", true, R"(":v":{"N":"1"},":w":{"N":"1.0"})"},
  });
}

TEST(Evaluation, Inequality) {
  check({
      {"same", "s <> :v", false, R"(":v":{"S":"banana"})"},
      {"other", "s <> :v", true, R"(":v":{"S":"x"})"},
      {"types differ", "s <> :v", true, R"(":v":{"N":"1"})"},
      {"missing path", "zz <> :v", true, R"(":v":{"S":"x"})"},
      {"both missing", "zz <> yy", true, ""},
      {"no size", "size(n) <> :v", true, R"(":v":{"N":"1"})"},
  });
}

TEST(Evaluation, Order) {
  check({
      {"string less", "s < :v", true, R"(":v":{"S":"bananb"})"},
      {"string not less than itself", "s < :v", false, R"(":v":{"S":"banana"})"},
      {"less or equal", "s <= :v", true, R"(":v":{"S":"banana"})"},
      {"number greater", "n > :v", true, R"(":v":{"N":"9"})"},
      {"number greater or equal", "n >= :v", true, R"(":v":{"N":"42"})"},
      {"negative number", "n > :v", true, R"(":v":{"N":"-100"})"},
      {"binary unsigned", "b < :v", true, R"(":v":{"B":"/w=="})"},
      {"string bytes unsigned", "s < :v", true, R"(":v":{"S":"é"})"},
      {"types differ less", "n < :v", false, R"(":v":{"S":"zzz"})"},
      {"types differ greater", "n > :v", false, R"(":v":{"S":""})"},
      {"attribute without order", "l < :v", false, R"(":v":{"S":"x"})"},
      {"missing", "zz < :v", false, R"(":v":{"S":"x"})"},
      {"not missing", "NOT zz < :v", true, R"(":v":{"S":"x"})"},
      {"value first", ":v < n", true, R"(":v":{"N":"41"})"},
      {"between", "n BETWEEN :v AND :w", true, R"(":v":{"N":"42"},":w":{"N":"43"})"},
      {"at the upper bound", "n BETWEEN :v AND :w", true, R"(":v":{"N":"1"},":w":{"N":"42"})"},
      {"below", "n BETWEEN :v AND :w", false, R"(":v":{"N":"43"},":w":{"N":"50"})"},
      {"between of another type", "s BETWEEN :v AND :w", false, R"(":v":{"N":"1"},":w":{"N":"9"})"},
      {"bound missing", "n BETWEEN :v AND zz", false, R"(":v":{"N":"1"})"},
      {"bounds from the item", ":v BETWEEN m.x AND n", true, R"(":v":{"N":"10"})"},
  });
}

TEST(Evaluation, In) {
  check({
      {"found", "s IN (:v, :w)", true, R"(":v":{"N":"1"},":w":{"S":"banana"})"},
      {"not found", "s IN (:v)", false, R"(":v":{"S":"x"})"},
      {"list", "l[2] IN (:v)", true, R"(":v":{"L":[{"S":"y"}]})"},
      {"candidate from the item", ":v IN (s, n)", true, R"(":v":{"N":"42"})"},
      {"missing", "zz IN (:v)", false, R"(":v":{"S":"x"})"},
      {"missing candidate", "s IN (zz, :v)", true, R"(":v":{"S":"banana"})"},
  });
}

TEST(Evaluation, Existence) {
  check({
      {"there", "attribute_exists(s)", true, ""},
      {"null is there", "attribute_exists(#null)", true, ""},
      {"nested", "attribute_exists(m.x)", true, ""},
      {"not there", "attribute_exists(zz)", false, ""},
      {"nested not there", "attribute_exists(s.x)", false, ""},
      {"absent", "attribute_not_exists(zz)", true, ""},
      {"not absent", "attribute_not_exists(l[0])", false, ""},
      {"absent past the end", "attribute_not_exists(l[4])", true, ""},
  });
}

TEST(Evaluation, Type) {
  check({
      {"S", "attribute_type(s, :v)", true, R"(":v":{"S":"S"})"},
      {"N", "attribute_type(n, :v)", true, R"(":v":{"S":"N"})"},
      {"BOOL", "attribute_type(#b, :v)", true, R"(":v":{"S":"BOOL"})"},
      {"NS", "attribute_type(ns, :v)", true, R"(":v":{"S":"NS"})"},
      {"L", "attribute_type(l, :v)", true, R"(":v":{"S":"L"})"},
      {"M", "attribute_type(m, :v)", true, R"(":v":{"S":"M"})"},
      {"other", "attribute_type(m, :v)", false, R"(":v":{"S":"L"})"},
      {"missing", "attribute_type(zz, :v)", false, R"(":v":{"S":"NULL"})"},
      {"of a size", "attribute_type(size(s), :v)", true, R"(":v":{"S":"N"})"},
  });
}

TEST(Evaluation, Prefix) {
  check({
      {"string", "begins_with(s, :v)", true, R"(":v":{"S":"ban"})"},
      {"empty", "begins_with(s, :v)", true, R"(":v":{"S":""})"},
      {"longer", "begins_with(s, :v)", false, R"(":v":{"S":"bananas"})"},
      {"binary", "begins_with(b, :v)", true, R"(":v":{"B":"AAE="})"},
      {"types differ", "begins_with(s, :v)", false, R"(":v":{"B":"AAE="})"},
      {"attribute of another type", "begins_with(n, :v)", false, R"(":v":{"S":"4"})"},
      {"missing", "begins_with(zz, :v)", false, R"(":v":{"S":""})"},
  });
}

TEST(Evaluation, Containment) {
  check({
      {"substring", "contains(s, :v)", true, R"(":v":{"S":"nan"})"},
      {"no substring", "contains(s, :v)", false, R"(":v":{"S":"nana "})"},
      {"empty substring", "contains(s, :v)", true, R"(":v":{"S":""})"},
      {"bytes", "contains(b, :v)", true, R"(":v":{"B":"AQI="})"},
      {"string set", "contains(ss, :v)", true, R"(":v":{"S":"y"})"},
      {"not in string set", "contains(ss, :v)", false, R"(":v":{"S":"z"})"},
      {"number set by value", "contains(ns, :v)", true, R"(":v":{"N":"2.5"})"},
      {"binary set", "contains(bs, :v)", true, R"(":v":{"B":"AQ=="})"},
      {"set member of another type", "contains(ns, :v)", false, R"(":v":{"S":"1"})"},
      {"list element", "contains(l, :v)", true, R"(":v":{"N":"1.0"})"},
      {"list in list", "contains(l, :v)", true, R"(":v":{"L":[{"S":"y"}]})"},
      {"element of an element", "contains(l, :v)", false, R"(":v":{"S":"y"})"},
      {"number in string", "contains(s, :v)", false, R"(":v":{"N":"1"})"},
      {"whole without parts", "contains(n, :v)", false, R"(":v":{"N":"4"})"},
      {"map", "contains(m, :v)", false, R"(":v":{"S":"x"})"},
      {"missing", "contains(zz, :v)", false, R"(":v":{"S":"x"})"},
      {"part from the item", "contains(:v, n)", true, R"(":v":{"NS":["42"]})"},
      {"size as part", "contains(:v, size(s))", true, R"(":v":{"NS":["6"]})"},
  });
}

TEST(Evaluation, Size) {
  check({
      {"string", "size(s) = :v", true, R"(":v":{"N":"6"})"},
      {"empty string", "size(#e) = :v", true, R"(":v":{"N":"0"})"},
      {"UTF-16 units", "size(wide) = :v", true, R"(":v":{"N":"3"})"},
      {"bytes", "size(b) = :v", true, R"(":v":{"N":"4"})"},
      {"string set", "size(ss) = :v", true, R"(":v":{"N":"2"})"},
      {"number set", "size(ns) = :v", true, R"(":v":{"N":"2"})"},
      {"binary set", "size(bs) = :v", true, R"(":v":{"N":"2"})"},
      {"list", "size(l) = :v", true, R"(":v":{"N":"4"})"},
      {"empty list", "size(none_) = :v", true, R"(":v":{"N":"0"})"},
      {"map", "size(m) = :v", true, R"(":v":{"N":"2"})"},
      {"number has none", "size(n) >= :v", false, R"(":v":{"N":"0"})"},
      {"boolean has none", "size(#b) = :v", false, R"(":v":{"N":"1"})"},
      {"missing", "size(zz) = :v", false, R"(":v":{"N":"0"})"},
      {"of a value", "size(:v) = m.x", true, R"(":v":{"S":"seven!!"})"},
      {"two sizes", "size(ss) = size(bs)", true, ""},
      {"in a range", "size(s) BETWEEN :v AND :w", true, R"(":v":{"N":"1"},":w":{"N":"6"})"},
  });
}

TEST(Evaluation, Connectives) {
  check({
      {"and", "attribute_exists(s) AND attribute_exists(n)", true, ""},
      {"and with a false one", "attribute_exists(s) AND attribute_exists(zz)", false, ""},
      {"or", "attribute_exists(zz) OR attribute_exists(n)", true, ""},
      {"or of false ones", "attribute_exists(zz) OR attribute_exists(yy)", false, ""},
      {"not", "NOT attribute_exists(zz)", true, ""},
      {"not not", "NOT NOT attribute_exists(zz)", false, ""},
      {"and before or", "attribute_exists(s) OR attribute_exists(zz) AND attribute_exists(zz)",
       true, ""},
      {"parentheses", "(attribute_exists(s) OR attribute_exists(zz)) AND attribute_exists(zz)",
       false, ""},
      {"not before and", "NOT attribute_exists(zz) AND attribute_exists(s)", true, ""},
  });
}

TEST(Evaluation, ConditionsBuiltByHand) {
  const Item item = every_type();
  const auto present = [](std::string name) {
    return Condition::predicate("attribute_exists", {Path(std::move(name))});
  };
  EXPECT_TRUE(evaluate(Condition::all_of({}), item));
  EXPECT_FALSE(evaluate(Condition::any_of({}), item));
  EXPECT_TRUE(evaluate(Condition::all_of({present("s"), present("n")}), item));
  EXPECT_FALSE(evaluate(Condition::negation(present("s")), item));
  EXPECT_EQ(to_string(Condition::any_of({present("s"), Condition::negation(present("x"))})),
            "(or (attribute_exists s) (not (attribute_exists x)))");
  EXPECT_THROW(Condition::predicate("like", {}), std::logic_error);
}

TEST(Evaluation, MissingItemIsEmpty) {
  Placeholders placeholders = sample_placeholders();
  EXPECT_TRUE(evaluate(*parse_condition("C", "attribute_not_exists(a)", placeholders), Item()));
  EXPECT_FALSE(evaluate(*parse_condition("C", "a = :a", placeholders), Item()));
}

}  // namespace
}  // namespace dynarock::dynamodb::expr
