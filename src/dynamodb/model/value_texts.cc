#include "dynamodb/model/value_texts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "dynarock/base/base64.h"

namespace dynarock::dynamodb {
namespace {

/// The texts that each type of set has of its own. Grammar and blanks are AWS's.
struct SetTexts {
  std::string_view empty;
  std::string_view null_member;
};

const SetTexts& texts_of(AttributeType set) {
  static constexpr SetTexts kStrings = {"An string set  may not be empty",
                                        "An string set may not have a null string as a member"};
  static constexpr SetTexts kNumbers = {"An number set  may not be empty",
                                        "An number set may not have a null string as a member"};
  static constexpr SetTexts kBinaries = {"Binary sets should not be empty",
                                         "Binary sets may not contain null values"};
  if (set == AttributeType::SS) return kStrings;
  return set == AttributeType::NS ? kNumbers : kBinaries;
}

AwsError invalid_parameter_error(std::string_view text) {
  return validation_error("One or more parameter values were invalid: " + std::string(text));
}

/// How a layer lists the members of a set.
struct ListStyle {
  std::string_view quote;
  std::string_view string_separator;
  std::string_view binary_separator;
};
constexpr ListStyle kCurrentStyle = {"\"", ", ", ","};
constexpr ListStyle kOlderStyle = {"", ", ", ", "};

std::vector<std::string> sorted_up_to_repeat(std::vector<std::string> members) {
  std::set<std::string_view> seen;
  const auto repeat =
      std::find_if_not(members.begin(), members.end(),
                       [&](const std::string& member) { return seen.insert(member).second; });
  std::sort(members.begin(), repeat);
  return members;
}

std::string list_members(AttributeType set, const std::vector<std::string>& members,
                         const ListStyle& style) {
  const bool binary = set == AttributeType::BS;
  std::string text = "[";
  std::string_view separator;
  for (const std::string& member : members) {
    text += separator;
    separator = binary ? style.binary_separator : style.string_separator;
    text += style.quote;
    if (binary)
      base64_append(member, text);
    else
      text += member;
    text += style.quote;
  }
  return text + "]";
}

}  // namespace

AwsError empty_set_error(AttributeType set) { return invalid_parameter_error(texts_of(set).empty); }

AwsError null_member_error(AttributeType set) {
  return invalid_parameter_error(texts_of(set).null_member);
}

AwsError duplicates_error(AttributeType set, const std::vector<std::string>& members,
                          Wording wording) {
  const bool current = wording == Wording::current;
  if (set == AttributeType::NS)
    return current ? invalid_parameter_error("Input collection contains duplicates.")
                   : validation_error("Input collection contains duplicates");
  const std::string list = current ? list_members(set, sorted_up_to_repeat(members), kCurrentStyle)
                                   : list_members(set, members, kOlderStyle);
  // AWS leaves no blank in front of this "of".
  const std::string_view kind = set == AttributeType::BS ? "of type BS" : "";
  return invalid_parameter_error("Input collection " + list + std::string(kind) +
                                 " contains duplicates.");
}

}  // namespace dynarock::dynamodb
