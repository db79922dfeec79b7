#include "dynarock/aws/errors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace dynarock::aws {
namespace {

constexpr std::string_view kNamespace = "com.amazonaws.dynamodb.v20120810";

TEST(EncodeError, SpellsEachAsTheServiceDoes) {
  const struct {
    AwsError error;
    const char* body;
  } kCases[] = {
      {validation_error("a \"b\""),
       R"({"__type":"com.amazon.coral.validate#ValidationException","message":"a \"b\""})"},
      {serialization_error("x"),
       R"({"__type":"com.amazon.coral.service#SerializationException","Message":"x"})"},
      {serialization_error(""), R"({"__type":"com.amazon.coral.service#SerializationException"})"},
      {{"ResourceNotFoundException", "x", {}},
       R"({"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"x"})"},
      {{"ConditionalCheckFailedException", "x", R"("Item":{})"},
       R"({"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",)"
       R"("message":"x","Item":{}})"},
      {{"TransactionCanceledException", "x", R"("CancellationReasons":[])"},
       R"({"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",)"
       R"("CancellationReasons":[],"Message":"x"})"},
      {internal_error("a secret"),
       R"({"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError",)"
       R"("message":"Internal server error"})"},
  };
  for (const auto& [error, body] : kCases) EXPECT_EQ(encode_error(error, kNamespace), body);
}

TEST(EncodeError, RefusesCodesWithoutRow) {
  EXPECT_THROW(encode_error({"NoSuchException", "", {}}, kNamespace), std::logic_error);
}

TEST(FindError, KnowsStatuses) {
  EXPECT_EQ(find_error("ValidationException")->status, 400);
  EXPECT_EQ(find_error("InternalServerError")->status, 500);
  EXPECT_EQ(find_error("ServiceUnavailable")->status, 503);
  EXPECT_EQ(find_error("ServiceUnavailableException"), nullptr);
}

/// The words between quotation marks that end in Exception.
std::vector<std::string> quoted_exceptions(const std::string& text) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  constexpr std::string_view kEnding = "Exception";
  std::vector<std::string> found;
  for (std::size_t start = text.find('"'); start != text.npos; start = text.find('"', start)) {
    const std::size_t end = std::min(text.find_first_not_of(kLetters, ++start), text.size());
    const std::string word = text.substr(start, end - start);
    const bool is_quoted = end < text.size() && text[end] == '"';
    if (is_quoted && word.size() > kEnding.size() && word.ends_with(kEnding)) found.push_back(word);
  }
  return found;
}

// What the program's sources name as an error must have a row, tested or not.
TEST(AllErrors, HoldEveryCodeInTheSources) {
  for (const char* folder : {"src", "include"}) {
    const auto root = std::filesystem::path(DYNAROCK_SOURCE_DIR) / folder;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".cc" && entry.path().extension() != ".h") continue;
      std::ifstream file(entry.path());
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      for (const std::string& code : quoted_exceptions(text))
        EXPECT_TRUE(find_error(code)) << code << " in " << entry.path();
    }
  }
}

}  // namespace
}  // namespace dynarock::aws
