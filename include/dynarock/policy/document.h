#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "dynarock/base/error.h"
#include "dynarock/json/syntax_error.h"
#include "dynarock/policy/arn.h"
#include "dynarock/policy/condition.h"
#include "dynarock/policy/principal.h"

namespace dynarock::policy {

/// What a document is for, which decides what it may and must say.
enum class PolicyKind : std::uint8_t {
  kManaged,   ///< a managed policy, also as a permissions boundary: Version 2012-10-17 or refused
  kInline,    ///< embedded in a user, group or role
  kSession,   ///< given to AssumeRole and its like
  kTrust,     ///< a role's AssumeRolePolicyDocument
  kResource,  ///< of a table, a stream
  kVpcEndpoint,
  kServiceControl,
  kResourceControl
};

/// What a kind is called and what bounds it.
struct PolicyKindTraits {
  std::string_view name;  ///< "managed policy"
  bool names_principals;  ///< needs Principal; the others must not have it
  bool names_resources;   ///< needs Resource; only trust policies must not have it
  /// The largest document AWS takes, and how AWS counts. Services answer each with their own error
  /// (LimitExceeded: Cannot exceed quota for PolicySize: 6144), so parse_policy() does not check
  /// it.
  std::size_t max_size;
  bool counts_white_space;
};

const PolicyKindTraits& traits(PolicyKind kind);

/// The size of a document as the kind counts it.
std::size_t policy_size(PolicyKind kind, std::string_view text);

enum class Effect : std::uint8_t { kAllow, kDeny };

/// The action of a request, split: both parts in lower case.
struct ActionName {
  explicit ActionName(std::string_view action);
  std::string service;
  std::string name;
};

/// A value of Action or NotAction. Case does not matter; `*` and `?` may stand in the name.
class ActionPattern {
 public:
  ActionPattern(std::string_view source, json::Position position);

  bool matches(const ActionName& action) const {
    return (any_service_ || service_ == action.service) && name_.matches(action.name);
  }
  /// `*` or `*:*`.
  bool matches_all() const { return any_service_ && name_.matches_all(); }

  const std::string& source() const { return source_; }
  json::Position position() const { return position_; }
  /// In lower case, empty for any.
  const std::string& service() const { return service_; }

 private:
  std::string source_;
  std::string service_;
  Glob name_;
  bool any_service_ = false;
  json::Position position_;
};

/// A value of Resource with its place.
struct PlacedResource {
  ResourcePattern pattern;
  json::Position position;
};

struct Statement {
  std::size_t index = 0;  ///< in the document, from 0
  std::string sid;
  Effect effect = Effect::kDeny;
  json::Position begin, end;  ///< its braces

  std::optional<PrincipalElement> principal;
  bool not_action = false;
  std::vector<ActionPattern> actions;
  bool not_resource = false;
  std::vector<PlacedResource> resources;  ///< empty in trust policies
  std::vector<Condition> conditions;

  bool applies_to_action(const ActionName& action) const;
  /// Trust policies, without resources, apply to any.
  bool applies_to_resource(const std::optional<Arn>& arn, const Context& context) const;
};

/// A policy document, parsed. Immutable, so it can be evaluated from several threads.
class Document {
 public:
  const std::string& version() const { return version_; }
  const std::string& id() const { return id_; }
  PolicyKind kind() const { return kind_; }
  const std::vector<Statement>& statements() const { return statements_; }

 private:
  friend class DocumentParser;
  PolicyKind kind_ = PolicyKind::kManaged;
  std::string version_;
  std::string id_;
  std::vector<Statement> statements_;
};

/// One thing that is wrong with a document.
struct Malformed {
  std::string message;  ///< as IAM puts it: "Syntax errors in policy."
  std::string problem;  ///< for a log: what is wrong, without a full stop
  json::Position position;

  /// MalformedPolicyDocument with the message.
  AwsError error() const { return {"MalformedPolicyDocument", message, {}}; }
  /// "line 7, column 3: a trailing comma: ...".
  std::string describe() const;
};

/// The longest text that is parsed at all; IAM's limit of the parameter.
inline constexpr std::size_t kMaxDocumentBytes = 131'072;

/// Everything that is wrong with the text, what IAM tells first; empty if it is well-formed.
std::vector<Malformed> find_malformed(PolicyKind kind, std::string_view text);

/// The document, or what IAM says of it.
tl::expected<std::shared_ptr<const Document>, Malformed> parse_policy(PolicyKind kind,
                                                                      std::string_view text);

}  // namespace dynarock::policy
