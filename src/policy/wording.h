#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dynarock/policy/document.h"

namespace dynarock::policy {

/// The rules of documents, each with IAM's text for breaking it in wording.cc.
enum class Rule : std::uint8_t {
  kJson,
  kStructure,
  kUnknownVersion,
  kNoStatement,
  kMissingEffect,
  kInvalidEffect,
  kOldVersion,
  kEffectCase,
  kLegacyParsing,
  kPrincipalProhibited,
  kMissingPrincipal,
  kEmptyPrincipal,
  kPrincipalNoObject,
  kInvalidPrincipal,
  kAllowWithNotPrincipal,
  kNotPrincipalProhibited,
  kSidCharacters,
  kDuplicateSid,
  kMissingActions,
  kMissingResources,
  kResourceProhibited,
  kNotResourceProhibited,
  kResourceFormat,
  kResourceVendor,
  kResourcePartition,
  kResourceRegion,
  kIamResourceRegion,
  kIamResourcePath,
  kActionWithoutVendor,
  kActionColons,
  kActionVendor,
  kActionNotSts
};

/// Which rule IAM tells of first if several are broken: that of the lowest rank, among equals the
/// first in the document.
int rank(PolicyKind kind, Rule rule);

/// IAM's message. `detail` is what the rule's text quotes, such as the resource; some texts tell
/// the position.
std::string message(PolicyKind kind, Rule rule, std::string_view detail, json::Position position);

}  // namespace dynarock::policy
