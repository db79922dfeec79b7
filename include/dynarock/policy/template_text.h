#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynarock/policy/context.h"

namespace dynarock::policy {

/// A text of a policy with its variables: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`,
/// and
/// `${*}`, `${?}`, `${$}` for these characters themselves.
class TemplateText {
 public:
  enum class Variables { kYes, kNo };  ///< only Version 2012-10-17 has them
  enum class Wildcards { kYes, kNo };  ///< whether `*` and `?` become wildcards, see glob.h

  TemplateText() = default;
  TemplateText(std::string_view source, Variables variables, Wildcards wildcards);

  bool has_variables() const { return !keys_.empty(); }
  /// The text, if it has no variables.
  const std::string& constant() const { return texts_.front(); }
  /// The text for one request. Nothing if a variable has no value, nor a default; a key with
  /// several values has none.
  std::optional<std::string> resolve(const Context& context) const;

  struct Key {
    std::string name;
    std::string lower_name;
    std::optional<std::string> fallback;
  };
  const std::vector<Key>& keys() const { return keys_; }

 private:
  std::vector<std::string> texts_{{}};  // one more than keys_: before, between and behind them
  std::vector<Key> keys_;
};

}  // namespace dynarock::policy
