#include <gtest/gtest.h>

#include "dynarock/aws/constraints.h"
#include "tests/unit/aws/sample_model.h"

namespace dynarock::aws {
namespace {

TEST(PrintValue, PrintsAsJavaDoes) {
  constexpr struct {
    const Shape& shape;
    const char* json;
    const char* printed;
  } kCases[] = {
      {kString, R"("it's")", "it's"},
      {kInteger, "1.5", "1"},
      {kBoolean, R"("yes")", "true"},
      {kBlob, R"("AAA=")", "java.nio.HeapByteBuffer[pos=0 lim=2 cap=2]"},
      {kStringList, "[]", "[]"},
      {kStringList, R"(["a", "b"])", "[a, b]"},
      {kStringMap, "{}", "{}"},
      {kStringMap, R"({"k": "v", "l": "w"})", "{k=v, l=w}"},
      {sample::kKeySchemaElement, R"({"KeyType": "HASH"})",
       "KeySchemaElement(attributeName=null, keyType=HASH)"},
      {sample::kWriteRequest, R"({"PutRequest": {"Item": {}}})",
       "WriteRequest(putRequest=PutRequest(item={}, workloadProfileName=null), "
       "deleteRequest=null)"},
  };
  for (const auto& [shape, text, printed] : kCases) {
    json::Document document;
    ASSERT_TRUE(document.parse(text));
    EXPECT_EQ(print_value(document.root(), shape), printed);
  }
}

}  // namespace
}  // namespace dynarock::aws
