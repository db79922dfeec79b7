#include "dynarock/dynamodb/model/item_json.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/dynamodb/model/random_values.h"

namespace dynarock::dynamodb {
namespace {

const std::string kInvalid = "One or more parameter values were invalid: ";
const std::string kEmpty =
    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
const std::string kSeveral =
    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the "
    "supported datatypes";
const std::string kDeep =
    "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels "
    "beyond supported limit";
const std::string kNotNumeric = "The parameter cannot be converted to a numeric value: ";

/// The canonical JSON of the value, or `Code: message`.
std::string decode_and_print(std::string_view text, Wording wording = Wording::current) {
  json::Document document;
  if (!document.parse(text)) return "not JSON";
  const Result<AttributeValue> value = decode_attribute_value(document.root(), wording);
  if (!value) return std::string(value.error().code) + ": " + value.error().message;
  std::string out;
  encode_attribute_value(*value, out);
  return out;
}

std::string decode_item_and_print(std::string_view text) {
  json::Document document;
  if (!document.parse(text)) return "not JSON";
  const Result<Item> item = decode_item(document.root());
  if (!item) return std::string(item.error().code) + ": " + item.error().message;
  std::string out;
  encode_item(*item, out);
  return out;
}

std::string check(std::string_view text) {
  json::Document document;
  if (!document.parse(text)) return "not JSON";
  const Result<void> result = check_attribute_value_types(document.root());
  return result ? "fits" : std::string(result.error().code) + ": " + result.error().message;
}

struct Case {
  const char* name;
  std::string json;
  std::string result;
};

TEST(DecodeAttributeValue, ReadsEveryTypeIntoItsCanonicalForm) {
  const Case cases[] = {
      {"string", R"({"S":"a\u00e9\"\n"})", "{\"S\":\"a\xc3\xa9\\\"\\n\"}"},
      {"empty string", R"({"S":""})", R"({"S":""})"},
      {"number", R"({"N":"1e2"})", R"({"N":"100"})"},
      {"binary", R"({"B":"eg=="})", R"({"B":"eg=="})"},
      {"empty binary", R"({"B":""})", R"({"B":""})"},
      {"true", R"({"BOOL":true})", R"({"BOOL":true})"},
      {"false", R"({"BOOL":false})", R"({"BOOL":false})"},
      {"boolean words", R"({"L":[{"BOOL":"yes"},{"BOOL":"NO"},{"BOOL":"1"},{"BOOL":"False"}]})",
       R"({"L":[{"BOOL":true},{"BOOL":false},{"BOOL":true},{"BOOL":false}]})"},
      {"null", R"({"NULL":true})", R"({"NULL":true})"},
      {"null by a word", R"({"NULL":"True"})", R"({"NULL":true})"},
      {"string set sorts", R"({"SS":["b","","a"]})", R"({"SS":["","a","b"]})"},
      {"number set sorts by value", R"({"NS":["10","9","-1e1"]})", R"({"NS":["-10","9","10"]})"},
      {"binary set sorts by bytes", R"({"BS":["/w==","AA==",""]})", R"({"BS":["","AA==","/w=="]})"},
      {"list keeps its order", R"({"L":[{"S":"b"},{"N":"1"},{"L":[]}]})",
       R"({"L":[{"S":"b"},{"N":"1"},{"L":[]}]})"},
      {"map sorts", R"({"M":{"b":{"S":"1"},"a":{"M":{}}}})",
       R"({"M":{"a":{"M":{}},"b":{"S":"1"}}})"},
      {"last of a name", R"({"M":{"a":{"S":"1"},"b":{"S":"2"},"a":{"S":"3"}}})",
       R"({"M":{"a":{"S":"3"},"b":{"S":"2"}}})"},
      {"type given twice", R"({"S":"1","S":"2"})", R"({"S":"2"})"},
      {"null members are absent", R"({"S":"a","N":null,"L":null})", R"({"S":"a"})"},
      {"unknown members are ignored", R"({"X":1,"S":"a","SSS":{}})", R"({"S":"a"})"},
  };
  for (const Case& c : cases) EXPECT_EQ(decode_and_print(c.json), c.result) << c.name;
}

TEST(DecodeAttributeValue, RefusesWhatIsNoValue) {
  const Case cases[] = {
      {"no type", R"({})", kEmpty},
      {"null", "null", kEmpty},
      {"unknown type only", R"({"X":"a"})", kEmpty},
      {"null type only", R"({"S":null})", kEmpty},
      {"null in a list", R"({"L":[null]})", kEmpty},
      {"null in a map", R"({"M":{"a":null}})", kEmpty},
      {"no type inside", R"({"M":{"a":{"L":[{}]}}})", kEmpty},
      {"two types", R"({"S":"a","N":"1"})", kSeveral},
      {"fault inside before two types", R"({"S":"a","SS":[]})",
       kInvalid + "An string set  may not be empty"},
      {"number before all else", R"({"NULL":false,"SS":[],"N":"b"})", kNotNumeric + "b"},
      {"NULL false", R"({"NULL":false})",
       kInvalid + "Null attribute value types must have the value of true"},
      {"number", R"({"N":"1e"})", kNotNumeric + "1e"},
      {"empty number", R"({"N":""})", kNotNumeric},
      {"number in a set", R"({"NS":["1","x"]})", kNotNumeric + "x"},
      {"empty string set", R"({"SS":[]})", kInvalid + "An string set  may not be empty"},
      {"empty number set", R"({"NS":[]})", kInvalid + "An number set  may not be empty"},
      {"empty binary set", R"({"BS":[]})", kInvalid + "Binary sets should not be empty"},
      {"null in string set", R"({"SS":["a",null]})",
       kInvalid + "An string set may not have a null string as a member"},
      {"null in number set", R"({"NS":["x",null]})",
       kInvalid + "An number set may not have a null string as a member"},
      {"null in binary set", R"({"BS":[null]})",
       kInvalid + "Binary sets may not contain null values"},
      {"two equal strings", R"({"SS":["a","a"]})",
       kInvalid + R"(Input collection ["a", "a"] contains duplicates.)"},
      {"equal strings among others", R"({"SS":["c","b","a","b","c","0"]})",
       kInvalid + R"(Input collection ["a", "b", "c", "b", "c", "0"] contains duplicates.)"},
      {"equal numbers", R"({"NS":["1","2","1.0"]})",
       kInvalid + "Input collection contains duplicates."},
      {"equal binaries", R"({"BS":["/w==","AA==","AA=="]})",
       kInvalid + R"(Input collection ["AA==","/w==","AA=="]of type BS contains duplicates.)"},
      {"empty name inside", R"({"M":{"":{"S":"a"}}})", "Empty attribute name"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(decode_and_print(c.json), "ValidationException: " + c.result) << c.name;
}

TEST(DecodeAttributeValue, WordsRefusalsByLayer) {
  const Case cases[] = {
      {"strings", R"({"SS":["b","a","b"]})",
       kInvalid + "Input collection [b, a, b] contains duplicates."},
      {"binaries", R"({"BS":["/w==","AA==","AA=="]})",
       kInvalid + "Input collection [/w==, AA==, AA==]of type BS contains duplicates."},
      {"numbers", R"({"NS":["1","1"]})", "Input collection contains duplicates"},
      {"empty number", R"({"N":""})", "The parameter cannot be converted to a numeric value"},
      {"empty number in a set", R"({"NS":[""]})",
       "The parameter cannot be converted to a numeric value"},
      {"exponent past 32 bits", R"({"N":"1e2147483648"})", kNotNumeric + "1e2147483648"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(decode_and_print(c.json, Wording::older), "ValidationException: " + c.result)
        << c.name;
}

TEST(DecodeAttributeValue, RefusesJsonOfTheWrongType) {
  const std::string structure = "Start of structure or map found where not expected";
  const std::string blob = "only base-64-encoded strings are convertible to bytes";
  const Case cases[] = {
      {"integer for S", R"({"S":5})", "NUMBER_VALUE cannot be converted to String"},
      {"decimal for S", R"({"S":5.5})", "DECIMAL_VALUE cannot be converted to String"},
      {"exponent for S", R"({"S":1e5})", "DECIMAL_VALUE cannot be converted to String"},
      {"true for S", R"({"S":true})", "TRUE_VALUE cannot be converted to String"},
      {"false for S", R"({"S":false})", "FALSE_VALUE cannot be converted to String"},
      {"array for S", R"({"S":[]})", "Unrecognized collection type class java.lang.String"},
      {"object for S", R"({"S":{}})", structure},
      {"integer for N", R"({"N":5})", "NUMBER_VALUE cannot be converted to String"},
      {"integer for B", R"({"B":5})", blob},
      {"true for B", R"({"B":true})", blob},
      {"array for B", R"({"B":[]})", "Unrecognized collection type class java.nio.ByteBuffer"},
      {"object for B", R"({"B":{}})", structure},
      {"odd length for B", R"({"B":"abcde"})",
       "Base64 encoded length is expected a multiple of 4 bytes but found: 5"},
      {"bits in the tail of B", R"({"B":"ab=="})",
       "Invalid last non-pad Base64 character dectected"},
      {"integer for BOOL", R"({"BOOL":1})", "NUMBER_VALUE cannot be converted to Boolean"},
      {"word for BOOL", R"({"BOOL":"maybe"})", "Unexpected token received from parser"},
      {"array for BOOL", R"({"BOOL":[]})", "Unrecognized collection type class java.lang.Boolean"},
      {"object for NULL", R"({"NULL":{}})", structure},
      {"word for NULL", R"({"NULL":""})", "Unexpected token received from parser"},
      {"string for SS", R"({"SS":"a"})", "Unexpected field type"},
      {"object for SS", R"({"SS":{}})", structure},
      {"integer in SS", R"({"SS":["a",1]})", "NUMBER_VALUE cannot be converted to String"},
      {"array in SS", R"({"SS":[[]]})", "Unrecognized collection type class java.lang.String"},
      {"integer in NS", R"({"NS":[1]})", "NUMBER_VALUE cannot be converted to String"},
      {"integer in BS", R"({"BS":[1]})", blob},
      {"bad base64 in BS", R"({"BS":["abc"]})",
       "Base64 encoded length is expected a multiple of 4 bytes but found: 3"},
      {"string for L", R"({"L":"a"})", "Unexpected field type"},
      {"object for L", R"({"L":{}})", structure},
      {"string in L", R"({"L":["a"]})", "Unexpected value type in payload"},
      {"array in L", R"({"L":[[]]})",
       "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue"},
      {"string for M", R"({"M":"a"})", "Unexpected field type"},
      {"array for M", R"({"M":[]})",
       "Unrecognized collection type java.util.Map<java.lang.String, "
       "com.amazonaws.dynamodb.v20120810.AttributeValue>"},
      {"string in M", R"({"M":{"a":"b"}})", "Unexpected value type in payload"},
      {"array in M", R"({"M":{"a":[]}})",
       "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue"},
      {"string for a value", R"("a")", "Unexpected value type in payload"},
      {"array for a value", "[]",
       "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue"},
      {"deep inside", R"({"L":[{"M":{"a":{"L":[{"S":1}]}}}]})",
       "NUMBER_VALUE cannot be converted to String"},
      {"behind a fault of another kind", R"({"L":[{"N":"x"},{},{"S":1}]})",
       "NUMBER_VALUE cannot be converted to String"},
      {"in one of several types", R"({"S":"a","N":1})",
       "NUMBER_VALUE cannot be converted to String"},
      {"first of several", R"({"L":[{"S":1},{"S":true}]})",
       "NUMBER_VALUE cannot be converted to String"},
      {"in a member given again", R"({"S":1,"S":"a","N":"1"})",
       "NUMBER_VALUE cannot be converted to String"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(decode_and_print(c.json), "SerializationException: " + c.result) << c.name;
    EXPECT_EQ(check(c.json), "SerializationException: " + c.result) << c.name;
  }
}

TEST(CheckTypes, LetsPassWhatOnlyValidationRefuses) {
  for (const char* text :
       {"null", "{}", R"({"N":"x"})", R"({"SS":[]})", R"({"SS":[null]})", R"({"S":null,"X":5})",
        R"({"S":"a","N":"1"})", R"({"NULL":false})", R"({"L":[null,{}]})", R"({"M":{"":{}}})"})
    EXPECT_EQ(check(text), "fits") << text;
}

std::string nested(std::size_t wrappers, const std::string& innermost) {
  std::string text = innermost;
  for (std::size_t i = 0; i < wrappers; ++i)
    text = i % 2 == 0 ? R"({"L":[)" + text + "]}" : R"({"M":{"a":)" + text + "}}";
  return text;
}

TEST(DecodeAttributeValue, StopsAtNestingLevel32) {
  const std::string scalar = R"({"S":"a"})";
  EXPECT_EQ(decode_and_print(nested(31, scalar)), nested(31, scalar));
  EXPECT_EQ(decode_and_print(nested(32, scalar)), "ValidationException: " + kDeep);
  EXPECT_EQ(decode_and_print(nested(31, R"({"L":[]})")), nested(31, R"({"L":[]})"));
  EXPECT_EQ(decode_and_print(nested(300, scalar)), "ValidationException: " + kDeep);
}

TEST(DecodeAttributeValue, NamesTheFirstFaultButTypesBeforeAndNamesBehindAll) {
  const std::string deep = nested(32, R"({"S":"a"})");
  const std::string not_numeric = "ValidationException: " + kNotNumeric + "x";
  const Case cases[] = {
      {"number, then nesting", R"({"L":[{"N":"x"},)" + deep + "]}", not_numeric},
      {"nesting, then number", R"({"L":[)" + deep + R"(,{"N":"x"}]})",
       "ValidationException: " + kDeep},
      {"number at the bottom of nesting", nested(32, R"({"N":"x"})"),
       "ValidationException: " + kDeep},
      {"name, then nesting", R"({"M":{"":{"S":"a"},"a":)" + deep + "}}",
       "ValidationException: " + kDeep},
      {"name, then number", R"({"M":{"":{"N":"x"}}})", not_numeric},
      {"nesting, then type", R"({"L":[)" + deep + R"(,{"S":1}]})",
       "SerializationException: NUMBER_VALUE cannot be converted to String"},
  };
  for (const Case& c : cases) EXPECT_EQ(decode_and_print(c.json), c.result) << c.name;
}

TEST(DecodeItem, ReadsOrRefuses) {
  const std::string deep = nested(32, R"({"S":"a"})");
  const Case cases[] = {
      {"empty", "{}", "{}"},
      {"null", "null", "{}"},
      {"sorted by name", R"({"b":{"S":"1"},"a":{"S":"2"},"B":{"S":"3"}})",
       R"({"B":{"S":"3"},"a":{"S":"2"},"b":{"S":"1"}})"},
      {"last of a name", R"({"a":{"S":"1"},"a":{"S":"2"}})", R"({"a":{"S":"2"}})"},
      {"longest name", "{\"" + std::string(65535, 'x') + "\":{\"S\":\"\"}}",
       "{\"" + std::string(65535, 'x') + "\":{\"S\":\"\"}}"},
      {"name too long", "{\"" + std::string(65536, 'x') + "\":{\"S\":\"\"}}",
       "ValidationException: Attribute name is too large, must be less than 65536 bytes"},
      {"empty name", R"({"":{"S":"a"}})", "ValidationException: Empty attribute name"},
      {"empty name behind a fault", R"({"a":{"N":"x"},"":{"S":"a"}})",
       "ValidationException: Empty attribute name"},
      {"empty name behind deep nesting", R"({"a":)" + deep + R"(,"":{"S":"a"}})",
       "ValidationException: Empty attribute name"},
      {"first fault", R"({"b":{"N":"x"},"a":{}})", "ValidationException: " + kNotNumeric + "x"},
      {"type fault before all", R"({"":{"S":"a"},"a":{"S":1}})",
       "SerializationException: NUMBER_VALUE cannot be converted to String"},
      {"array", "[]",
       "SerializationException: Unrecognized collection type java.util.Map<java.lang.String, "
       "com.amazonaws.dynamodb.v20120810.AttributeValue>"},
      {"string", R"("a")", "SerializationException: Unexpected field type"},
  };
  for (const Case& c : cases) EXPECT_EQ(decode_item_and_print(c.json), c.result) << c.name;
}

TEST(ItemJson, ComesBackAsItWas) {
  RandomValues random(1);
  json::Document document;
  for (int i = 0; i < 5000; ++i) {
    const Item item = random.item();
    std::string text;
    encode_item(item, text);
    ASSERT_TRUE(document.parse(text)) << text;
    ASSERT_TRUE(check_item_types(document.root())) << text;
    const Result<Item> decoded = decode_item(document.root());
    ASSERT_TRUE(decoded) << text << ": " << decoded.error().message;
    ASSERT_EQ(*decoded, item) << text;
    std::string again;
    encode_item(*decoded, again);
    ASSERT_EQ(again, text);
  }
}

TEST(DescribeAttributeValue, PrintsAsAwsErrorTextsDo) {
  const Case cases[] = {
      {"string", R"({"S":"x"})", "{S:x}"},
      {"number", R"({"N":"5.0"})", "{N:5}"},
      {"binary", R"({"B":"eg=="})", "{B:eg==}"},
      {"boolean", R"({"BOOL":true})", "{BOOL:true}"},
      {"null", R"({"NULL":true})", "{NULL:true}"},
      {"set", R"({"SS":["b","a"]})", "{SS:[a, b]}"},
      {"number set", R"({"NS":["2","1"]})", "{NS:[1, 2]}"},
      {"binary set", R"({"BS":["eg=="]})", "{BS:[eg==]}"},
      {"list", R"({"L":[{"S":"x"},{"N":"1"}]})", "{L:[{S:x}, {N:1}]}"},
      {"map", R"({"M":{"a":{"S":"x"},"b":{"N":"1"}}})", "{M:{a={S:x}, b={N:1}}}"},
  };
  for (const Case& c : cases) {
    json::Document document;
    ASSERT_TRUE(document.parse(c.json));
    EXPECT_EQ(describe_attribute_value(*decode_attribute_value(document.root())), c.result)
        << c.name;
  }
}

}  // namespace
}  // namespace dynarock::dynamodb
