#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "dynarock/http/message.h"

namespace dynarock::app {

/// What stands before the paths of what the program's own commands ask a running server.
inline constexpr std::string_view kAdminPrefix = "/_dynarock/";

/// Answers those, and hands all other requests on. It answers this machine only: both ends of the
/// connection are on it, and no web page is behind the request.
class Admin final : public http::Handler {
 public:
  /// Makes the answer to a GET. Called from every server thread at once.
  using Page = std::function<http::Response(const http::Request&)>;

  /// `api` must outlive this.
  explicit Admin(http::Handler& api) : api_(api) {}

  /// `name` is what follows the prefix. Before the first request only.
  void add(std::string name, Page page) { pages_.emplace(std::move(name), std::move(page)); }

  http::Response handle(const http::Request& request) override;
  bool blocks(const http::Request& request) const override { return api_.blocks(request); }
  void stop_waiting() override { api_.stop_waiting(); }

 private:
  http::Handler& api_;
  std::map<std::string, Page, std::less<>> pages_;
};

/// An answer of the admin pages.
http::Response json_answer(int status, std::string body);
/// A refusal: `{"message": "..."}`.
http::Response refusal(int status, std::string_view message);
/// A parameter of the request's query, decoded; empty if absent.
std::string query_parameter(const http::Request& request, std::string_view name);

}  // namespace dynarock::app
