#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "dynarock/policy/glob.h"
#include "dynarock/policy/template_text.h"

namespace dynarock::policy {

/// An ARN's six parts: `arn`, partition, service, region, account, resource. The last keeps its
/// colons. Refers to the text.
struct Arn {
  std::array<std::string_view, 6> parts;

  std::string_view partition() const { return parts[1]; }
  std::string_view service() const { return parts[2]; }
  std::string_view region() const { return parts[3]; }
  std::string_view account() const { return parts[4]; }
  std::string_view resource() const { return parts[5]; }
};

/// Nothing for a text that is no ARN, such as `*`.
std::optional<Arn> split_arn(std::string_view text);

/// A pattern for ARNs. Each part is matched by itself, so a `*` crosses `/` and, in the last part,
/// `:`, but never leaks into another part. Missing parts stand for `*`, and `*` alone matches any
/// text.
class ArnPattern {
 public:
  ArnPattern() = default;
  /// `pattern` as encode_wildcards() makes it.
  explicit ArnPattern(std::string_view pattern);

  bool matches(const Arn& arn) const;
  bool matches_all() const { return all_; }
  /// The first part that does not match, as an index into Arn::parts; 6 if all do.
  std::size_t first_mismatch(const Arn& arn) const;

 private:
  std::array<Glob, 6> parts_;
  bool all_ = false;
};

/// A value of Resource or NotResource. Variables may stand in its last part only (elsewhere they
/// make it match nothing), as IAM's documentation says.
class ResourcePattern {
 public:
  ResourcePattern(std::string_view source, TemplateText::Variables variables);

  /// `arn` is the resource split, or nothing if that is no ARN: then only `*` matches.
  bool matches(const std::optional<Arn>& arn, const Context& context) const;
  bool matches_all() const { return pattern_.matches_all(); }
  /// The first of Arn::parts that does not match; 6 if all do.
  std::size_t first_mismatch(const Arn& arn, const Context& context) const;

  const std::string& source() const { return source_; }
  /// Its variables; empty if it has none.
  const std::vector<TemplateText::Key>& variables() const { return resource_.keys(); }
  bool has_misplaced_variable() const { return misplaced_variable_; }

 private:
  std::string source_;
  ArnPattern pattern_;     // with `*` for a last part that has variables
  TemplateText resource_;  // the last part
  bool misplaced_variable_ = false;
};

}  // namespace dynarock::policy
