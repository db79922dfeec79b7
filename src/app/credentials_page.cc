#include "app/credentials_page.h"

#include <algorithm>
#include <utility>

#include "dynarock/json/writer.h"

namespace dynarock::app {
namespace {

bool is_account(std::string_view text) {
  return text.size() == 12 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Admin::Page credentials_page(iam::State& state, Ids& ids, const Clock& clock, std::string account) {
  return [&state, &ids, &clock, own_account = std::move(account)](const http::Request& request) {
    std::string wanted = query_parameter(request, "account");
    if (wanted.empty()) wanted = own_account;
    if (!is_account(wanted)) return refusal(400, "An account has 12 digits.");
    const iam::AccessKey key = state.root_key(wanted, ids, clock.now());
    std::string body;
    json::Writer out(body);
    out.begin_object().member("Version", 1).member("AccessKeyId", key.id);
    out.member("SecretAccessKey", key.secret).end_object();
    return json_answer(200, std::move(body));
  };
}

}  // namespace dynarock::app
