#include "aws/query_protocol.h"

#include <utility>

#include "aws/form_protocol.h"
#include "aws/xml_answer.h"

namespace dynarock::aws {
namespace {

constexpr Spelling kSpellings[] = {
    {"AccessDeniedException", "AccessDenied", 403},
    {"ExpiredTokenException", "ExpiredToken", 403},
    {"IncompleteSignatureException", "IncompleteSignature", 403},
    {"InternalServerError", "InternalFailure", 500, "Internal server error"},
    {"InvalidSignatureException", "SignatureDoesNotMatch", 403},
    {"MissingAuthenticationTokenException", "MissingAuthenticationToken", 403},
    {"SerializationException", "MalformedInput", 400},
    {"UnrecognizedClientException", "InvalidClientTokenId", 403},
    {"ValidationException", "ValidationError", 400},
};

class QueryProtocol final : public FormProtocol {
 public:
  QueryProtocol() : FormProtocol(QueryDialect::kQuery) {}

  AwsError unknown_target(const http::Request& request) const override {
    const std::string action = parameter_of(request, "Action");
    if (action.empty()) return {"MissingAction", "Missing required parameter: Action", {}};
    return {
        "InvalidAction",
        "Could not find operation " + action + " for version " + parameter_of(request, "Version"),
        {}};
  }

  http::Response succeed(const Answer& answer, std::string body) const override {
    const OperationSpec& operation = *answer.target.operation;
    std::string text;
    XmlWriter xml(text);
    xml.open(std::string(operation.name) + "Response",
             answer.target.service->query_api()->xml_namespace);
    json::Document document;
    if (!operation.output->fields.empty() && document.parse(body)) {
      xml.open(std::string(operation.name) + "Result");
      write_members(document.root(), *operation.output, QueryDialect::kQuery, xml);
      xml.close();
    }
    xml.open("ResponseMetadata").element("RequestId", answer.request_id).close();
    xml.close();
    return xml_response(200, std::move(text));
  }

  http::Response refuse(const Answer& answer, const AwsError& error) const override {
    const Spelling spelling = spelling_of(error, kSpellings);
    std::string text;
    XmlWriter xml(text);
    xml.open("ErrorResponse", answer.target.service->query_api()->xml_namespace);
    xml.open("Error");
    xml.element("Type", spelling.status >= 500 ? "Receiver" : "Sender");
    xml.element("Code", spelling.query_code);
    xml.element("Message",
                spelling.message.empty() ? std::string_view(error.message) : spelling.message);
    xml.close();
    xml.element("RequestId", answer.request_id);
    xml.close();
    return xml_response(spelling.status, std::move(text));
  }
};

}  // namespace

const Protocol& query_protocol() {
  static const QueryProtocol protocol;
  return protocol;
}

}  // namespace dynarock::aws
