#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dynarock::app {

/// A grant as the server tells of it.
struct GrantReport {
  /// `given, statement 2 (ReadAll), line 14`.
  std::string place;
  /// `Action dynamodb:Scan`.
  std::string grant;
  bool used = false;
};

/// The unused ones, a line each.
std::string to_text(const std::vector<GrantReport>& grants);
/// A test a grant, which fails if it is unused.
std::string to_junit(std::string_view principal, const std::vector<GrantReport>& grants);
/// SARIF 2.1.0, a result an unused grant.
std::string to_sarif(std::string_view principal, const std::vector<GrantReport>& grants);

}  // namespace dynarock::app
