#include "ec2/client_token.h"

#include "ec2/operations.h"

namespace dynarock::ec2 {

Result<const Record*> made_before(const Region& region, std::string_view prefix,
                                  json::Value request) {
  const std::string token = text_of(request, "ClientToken");
  if (token.empty()) return nullptr;
  const auto made = region.of(prefix, "ClientToken", token);
  if (made.empty()) return nullptr;
  if (text(*made.front(), "MadeBy") == request.source()) return made.front();
  return fail({"IdempotentParameterMismatch",
               "Arguments on this idempotent request are inconsistent with arguments used in "
               "previous request(s).",
               {}});
}

void remember_request(Record& record, json::Value request) {
  const std::string token = text_of(request, "ClientToken");
  if (token.empty()) return;
  record["ClientToken"] = token;
  record["MadeBy"] = request.source();
}

}  // namespace dynarock::ec2
