// A stranger's Authorization header, date and query: "header\ndate\ntarget".

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "dynarock/auth/authorization.h"

using dynarock::auth::parse_authorization;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const auto next_line = [&rest] {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return line;
  };
  dynarock::http::Request request;
  request.method = "POST";
  request.headers = {{"authorization", next_line()}, {"x-amz-date", next_line()}};
  request.target = next_line();
  const auto result = parse_authorization(request, {"dynamodb"});
  if (!result) return 0;
  const bool is_whole = result->service == "dynamodb" && result->date.size() == 8 &&
                        result->signed_at_text().starts_with(result->date) &&
                        !result->region.empty() && !result->signature.empty();
  if (!is_whole) std::abort();
  return 0;
}
