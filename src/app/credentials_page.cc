#include "app/credentials_page.h"

#include <utility>

#include "dynarock/base/ids.h"
#include "dynarock/json/writer.h"

namespace dynarock::app {

Admin::Page credentials_page(iam::State& state, Ids& ids, const Clock& clock, std::string account) {
  return [&state, &ids, &clock, own_account = std::move(account)](const http::Request& request) {
    std::string wanted = query_parameter(request, "account");
    if (wanted.empty()) wanted = own_account;
    if (!is_account_id(wanted)) return refusal(400, "An account has 12 digits.");
    const iam::AccessKey key = state.root_key(wanted, ids, clock.now());
    std::string body;
    json::Writer out(body);
    out.begin_object().member("Version", 1).member("AccessKeyId", key.id);
    out.member("SecretAccessKey", key.secret).end_object();
    return json_answer(200, std::move(body));
  };
}

}  // namespace dynarock::app
