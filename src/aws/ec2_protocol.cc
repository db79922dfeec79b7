#include "aws/ec2_protocol.h"

#include <utility>

#include "aws/ec2_constraints.h"
#include "aws/form_protocol.h"
#include "aws/xml_answer.h"

namespace dynarock::aws {
namespace {

constexpr std::string_view kNotValidated =
    "AWS was not able to validate the provided access credentials";

constexpr Spelling kSpellings[] = {
    {"AccessDeniedException", "UnauthorizedOperation", 403},
    {"ExpiredTokenException", "RequestExpired", 400, "Request has expired."},
    {"IncompleteSignatureException", "AuthFailure", 401},
    {"InternalServerError", "InternalError", 500, "An internal error has occurred"},
    {"InvalidSignatureException", "AuthFailure", 401, kNotValidated},
    {"MissingAuthenticationTokenException", "MissingParameter", 400,
     "The request must contain the parameter AWSAccessKeyId"},
    {"SerializationException", "InvalidParameterValue", 400},
    {"UnrecognizedClientException", "AuthFailure", 401, kNotValidated},
};

std::string message_of(const AwsError& error, const Spelling& spelling) {
  if (!spelling.message.empty()) return std::string(spelling.message);
  if (error.code == "AccessDeniedException")
    return "You are not authorized to perform this operation. " + error.message;
  return error.message;
}

class Ec2Protocol final : public FormProtocol {
 public:
  Ec2Protocol() : FormProtocol(QueryDialect::kEc2) {}

  AwsError unknown_target(const http::Request& request) const override {
    const std::string action = parameter_of(request, "Action");
    if (action.empty())
      return {"MissingAction", "The request must contain the parameter Action", {}};
    return {"InvalidAction", "The action " + action + " is not valid for this web service.", {}};
  }

  Result<void> check(json::Value input, const Target& target) const override {
    return check_ec2_constraints(input, *target.operation->input);
  }

  http::Response succeed(const Answer& answer, std::string body) const override {
    const OperationSpec& operation = *answer.target.operation;
    std::string text;
    XmlWriter xml(text);
    xml.open(std::string(operation.name) + "Response",
             answer.target.service->query_api()->xml_namespace);
    xml.element("requestId", answer.request_id);
    json::Document document;
    if (document.parse(body))
      write_members(document.root(), *operation.output, QueryDialect::kEc2, xml);
    xml.close();
    return xml_response(200, std::move(text));
  }

  http::Response refuse(const Answer& answer, const AwsError& error) const override {
    const Spelling spelling = spelling_of(error, kSpellings);
    std::string text;
    XmlWriter xml(text);
    xml.open("Response").open("Errors").open("Error");
    xml.element("Code", spelling.query_code);
    xml.element("Message", message_of(error, spelling));
    xml.close().close();
    xml.element("RequestID", answer.request_id);
    xml.close();
    return xml_response(spelling.status, std::move(text));
  }
};

}  // namespace

const Protocol& ec2_protocol() {
  static const Ec2Protocol protocol;
  return protocol;
}

}  // namespace dynarock::aws
