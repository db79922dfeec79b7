#include <vector>

#include "dynarock/aws/deserialize.h"
#include "secretsmanager/operations.h"
#include "secretsmanager/shapes.h"

namespace dynarock::secretsmanager {
namespace {

constexpr std::int64_t kDefaultLength = 32;

constexpr Shape kLength = aws::long_shape({.min = 1, .max = 4096});
constexpr Shape kExcluded = aws::string_shape({.min = 0, .max = 4096});
constexpr Field kInputFields[] = {
    {"PasswordLength", kLength},         {"ExcludeCharacters", kExcluded},
    {"ExcludeNumbers", aws::kBoolean},   {"ExcludePunctuation", aws::kBoolean},
    {"ExcludeUppercase", aws::kBoolean}, {"ExcludeLowercase", aws::kBoolean},
    {"IncludeSpace", aws::kBoolean},     {"RequireEachIncludedType", aws::kBoolean}};
constexpr Shape kInput = aws::structure("GetRandomPasswordRequest", kInputFields);
constexpr Field kOutputFields[] = {{"RandomPassword", aws::kString}};
constexpr Shape kOutput = aws::structure("GetRandomPasswordResponse", kOutputFields);

/// A kind of characters, and the member of a request that excludes it or, of the space, includes
/// it.
struct CharacterType {
  std::string_view characters, member;
  bool included_by_default = true;
};
constexpr CharacterType kTypes[] = {{"abcdefghijklmnopqrstuvwxyz", "ExcludeLowercase"},
                                    {"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ExcludeUppercase"},
                                    {"0123456789", "ExcludeNumbers"},
                                    {"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "ExcludePunctuation"},
                                    {" ", "IncludeSpace", false}};

/// The characters of each type that may be used, without the types that have none.
std::vector<std::string> alphabets(json::Value request) {
  const std::string_view excluded = request.find_text("ExcludeCharacters").value_or("");
  std::vector<std::string> result;
  for (const CharacterType& type : kTypes) {
    if (boolean_of(request, type.member) == type.included_by_default) continue;
    std::string left(type.characters);
    std::erase_if(left, [&](char c) { return excluded.find(c) != std::string_view::npos; });
    if (!left.empty()) result.push_back(std::move(left));
  }
  return result;
}

/// Where to insert a character, by chance.
std::size_t place_in(const std::string& password, Ids& ids) {
  std::size_t number = 0;
  for (const char c : ids.text(8, "0123456789"))
    number = number * 10 + static_cast<std::size_t>(c - '0');
  return number % (password.size() + 1);
}

Result<std::string> run(Context& context, json::Value request) {
  const auto given = request.find("PasswordLength");
  const auto length = static_cast<std::size_t>(given ? aws::to_integer(*given) : kDefaultLength);
  const std::vector<std::string> types = alphabets(request);
  const bool each =
      !request.find("RequireEachIncludedType") || boolean_of(request, "RequireEachIncludedType");
  if (types.empty() || (each && length < types.size()))
    return fail(invalid_parameter("Password length is too short based on the required types."));
  std::string all;
  for (const std::string& type : types) all += type;
  std::string password = context.ids.text(each ? length - types.size() : length, all);
  if (each)
    for (const std::string& type : types)
      password.insert(place_in(password, context.ids), context.ids.text(1, type));
  std::string body;
  json::Writer(body).begin_object().member("RandomPassword", password).end_object();
  return body;
}

}  // namespace

const Operation kGetRandomPassword = {{"GetRandomPassword", &kInput, &kOutput}, run};

}  // namespace dynarock::secretsmanager
