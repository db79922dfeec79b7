#include "dynarock/policy/principal.h"

#include <algorithm>

#include "dynarock/base/characters.h"
#include "dynarock/base/ids.h"
#include "dynarock/policy/arn.h"

namespace dynarock::policy {
namespace {

/// The account that a value names: by its number or its root's ARN; empty if it names another.
std::string_view named_account(std::string_view value) {
  if (is_account_id(value)) return value;
  const auto arn = split_arn(value);
  return arn && arn->service() == "iam" && arn->resource() == "root" ? arn->account() : "";
}

/// The sort of `AIDACKCEVSQ6C2EXAMPLE`.
bool is_unique_id(std::string_view text) {
  return text.size() >= 16 && text.starts_with('A') &&
         std::ranges::all_of(text, [](char c) { return is_upper(c) || is_digit(c); });
}

}  // namespace

bool PrincipalElement::is_valid(Type type, std::string_view value) {
  if (type != Type::kAws || value == "*" || is_account_id(value) || is_unique_id(value))
    return true;
  const auto arn = split_arn(value);
  return arn && (arn->service() == "iam" || arn->service() == "sts") &&
         is_account_id(arn->account()) && value.find_first_of("*?") == value.npos;
}

void PrincipalElement::add(Type type, std::string_view value, json::Position position) {
  if (type == Type::kAws && value == "*") everyone = true;
  const std::string_view account = type == Type::kAws ? named_account(value) : "";
  entries.push_back({type, std::string(value), std::string(account), position});
}

PrincipalMatch PrincipalElement::match_entry(const Entry& entry, const Principal& principal,
                                             bool accounts_are_roots) const {
  const bool is_root = principal.kind == Principal::Kind::kRoot;
  switch (entry.type) {
    case Type::kAws:
      if (!principal.has_account()) return PrincipalMatch::kNone;
      if (!entry.account.empty()) {
        if (entry.account != principal.account) return PrincipalMatch::kNone;
        if (is_root) return PrincipalMatch::kDirect;
        return accounts_are_roots ? PrincipalMatch::kNone : PrincipalMatch::kAccount;
      }
      if (entry.value == principal.arn) return PrincipalMatch::kDirect;
      if (!principal.source_arn.empty()) {
        return entry.value == principal.source_arn || entry.value == principal.unique_id
                   ? PrincipalMatch::kSource
                   : PrincipalMatch::kNone;
      }
      return entry.value == principal.unique_id ? PrincipalMatch::kDirect : PrincipalMatch::kNone;
    case Type::kService:
      return principal.kind == Principal::Kind::kService && entry.value == principal.provider
                 ? PrincipalMatch::kDirect
                 : PrincipalMatch::kNone;
    case Type::kFederated:
      return principal.kind == Principal::Kind::kIdentity && entry.value == principal.provider
                 ? PrincipalMatch::kDirect
                 : PrincipalMatch::kNone;
    case Type::kCanonicalUser:
      return PrincipalMatch::kNone;
  }
  return PrincipalMatch::kNone;
}

bool PrincipalElement::exempts(const Principal& principal) const {
  if (everyone) return true;
  bool account = false, source = false, direct = false;
  for (const Entry& entry : entries) {
    const PrincipalMatch found = match_entry(entry, principal, false);
    account = account || found == PrincipalMatch::kAccount;
    source = source || found == PrincipalMatch::kSource;
    direct = direct || found == PrincipalMatch::kDirect;
  }
  if (!direct) return false;
  if (principal.kind == Principal::Kind::kRoot || !principal.has_account()) return true;
  return account && (source || principal.source_arn.empty());
}

PrincipalMatch PrincipalElement::match(const Principal& principal, bool accounts_are_roots) const {
  if (negated) return exempts(principal) ? PrincipalMatch::kNone : PrincipalMatch::kDirect;
  PrincipalMatch best = everyone ? PrincipalMatch::kDirect : PrincipalMatch::kNone;
  for (const Entry& entry : entries)
    best = std::max(best, match_entry(entry, principal, accounts_are_roots));
  return best;
}

}  // namespace dynarock::policy
