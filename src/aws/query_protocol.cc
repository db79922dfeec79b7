#include "aws/query_protocol.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "aws/query_input.h"
#include "aws/xml_writer.h"
#include "dynarock/auth/authorization.h"
#include "dynarock/aws/errors.h"
#include "dynarock/base/clock.h"
#include "dynarock/base/uri_encoding.h"

namespace dynarock::aws {
namespace {

using json::Value;

constexpr std::string_view kForm = "application/x-www-form-urlencoded";

/// How the query protocol spells an error that every protocol has.
struct Spelling {
  std::string_view code, query_code;
  int status;
};
constexpr Spelling kSpellings[] = {
    {"AccessDeniedException", "AccessDenied", 403},
    {"ExpiredTokenException", "ExpiredToken", 403},
    {"IncompleteSignatureException", "IncompleteSignature", 403},
    {"InternalServerError", "InternalFailure", 500},
    {"InvalidSignatureException", "SignatureDoesNotMatch", 403},
    {"MissingAuthenticationTokenException", "MissingAuthenticationToken", 403},
    {"SerializationException", "MalformedInput", 400},
    {"UnrecognizedClientException", "InvalidClientTokenId", 403},
    {"ValidationException", "ValidationError", 400},
};

Spelling spelling_of(const AwsError& error) {
  for (const Spelling& row : kSpellings)
    if (row.code == error.code) return row;
  return {error.code, error.code, find_error(error.code)->status};
}

/// The form: the body of a POST, else what stands behind the question mark.
std::string_view form_of(const http::Request& request) {
  if (!request.body.empty()) return request.body;
  const std::size_t mark = request.target.find('?');
  return mark == std::string_view::npos ? std::string_view{} : request.target.substr(mark + 1);
}

/// The service that the request is signed for or, where it is not, the one that its Version names.
/// Where its host has left one service only, that one.
Service* find_service(const http::Request& request, std::span<Service* const> services) {
  const std::string_view signing_name = auth::signing_name_of(request);
  const std::string_view version = form_parameter(form_of(request), "Version");
  for (Service* service : services) {
    const QueryApi* api = service->query_api();
    if (!api) continue;
    if (services.size() == 1 ||
        (signing_name.empty() ? version == api->version : signing_name == service->name()))
      return service;
  }
  return nullptr;
}

void write_value(Value value, const Shape& shape, std::string_view name, XmlWriter& xml);

void write_members(Value object, const Shape& shape, XmlWriter& xml) {
  for (const Value::Member member : object.members()) {
    const Field* field = shape.find_field(member.name);
    if (!field) throw std::logic_error("no output member " + std::string(member.name));
    write_value(member.value, *field->shape, field->name, xml);
  }
}

/// Seconds since the epoch as `2015-05-11T21:21:33Z`, with milliseconds unless they are zero.
std::string iso_time(std::string_view seconds) {
  double value = 0;
  std::from_chars(seconds.data(), seconds.data() + seconds.size(), value);
  const auto millis = static_cast<std::int64_t>(std::llround(value * 1000));
  const Timestamp time{std::chrono::milliseconds(millis)};
  return millis % 1000 == 0 ? iso_seconds(time) : iso_millis(time) + "Z";
}

void write_value(Value value, const Shape& shape, std::string_view name, XmlWriter& xml) {
  switch (shape.kind) {
    case ShapeKind::structure:
      xml.open(name);
      write_members(value, shape, xml);
      xml.close();
      return;
    case ShapeKind::list:
      xml.open(name);
      for (const Value element : value.elements())
        write_value(element, *shape.element, "member", xml);
      xml.close();
      return;
    case ShapeKind::map:
      xml.open(name);
      for (const Value::Member entry : value.members()) {
        xml.open("entry").element("key", entry.name);
        write_value(entry.value, *shape.element, "value", xml);
        xml.close();
      }
      xml.close();
      return;
    case ShapeKind::boolean:
      xml.element(name, value.boolean() ? "true" : "false");
      return;
    case ShapeKind::timestamp:
      xml.element(name, iso_time(value.text()));
      return;
    default:
      xml.element(name, value.text());
  }
}

http::Response framed(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "text/xml");
  response.body = std::move(body);
  return response;
}

class QueryProtocol final : public Protocol {
 public:
  bool accepts(const http::Request& request, std::span<Service* const> services) const override {
    const bool is_form = request.method == "POST"
                             ? request.header("Content-Type").starts_with(kForm)
                             : request.method == "GET" && request.target.starts_with("/?");
    return is_form && find_service(request, services) != nullptr;
  }

  std::string make_request_id(Ids& ids) const override { return ids.uuid(); }

  Target find_target(const http::Request& request,
                     std::span<Service* const> services) const override {
    Service* service = find_service(request, services);
    return {service, service->find(form_parameter(form_of(request), "Action"))};
  }

  AwsError unknown_target(const http::Request& request) const override {
    const std::string_view action = form_parameter(form_of(request), "Action");
    if (action.empty()) return {"MissingAction", "Missing required parameter: Action", {}};
    return {"InvalidAction",
            "Could not find operation " + uri_decoded(action) + " for version " +
                uri_decoded(form_parameter(form_of(request), "Version")),
            {}};
  }

  Result<void> parse(const http::Request&, Scratch&) const override { return {}; }

  Result<Value> input(const http::Request& request, const OperationSpec& operation,
                      Scratch& scratch) const override {
    std::string& text = scratch.text();
    text.clear();
    append_form_as_json(form_of(request), *operation.input, text);
    if (!scratch.document().parse(text))
      return fail(serialization_error("Request is not valid UTF-8"));
    return scratch.document().root();
  }

  http::Response succeed(const Answer& answer, std::string body) const override {
    const OperationSpec& operation = *answer.target.operation;
    const std::string response = std::string(operation.name) + "Response";
    const std::string result = std::string(operation.name) + "Result";
    std::string text;
    XmlWriter xml(text);
    xml.open(response, answer.target.service->query_api()->xml_namespace);
    json::Document document;
    if (!operation.output->fields.empty() && document.parse(body)) {
      xml.open(result);
      write_members(document.root(), *operation.output, xml);
      xml.close();
    }
    xml.open("ResponseMetadata").element("RequestId", answer.request_id).close();
    xml.close();
    return framed(200, std::move(text));
  }

  http::Response refuse(const Answer& answer, const AwsError& error) const override {
    const Spelling spelling = spelling_of(error);
    const bool internal = spelling.status >= 500;
    std::string text;
    XmlWriter xml(text);
    xml.open("ErrorResponse", answer.target.service->query_api()->xml_namespace);
    xml.open("Error");
    xml.element("Type", internal ? "Receiver" : "Sender");
    xml.element("Code", spelling.query_code);
    xml.element("Message", internal ? "Internal server error" : std::string_view(error.message));
    xml.close();
    xml.element("RequestId", answer.request_id);
    xml.close();
    return framed(spelling.status, std::move(text));
  }
};

}  // namespace

const Protocol& query_protocol() {
  static const QueryProtocol protocol;
  return protocol;
}

}  // namespace dynarock::aws
