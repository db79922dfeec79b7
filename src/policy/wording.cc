// IAM's texts for malformed documents, and the order in which it checks. Trust policies and those
// of resources go through a validator of their own, with other words. All were seen in answers of
// the services.

#include "policy/wording.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dynarock::policy {
namespace {

constexpr std::string_view kSyntax = "Syntax errors in policy.";
constexpr std::string_view kTrustSyntax = "Syntax error in policy.";
constexpr std::string_view kLegacy = "The policy failed legacy parsing";
/// What Organizations says of any mistake.
constexpr std::string_view kOrganizations =
    "The provided policy document does not meet the requirements of the specified policy type.";

struct Wording {
  Rule rule;
  int rank;
  std::string_view iam;    // {} stands for the detail, () for the position
  std::string_view trust;  // where it differs
};

// In the order of Rule.
constexpr auto kWordings = std::to_array<Wording>({
    {Rule::kJson, 0, kSyntax, "This policy contains invalid Json"},
    {Rule::kStructure, 0, kSyntax, kTrustSyntax},
    {Rule::kUnknownVersion, 0, kSyntax, "The policy must contain a valid version string"},
    {Rule::kNoStatement, 0, kSyntax, "Could not parse the policy: Statement is empty!"},
    {Rule::kMissingEffect, 0, kSyntax, "Missing required field Effect"},
    {Rule::kInvalidEffect, 0, kSyntax, "Invalid effect: {}"},
    {Rule::kOldVersion, 1, "Policy document must be version 2012-10-17 or greater.", {}},
    {Rule::kEffectCase, 2, kLegacy, "Invalid effect: {}"},
    {Rule::kLegacyParsing, 2, kLegacy, {}},
    {Rule::kPrincipalProhibited, 3, "Policy document should not specify a principal.", {}},
    {Rule::kMissingPrincipal, 3, "Missing required field Principal", {}},
    {Rule::kEmptyPrincipal, 3, "Missing required field Principal cannot be empty!", {}},
    {Rule::kPrincipalNoObject, 3, "Principal must be a JSON object.", {}},
    {Rule::kInvalidPrincipal, 3, "Invalid principal in policy: {}", {}},
    {Rule::kAllowWithNotPrincipal, 3, "Allow with NotPrincipal is not allowed.", {}},
    {Rule::kNotPrincipalProhibited,
     3,
     "AssumeRole policy must not contain NotPrincipal field.",
     {}},
    {Rule::kSidCharacters,
     4,
     "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular "
     "expression [0-9A-Za-z]*",
     {}},
    {Rule::kDuplicateSid, 4, "Statement IDs (SID) in a single policy must be unique.",
     "The Statement Ids in the policy are not unique"},
    {Rule::kMissingActions, 5, "Policy statement must contain actions.",
     "Missing required field Action"},
    {Rule::kMissingResources, 6, "Policy statement must contain resources.", {}},
    {Rule::kResourceProhibited, 6, "Has prohibited field Resource", {}},
    {Rule::kNotResourceProhibited, 6, "AssumeRole policy must not contain resources.", {}},
    {Rule::kResourceFormat, 7, "Resource {} must be in ARN format or \"*\".", {}},
    {Rule::kResourceVendor,
     7,
     "Resource vendor must be fully qualified and cannot contain regexes.",
     {}},
    {Rule::kResourcePartition, 7, "Partition {}.", {}},
    {Rule::kResourceRegion, 7, "Resource {} can not contain region information.", {}},
    {Rule::kIamResourceRegion, 7, "IAM resource {} cannot contain region information.", {}},
    {Rule::kIamResourcePath, 7, "IAM resource path must either be \"*\" or start with {}.", {}},
    {Rule::kActionWithoutVendor, 8,
     "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
     "AssumeRole policy may only specify STS AssumeRole actions."},
    {Rule::kActionColons, 8, "Actions/Condition can contain only one colon.",
     "AssumeRole policy may only specify STS AssumeRole actions."},
    {Rule::kActionVendor, 8, "Vendor {} is not valid",
     "AssumeRole policy may only specify STS AssumeRole actions."},
    {Rule::kActionNotSts, 8, "AssumeRole policy may only specify STS AssumeRole actions.", {}},
});

/// Where the words for resources' policies are not those for trust policies.
constexpr auto kResourceWordings = std::to_array<std::pair<Rule, std::string_view>>({
    {Rule::kStructure, "Syntax error at position ()"},
    {Rule::kPrincipalNoObject, "Syntax error at position ()"},
    {Rule::kMissingResources, "Missing required field Resource"},
    {Rule::kActionWithoutVendor, {}},
    {Rule::kActionColons, {}},
    {Rule::kActionVendor, {}},
});

const Wording& wording(Rule rule) { return kWordings[static_cast<std::size_t>(rule)]; }

constexpr bool in_order() {
  for (std::size_t i = 0; i < kWordings.size(); ++i)
    if (static_cast<std::size_t>(kWordings[i].rule) != i) return false;
  return true;
}
static_assert(in_order(), "rows go in the order of Rule");

std::string_view text_of(PolicyKind kind, const Wording& row) {
  const auto own = std::ranges::find(kResourceWordings, row.rule,
                                     &decltype(kResourceWordings)::value_type::first);
  if (kind == PolicyKind::kResource && own != kResourceWordings.end())
    return own->second.empty() ? row.iam : own->second;
  const bool has_trust_words = kind == PolicyKind::kTrust || kind == PolicyKind::kResource;
  return has_trust_words && !row.trust.empty() ? row.trust : row.iam;
}

}  // namespace

int rank(PolicyKind kind, Rule rule) {
  // Their validator goes statement by statement.
  if (kind == PolicyKind::kTrust || kind == PolicyKind::kResource)
    return rule == Rule::kJson ? 0 : 1;
  return wording(rule).rank;
}

std::string message(PolicyKind kind, Rule rule, std::string_view detail, json::Position position) {
  if (kind == PolicyKind::kServiceControl || kind == PolicyKind::kResourceControl)
    return std::string(kOrganizations);
  std::string text(text_of(kind, wording(rule)));
  if (const std::size_t place = text.find("{}"); place != text.npos) text.replace(place, 2, detail);
  if (const std::size_t place = text.find("()"); place != text.npos)
    text.insert(place + 1, std::to_string(position.line) + "," + std::to_string(position.column));
  return text;
}

}  // namespace dynarock::policy
