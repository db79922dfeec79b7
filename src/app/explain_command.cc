#include <cstdio>
#include <string>

#include "app/admin_client.h"
#include "app/commands.h"
#include "dynarock/base/uri_encoding.h"

namespace dynarock::app {

int run_explain(const ExplainOptions& options) {
  std::string query = options.format == ExplainFormat::kText ? "?format=text" : "?format=json";
  if (!options.request_id.empty()) append_uri_encoded(options.request_id, query += "&request=");
  if (options.denied) query += "&which=denied";
  const auto answer = ask_server(options.endpoint_url, "explain" + query);
  if (!answer) {
    std::fprintf(stderr, "dynarock explain: %s\n", answer.error().c_str());
    return 1;
  }
  std::printf("%s%s", answer->c_str(), answer->ends_with('\n') ? "" : "\n");
  return 0;
}

}  // namespace dynarock::app
