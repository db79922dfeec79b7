#include "aws/form_protocol.h"

#include <utility>

#include "aws/query_input.h"
#include "dynarock/auth/authorization.h"
#include "dynarock/aws/errors.h"
#include "dynarock/base/uri_encoding.h"

namespace dynarock::aws {
namespace {

constexpr std::string_view kForm = "application/x-www-form-urlencoded";

/// The form: the body of a POST, else what stands behind the question mark.
std::string_view form_of(const http::Request& request) {
  if (!request.body.empty()) return request.body;
  const std::size_t mark = request.target.find('?');
  return mark == std::string_view::npos ? std::string_view{} : request.target.substr(mark + 1);
}

}  // namespace

/// The service that the request is signed for or, where it is not, the one that its Version names.
/// Where its host has left one service only, that one.
Service* FormProtocol::find_service(const http::Request& request,
                                    std::span<Service* const> services) const {
  const std::string_view signing_name = auth::signing_name_of(request);
  const std::string_view version = form_parameter(form_of(request), "Version");
  for (Service* service : services) {
    const QueryApi* api = service->query_api();
    if (!api || api->dialect != dialect_) continue;
    if (services.size() == 1 ||
        (signing_name.empty() ? version == api->version : signing_name == service->name()))
      return service;
  }
  return nullptr;
}

bool FormProtocol::accepts(const http::Request& request, std::span<Service* const> services) const {
  const bool is_form = request.method == "POST"
                           ? request.header("Content-Type").starts_with(kForm)
                           : request.method == "GET" && request.target.starts_with("/?");
  return is_form && find_service(request, services) != nullptr;
}

std::string FormProtocol::make_request_id(Ids& ids) const { return ids.uuid(); }

Target FormProtocol::find_target(const http::Request& request,
                                 std::span<Service* const> services) const {
  Service* service = find_service(request, services);
  return {service, service->find(form_parameter(form_of(request), "Action"))};
}

Result<void> FormProtocol::parse(const http::Request&, Scratch&) const { return {}; }

Result<json::Value> FormProtocol::input(const http::Request& request,
                                        const OperationSpec& operation, Scratch& scratch) const {
  std::string& text = scratch.text();
  text.clear();
  append_form_as_json(form_of(request), *operation.input, dialect_, text);
  if (!scratch.document().parse(text))
    return fail(serialization_error("Request is not valid UTF-8"));
  return scratch.document().root();
}

std::string parameter_of(const http::Request& request, std::string_view name) {
  return uri_decoded(form_parameter(form_of(request), name));
}

Spelling spelling_of(const AwsError& error, std::span<const Spelling> rows) {
  for (const Spelling& row : rows)
    if (row.code == error.code) return row;
  return {error.code, error.code, find_error(error.code)->status};
}

http::Response xml_response(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "text/xml");
  response.body = std::move(body);
  return response;
}

}  // namespace dynarock::aws
